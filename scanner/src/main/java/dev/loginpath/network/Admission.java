package dev.loginpath.network;

import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.verdict.Cause;
import java.util.List;

/**
 * What the security groups of an interface let through on one TCP port, in one direction.
 *
 * @param ranges each rule that names addresses, with prefix lists expanded
 * @param groups each rule that names a security group
 * @param doubts why there may be more than that
 */
record Admission(List<Ranges> ranges, List<Groups> groups, List<Cause> doubts) {

  /** Addresses that a rule of a group admits. */
  record Ranges(String groupId, GroupRule rule, AddressSet addresses) {

    /** The rule as a hop: {@code sg-1 tcp 22 from pl-2}. */
    String hop() {
      return Admission.hop(groupId, rule);
    }
  }

  /** A security group whose interfaces a rule admits. */
  record Groups(String groupId, GroupRule rule, GroupRule.Group peer) {

    String hop() {
      return Admission.hop(groupId, rule);
    }
  }

  /** All admitted addresses. */
  AddressSet addresses() {
    return ranges.stream().map(Ranges::addresses).reduce(AddressSet.EMPTY, AddressSet::union);
  }

  private static String hop(String groupId, GroupRule rule) {
    String peer =
        switch (rule.peer()) {
          case GroupRule.Range range -> range.cidr();
          case GroupRule.List list -> list.prefixListId();
          case GroupRule.Group group -> group.groupId();
        };
    return groupId + " " + rule.ports() + " " + peer;
  }
}
