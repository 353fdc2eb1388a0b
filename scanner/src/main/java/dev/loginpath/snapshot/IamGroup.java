package dev.loginpath.snapshot;

import java.util.List;

/** An IAM group with its policies. */
public record IamGroup(
    String arn, String name, List<NamedPolicy> inlinePolicies, List<String> attachedPolicyArns) {
  public IamGroup {
    inlinePolicies = List.copyOf(inlinePolicies);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
  }
}
