package dev.loginpath.report;

import java.util.List;

/**
 * A principal and whether it may use a path.
 *
 * @param arn the principal, or {@code *} where nobody could be told apart
 */
public record PrincipalAccess(
    String arn, Decision decision, List<String> conditions, List<String> via) {

  public PrincipalAccess {
    conditions = List.copyOf(conditions);
    via = List.copyOf(via);
  }
}
