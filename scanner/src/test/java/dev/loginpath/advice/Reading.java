package dev.loginpath.advice;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.Facts;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** An account as a scan reads it that does not see, or does not ask, all that there is. */
final class Reading {

  /** What the ways of agents and people, and the shells, are read from. */
  private static final Set<String> WAYS =
      Set.of(
          "ec2:DescribeInstances",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "ec2:DescribeVpcAttribute",
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeRouteTables",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSecurityGroupRules",
          "ec2:DescribeInternetGateways",
          "ec2:DescribeNatGateways",
          "ec2:DescribeVpcEndpoints",
          "ec2:DescribeInstanceConnectEndpoints",
          "ec2:DescribeAvailabilityZones",
          "ssm:DescribeInstanceInformation",
          "ssm:GetConnectionStatus",
          "ssm:GetDocument",
          "ssm:ListDocuments",
          "kms:DescribeKey",
          "kms:GetKeyPolicy",
          "iam:GetAccountAuthorizationDetails");

  private final Random random;

  Reading(long seed) {
    random = new Random(seed);
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** With every node asked for its channel, those that a first look asks, or none. */
  DemoAccount of(DemoAccount account) {
    AccountSnapshot whole = account.snapshot();
    Facts facts = new Facts(whole);
    AccountSnapshot read = facts.without(losses(facts));
    if (once(4)) {
      return new DemoAccount(read);
    }
    boolean none = once(6);
    Map<String, List<ConnectionStatus>> known = new HashMap<>();
    whole.regions().forEach(it -> known.put(it.name(), it.ssm().connectionStatuses()));
    List<RegionSnapshot> regions =
        read.regions().stream()
            .map(it ->
                it.withConnectionStatuses(
                    none ? List.of() : asked(it, known.getOrDefault(it.name(), List.of()))))
            .toList();
    return new DemoAccount(DemoAccount.with(read, "regions", regions));
  }

  /** Of the nodes that were seen to be listed. */
  private List<ConnectionStatus> asked(RegionSnapshot region, List<ConnectionStatus> all) {
    Set<String> listed =
        Observed.items(region.ssm().nodes()).stream()
            .map(ManagedNode::id)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(it -> listed.contains(it.nodeId()))
        .map(it ->
            once(10)
                ? new ConnectionStatus(it.nodeId(), DemoAccount.unseen(it.status().call()))
                : it)
        .toList();
  }

  /** None, some of the calls that ways are read from, and any call at all. */
  private List<Facts.Loss> losses(Facts facts) {
    List<Facts.Loss> lost = new ArrayList<>();
    if (once(3)) {
      return lost;
    }
    int many = random.nextInt(3);
    for (int index = 0; index < many; index++) {
      lost.add(facts.one(it -> WAYS.contains(it.action()), random));
    }
    if (once(2)) {
      lost.add(facts.one(it -> true, random));
    }
    return lost;
  }
}
