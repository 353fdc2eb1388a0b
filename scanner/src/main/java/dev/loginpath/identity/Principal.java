package dev.loginpath.identity;

import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.PolicySet;
import java.util.Optional;

/**
 * A user or a role of the account.
 *
 * @param name for a person: a permission set's name where IAM Identity Center made the role
 * @param context the keys that it gives their values
 * @param trust a role's trust policy
 * @param sessionTags its sessions may carry tags that the caller picks
 */
public record Principal(
    Caller caller,
    String name,
    Policies policies,
    Context context,
    Optional<PolicySet> trust,
    boolean sessionTags) {

  public String arn() {
    return caller.arn();
  }

  public boolean isUser() {
    return caller.kind() == Caller.Kind.USER;
  }
}
