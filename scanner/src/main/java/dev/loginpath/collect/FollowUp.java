package dev.loginpath.collect;

import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** What is still worth asking once everything else is read. */
@FunctionalInterface
public interface FollowUp {

  /** By region, the managed nodes whose connection status is asked. */
  SortedMap<String, SortedSet<String>> nodesToAsk(AccountSnapshot read);

  /** The unit prices to ask the Price List for; none unless the user wants them. */
  default List<PriceQuestion> pricesToAsk(RegionSnapshot region) {
    return List.of();
  }
}
