package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An IAM user with its policies.
 *
 * @param id what {@code aws:userid} holds: {@code AIDA…}
 */
public record IamUser(
    String arn,
    String name,
    String id,
    List<NamedPolicy> inlinePolicies,
    List<String> attachedPolicyArns,
    List<String> groups,
    Optional<String> permissionsBoundaryArn,
    SortedMap<String, String> tags) {
  public IamUser {
    inlinePolicies = List.copyOf(inlinePolicies);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
    groups = List.copyOf(groups);
  }
}
