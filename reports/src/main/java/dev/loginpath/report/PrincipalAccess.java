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

  public PrincipalAccess {
    conditions = List.copyOf(conditions);
    choices = List.copyOf(choices);
    via = List.copyOf(via);
  }
}
