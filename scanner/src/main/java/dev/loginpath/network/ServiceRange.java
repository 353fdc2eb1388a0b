package dev.loginpath.network;

import dev.loginpath.snapshot.GroupRule;
import java.util.List;

/**
 * The addresses from which the Instance Connect service of a region comes.
 *
 * @param prefixListIds the lists that AWS keeps of them
 * @param ranges their entries
 */
public record ServiceRange(List<String> prefixListIds, List<AddressSet> ranges) {

  /** Whether a rule names the service: its list, or exactly one of its ranges. */
  public boolean isNamedBy(GroupRule rule) {
    return switch (rule.peer()) {
      case GroupRule.List list -> prefixListIds.contains(list.prefixListId());
      case GroupRule.Range range ->
          AddressSet.parse(range.cidr()).filter(ranges::contains).isPresent();
      case GroupRule.Group group -> false;
    };
  }

  /** Whether addresses are the service's own; false where its ranges are not known. */
  public boolean holds(String cidr) {
    return AddressSet.parse(cidr)
        .filter(it -> AddressSet.unionOf(ranges).containsAll(it))
        .isPresent();
  }
}
