package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The security groups of a region: what the union of several groups lets through. */
final class Groups {

  private final Observed<List<SecurityGroup>> listed;
  private final Map<String, SecurityGroup> byId;
  private final PrefixLists prefixLists;

  Groups(Ec2Snapshot ec2, PrefixLists prefixLists) {
    this.listed = ec2.securityGroups();
    this.byId = Index.by(Observed.items(ec2.securityGroups()), SecurityGroup::id);
    this.prefixLists = prefixLists;
  }

  Call call() {
    return listed.call();
  }

  Admission ingress(Collection<String> groupIds, int port) {
    return admission(groupIds, port, SecurityGroup::ingress);
  }

  Admission egress(Collection<String> groupIds, int port) {
    return admission(groupIds, port, SecurityGroup::egress);
  }

  private Admission admission(
      Collection<String> groupIds, int port, Function<SecurityGroup, List<GroupRule>> direction) {
    List<Admission.Ranges> ranges = new ArrayList<>();
    List<Admission.Groups> groups = new ArrayList<>();
    List<Cause> doubts = new ArrayList<>();
    for (String groupId : groupIds) {
      Optional<SecurityGroup> group = Optional.ofNullable(byId.get(groupId));
      if (group.isEmpty()) {
        doubts.add(
            Observed.gap(listed)
                .orElse(new Cause.Undecided("A security group is referenced but was not listed.")));
        continue;
      }
      for (GroupRule rule : direction.apply(group.get())) {
        if (rule.coversTcp(port)) {
          switch (rule.peer()) {
            case GroupRule.Range range ->
                AddressSet.parse(range.cidr())
                    .ifPresentOrElse(
                        set -> ranges.add(new Admission.Ranges(groupId, rule, set)),
                        () ->
                            doubts.add(
                                new Cause.Undecided(
                                    "A security group rule holds a range that cannot be read.")));
            case GroupRule.List list -> {
              ranges.add(
                  new Admission.Ranges(groupId, rule, prefixLists.known(list.prefixListId())));
              prefixLists.doubt(list.prefixListId()).ifPresent(doubts::add);
            }
            case GroupRule.Group peer -> groups.add(new Admission.Groups(groupId, rule, peer));
          }
        }
      }
    }
    return new Admission(List.copyOf(ranges), List.copyOf(groups), List.copyOf(doubts));
  }
}
