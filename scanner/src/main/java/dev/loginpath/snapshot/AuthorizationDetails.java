package dev.loginpath.snapshot;

import java.util.List;

/** The account's principals and policies: the answer of {@code GetAccountAuthorizationDetails}. */
public record AuthorizationDetails(
    List<IamUser> users, List<IamGroup> groups, List<IamRole> roles, List<ManagedPolicy> policies) {
  public AuthorizationDetails {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    roles = List.copyOf(roles);
    policies = List.copyOf(policies);
  }
}
