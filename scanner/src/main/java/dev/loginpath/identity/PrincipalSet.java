package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;

/** The principals that may use a path; many instances share one set. */
public record PrincipalSet(List<PrincipalAccess> principals) {

  /** Policies are not evaluated yet, so that anybody may, and nobody is known to. */
  public static final PrincipalSet UNKNOWN =
      new PrincipalSet(
          List.of(
              new PrincipalAccess(
                  "*",
                  Decision.UNKNOWN,
                  List.of(),
                  List.of("IAM policies are not evaluated by this version"))));

  public PrincipalSet {
    principals = List.copyOf(principals);
  }

  /** The set's name in the report: a hash of its content. */
  public String key() {
    return FindingId.hash(principals.toString()).substring(0, 16);
  }
}
