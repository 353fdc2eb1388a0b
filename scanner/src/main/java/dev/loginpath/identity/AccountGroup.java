package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import java.util.List;

/** A group of the account with the policies that its members have beside their own. */
record AccountGroup(String arn, String name, List<Policy> policies) {

  AccountGroup {
    policies = List.copyOf(policies);
  }
}
