package dev.loginpath.identity;

import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import java.util.HashMap;
import java.util.Map;
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

  /** The same principal with other policies. */
  Principal with(Policies others) {
    return new Principal(caller, name, others, context, trust, sessionTags);
  }

  /** The same principal, whose requests carry more. */
  Principal with(Map<String, Value> keys) {
    return new Principal(caller, name, policies, context.with(keys), trust, sessionTags);
  }

  /** As the resource of a call of IAM: its tags, and the boundary that it has. */
  Target asTarget() {
    Map<String, Value> keys = new HashMap<>();
    context
        .asMap()
        .forEach((key, value) -> {
          if (key.startsWith("aws:principaltag/")) {
            String tag = key.substring("aws:principaltag/".length());
            keys.put("iam:resourcetag/" + tag, value);
            keys.put("aws:resourcetag/" + tag, value);
          }
        });
    Value boundary =
        policies.boundary().stream()
            .flatMap(it -> it.policies().stream())
            .map(it -> Value.of(it.name()))
            .findFirst()
            .orElse(Value.ABSENT);
    keys.put("iam:permissionsboundary", boundary);
    return new Target(arn(), caller.account(), keys, Optional.empty());
  }
}
