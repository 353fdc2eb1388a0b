package dev.loginpath.network;

import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.verdict.Cause;
import java.util.List;

/**
 * What the security groups of an interface let through on one TCP port, in one direction.
 *
 * @param ranges each rule that names addresses, with prefix lists expanded
 * @param groups each rule that names a security group
 * @param addresses the addresses of all rules
 * @param doubts why there may be more than that
 */
record Admission(
    List<Ranges> ranges, List<Groups> groups, AddressSet addresses, List<Cause> doubts) {

  /**
   * Addresses that a rule of a group admits.
   *
   * @param hop the rule as a person finds it: {@code sgr-3 of sg-1 tcp 22 pl-2}
   */
  record Ranges(GroupRule rule, AddressSet addresses, String hop) {}

  /** A security group whose interfaces a rule admits. */
  record Groups(GroupRule rule, GroupRule.Group peer, String hop) {}

  /** The addresses of the rules, and anything beyond where a rule could not be read. */
  AddressBounds bounds() {
    return doubts.isEmpty()
        ? AddressBounds.exactly(addresses)
        : new AddressBounds(addresses, AddressSet.ALL, doubts);
  }

  boolean admitsNobody() {
    return addresses.isEmpty() && groups.isEmpty() && doubts.isEmpty();
  }
}
