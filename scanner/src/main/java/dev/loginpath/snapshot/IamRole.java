package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An IAM role with its policies and the instance profiles that hold it.
 *
 * @param id what {@code aws:userid} begins with in its sessions: {@code AROA…}
 */
public record IamRole(
    String arn,
    String name,
    String id,
    String trustPolicy,
    List<NamedPolicy> inlinePolicies,
    List<String> attachedPolicyArns,
    List<String> instanceProfileArns,
    Optional<String> permissionsBoundaryArn,
    SortedMap<String, String> tags) {
  public IamRole {
    inlinePolicies = List.copyOf(inlinePolicies);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
    instanceProfileArns = List.copyOf(instanceProfileArns);
  }
}
