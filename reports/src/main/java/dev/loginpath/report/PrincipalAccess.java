package dev.loginpath.report;

import java.util.List;

/**
 * A principal and whether it may use a path.
 *
 * @param arn the principal, or {@code *} where nobody could be told apart
 * @param name for people to read: a permission set's name where IAM Identity Center made the role
 * @param conditions what must hold around the call, all of them; of an unknown decision its reasons
 * @param choices what the caller has to pick, where not everything goes
 * @param via the policy statements that allow it, or the steps that lead there
 */
public record PrincipalAccess(
    String arn,
    String name,
    Decision decision,
    List<String> conditions,
    List<String> choices,
    List<String> via) {

  private static final String ANYBODY = "*";

  public PrincipalAccess {
    conditions = List.copyOf(conditions);
    choices = List.copyOf(choices);
    via = List.copyOf(via);
  }

  /** Keys and passwords are visible to no API. */
  public static PrincipalAccess keyHolders() {
    return new PrincipalAccess(
        ANYBODY,
        "whoever holds a key or password",
        Decision.UNKNOWN,
        List.of("a private key or a password, which no API shows"),
        List.of(),
        List.of("IAM has no say in it"));
  }

  /** Stands for everybody of whom nothing was seen. */
  public static PrincipalAccess unseen(List<String> reasons) {
    return new PrincipalAccess(ANYBODY, ANYBODY, Decision.UNKNOWN, reasons, List.of(), List.of());
  }

  /** No statement stands beside those who were not seen. */
  public Who who() {
    if (!arn.equals(ANYBODY)) {
      return Who.NAMED;
    }
    return via.isEmpty() ? Who.UNSEEN : Who.KEY_HOLDERS;
  }

  public boolean namesOne() {
    return who() == Who.NAMED;
  }
}
