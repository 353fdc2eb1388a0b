package dev.loginpath.joined;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of security groups: {@code DescribeSecurityGroups} tells them by group, {@code
 * DescribeSecurityGroupRules} one by one. A group of which the second names no rule at all may be
 * younger than that list, or have none: it tells nothing of it.
 */
final class JoinedRules {

  private static final String DIFFER =
      "ec2:DescribeSecurityGroups and ec2:DescribeSecurityGroupRules do not agree on the rules of a"
          + " security group.";

  private final Map<String, List<SecurityGroupRule>> byGroup = new TreeMap<>();
  private final boolean complete;

  private JoinedRules(Observed<List<SecurityGroupRule>> rules) {
    this.complete = Observed.gap(rules).isEmpty();
    Observed.items(rules)
        .forEach(it -> byGroup.computeIfAbsent(it.groupId(), id -> new ArrayList<>()).add(it));
  }

  /** The groups with their rules, of whichever call tells them. */
  static Observed<List<SecurityGroup>> of(Ec2Snapshot ec2) {
    JoinedRules rules = new JoinedRules(ec2.securityGroupRules());
    List<SecurityGroup> groups =
        new ArrayList<>(Observed.items(ec2.securityGroups()).stream().map(rules::joined).toList());
    if (Observed.gap(ec2.securityGroups()).isPresent() && rules.complete) {
      Set<String> listed = new HashSet<>();
      groups.forEach(it -> listed.add(it.id()));
      rules.byGroup.keySet().stream()
          .filter(it -> !listed.contains(it))
          .forEach(it -> groups.add(rules.group(it)));
    }
    return JoinedRegion.items(ec2.securityGroups(), groups);
  }

  private SecurityGroup group(String id) {
    return new SecurityGroup(
        id, "", Optional.empty(), "", rules(id, false), rules(id, true), List.of(), List.of());
  }

  private SecurityGroup joined(SecurityGroup group) {
    if (!complete || !byGroup.containsKey(group.id())) {
      return group;
    }
    Direction in = Direction.of(group.ingress(), group.ingressDoubts(), rules(group.id(), false));
    Direction out = Direction.of(group.egress(), group.egressDoubts(), rules(group.id(), true));
    return new SecurityGroup(
        group.id(),
        group.name(),
        group.vpcId(),
        group.ownerId(),
        in.rules(),
        out.rules(),
        in.doubts(),
        out.doubts());
  }

  private List<GroupRule> rules(String groupId, boolean egress) {
    return byGroup.getOrDefault(groupId, List.of()).stream()
        .filter(it -> it.egress() == egress)
        .map(SecurityGroupRule::rule)
        .toList();
  }

  /** What is told of one direction of a group. */
  private record Direction(List<GroupRule> rules, List<String> doubts) {

    static Direction of(List<GroupRule> byGroup, List<String> doubts, List<GroupRule> oneByOne) {
      if (!doubts.isEmpty()) {
        return new Direction(oneByOne, List.of());
      }
      Set<GroupRule> known = new LinkedHashSet<>();
      oneByOne.forEach(it -> known.add(comparable(it)));
      List<GroupRule> shared =
          byGroup.stream().filter(it -> known.contains(comparable(it))).toList();
      Set<GroupRule> same = new HashSet<>();
      shared.forEach(it -> same.add(comparable(it)));
      boolean agree = shared.size() == byGroup.size() && same.containsAll(known);
      return new Direction(shared, agree ? List.of() : List.of(DIFFER));
    }

    /** What the two calls say of the owner and the peering of a group differs. */
    private static GroupRule comparable(GroupRule rule) {
      GroupRule.Peer peer =
          switch (rule.peer()) {
            case GroupRule.Group group ->
                new GroupRule.Group(
                    group.groupId(), Optional.empty(), Optional.empty(), Optional.empty());
            case GroupRule.Range range ->
                new GroupRule.Range(range.cidr().toLowerCase(Locale.ROOT));
            case GroupRule.List list -> list;
          };
      String protocol = rule.protocol().equals("6") ? "tcp" : rule.protocol();
      return protocol.equals("-1")
          ? new GroupRule(protocol, Optional.empty(), Optional.empty(), peer)
          : new GroupRule(protocol, rule.fromPort(), rule.toPort(), peer);
    }
  }
}
