package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The security groups of a region: what the union of several groups lets through. Interfaces with
 * the same groups share one answer.
 */
final class Groups {

  private record Question(List<String> groupIds, int port, boolean egress) {}

  private record RuleKey(String groupId, boolean egress, GroupRule rule) {}

  private final String account;
  private final Observed<List<SecurityGroup>> listed;
  private final Observed<List<NetworkInterface>> interfaces;
  private final Map<String, SecurityGroup> byId;
  private final Map<RuleKey, String> ruleIds = new HashMap<>();
  private final Map<String, List<NetworkInterface>> members = new HashMap<>();
  private final Map<Question, Admission> answered = new HashMap<>();
  private final PrefixLists prefixLists;

  Groups(String account, Ec2Snapshot ec2, PrefixLists prefixLists) {
    this.account = account;
    this.listed = ec2.securityGroups();
    this.interfaces = ec2.networkInterfaces();
    this.byId = Index.by(Observed.items(ec2.securityGroups()), SecurityGroup::id);
    this.prefixLists = prefixLists;
    for (SecurityGroupRule rule : Observed.items(ec2.securityGroupRules())) {
      ruleIds.putIfAbsent(key(rule.groupId(), rule.egress(), rule.rule()), rule.id());
    }
    for (NetworkInterface each : Observed.items(ec2.networkInterfaces())) {
      each.groupIds().forEach(it -> members.computeIfAbsent(it, id -> new ArrayList<>()).add(each));
    }
  }

  /** Two calls tell the same rule; what they say of the owner and the peering differs. */
  private static RuleKey key(String groupId, boolean egress, GroupRule rule) {
    GroupRule.Peer peer =
        rule.peer() instanceof GroupRule.Group group
            ? new GroupRule.Group(
                group.groupId(), Optional.empty(), Optional.empty(), Optional.empty())
            : rule.peer();
    return new RuleKey(
        groupId, egress, new GroupRule(rule.protocol(), rule.fromPort(), rule.toPort(), peer));
  }

  Call call() {
    return listed.call();
  }

  Admission ingress(List<String> groupIds, int port) {
    return answer(groupIds, port, false);
  }

  Admission egress(List<String> groupIds, int port) {
    return answer(groupIds, port, true);
  }

  /** The ports from which on other rules for what comes in hold than below, and 1. */
  SortedSet<Integer> ingressStarts(List<String> groupIds) {
    SortedSet<Integer> starts = new TreeSet<>(List.of(1));
    for (String groupId : groupIds) {
      SecurityGroup group = byId.get(groupId);
      if (group != null) {
        for (GroupRule rule : group.ingress()) {
          rule.fromPort().ifPresent(starts::add);
          rule.toPort().ifPresent(it -> starts.add(it + 1));
        }
      }
    }
    return starts;
  }

  private Admission answer(List<String> groupIds, int port, boolean egress) {
    List<String> sorted = List.copyOf(new TreeSet<>(groupIds));
    return answered.computeIfAbsent(new Question(sorted, port, egress), this::admission);
  }

  private Admission admission(Question question) {
    List<Admission.Ranges> ranges = new ArrayList<>();
    List<Admission.Groups> groups = new ArrayList<>();
    List<Cause> doubts = new ArrayList<>();
    for (String groupId : question.groupIds()) {
      SecurityGroup group = byId.get(groupId);
      if (group == null) {
        doubts.add(
            Observed.gap(listed)
                .orElse(new Cause.Undecided("A security group is referenced but was not listed.")));
        continue;
      }
      (question.egress() ? group.egressDoubts() : group.ingressDoubts())
          .forEach(it -> doubts.add(new Cause.Undecided(it)));
      for (GroupRule rule : question.egress() ? group.egress() : group.ingress()) {
        if (!rule.coversTcp(question.port())) {
          continue;
        }
        String hop = hop(groupId, question.egress(), rule);
        switch (rule.peer()) {
          case GroupRule.Range range ->
              AddressSet.parse(range.cidr())
                  .ifPresentOrElse(
                      set -> ranges.add(new Admission.Ranges(rule, set, hop)),
                      () ->
                          doubts.add(
                              new Cause.Undecided(
                                  "A security group rule holds a range that cannot be read.")));
          case GroupRule.List list -> {
            ranges.add(new Admission.Ranges(rule, prefixLists.known(list.prefixListId()), hop));
            prefixLists.doubt(list.prefixListId()).ifPresent(doubts::add);
          }
          case GroupRule.Group peer -> groups.add(new Admission.Groups(rule, peer, hop));
        }
      }
    }
    AddressSet all = AddressSet.unionOf(ranges.stream().map(Admission.Ranges::addresses).toList());
    return new Admission(
        List.copyOf(ranges), List.copyOf(groups), all, doubts.stream().distinct().toList());
  }

  private String hop(String groupId, boolean egress, GroupRule rule) {
    String peer =
        switch (rule.peer()) {
          case GroupRule.Range range -> range.cidr();
          case GroupRule.List list -> list.prefixListId();
          case GroupRule.Group group -> group.groupId();
        };
    String id = ruleIds.get(key(groupId, egress, rule));
    String group = id == null ? groupId : id + " of " + groupId;
    return group + " " + rule.ports() + " " + peer;
  }

  /** The private addresses of the interfaces that a rule admits by naming their group. */
  AddressBounds members(GroupRule.Group peer) {
    if (peer.isStale()) {
      return AddressBounds.NONE;
    }
    Optional<Cause> unseen = membersUnseen(peer);
    if (unseen.isPresent()) {
      return AddressBounds.upTo(AddressSet.ALL, List.of(unseen.get()));
    }
    AddressSet known =
        AddressSet.ofAll(
            members.getOrDefault(peer.groupId(), List.of()).stream()
                .flatMap(Groups::addresses)
                .toList());
    List<Cause> doubts =
        Stream.concat(
                Observed.gap(interfaces).stream(),
                Observed.items(interfaces).stream()
                    .flatMap(it -> it.doubts().stream())
                    .map(Cause.Undecided::new))
            .distinct()
            .toList();
    return doubts.isEmpty()
        ? AddressBounds.exactly(known)
        : new AddressBounds(known, AddressSet.ALL, doubts);
  }

  private Optional<Cause> membersUnseen(GroupRule.Group peer) {
    boolean ours = peer.ownerId().filter(it -> !it.equals(account)).isEmpty();
    if (!ours) {
      return Optional.of(
          new Cause.Undecided(
              "The interfaces of a security group of account "
                  + peer.ownerId().get()
                  + " cannot be seen."));
    }
    return byId.containsKey(peer.groupId()) ? Optional.empty() : Observed.gap(listed);
  }

  static Stream<String> addresses(NetworkInterface networkInterface) {
    return Stream.concat(
        networkInterface.privateAddresses().stream().map(PrivateAddress::address),
        networkInterface.ipv6Addresses().stream());
  }
}
