package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;

/**
 * The principals that may use a path; many instances share one set.
 *
 * @param key the set's name in the report: a hash of its content
 */
public record PrincipalSet(List<PrincipalAccess> principals, String key) {

  public static final PrincipalSet NOBODY = new PrincipalSet(List.of());

  /** The tags of hybrid nodes are not read, and much depends on them. */
  public static final PrincipalSet NOT_READ =
      new PrincipalSet(
          List.of(
              new PrincipalAccess(
                  "*",
                  "*",
                  Decision.UNKNOWN,
                  List.of("who may use hybrid nodes is not evaluated: their tags are not read"),
                  List.of(),
                  List.of())));

  /** Keys and passwords are visible to no API. */
  public static final PrincipalSet KEY_HOLDERS =
      new PrincipalSet(
          List.of(
              new PrincipalAccess(
                  "*",
                  "whoever holds a key or password",
                  Decision.UNKNOWN,
                  List.of("a private key or a password, which no API shows"),
                  List.of(),
                  List.of("IAM has no say in it"))));

  public PrincipalSet {
    principals = List.copyOf(principals);
  }

  public PrincipalSet(List<PrincipalAccess> principals) {
    this(List.copyOf(principals), FindingId.hash(principals.toString()).substring(0, 16));
  }

  public boolean isEmpty() {
    return principals.isEmpty();
  }
}
