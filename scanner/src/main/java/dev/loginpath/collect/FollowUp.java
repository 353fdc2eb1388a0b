package dev.loginpath.collect;

import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;
import java.util.SortedSet;

/** What is still worth asking once a region is read. */
@FunctionalInterface
public interface FollowUp {

  /** The managed nodes whose connection status decides something. */
  SortedSet<String> nodesToAsk(RegionSnapshot region);

  /** The unit prices to ask the Price List for; none unless the user wants them. */
  default List<PriceQuestion> pricesToAsk(RegionSnapshot region) {
    return List.of();
  }
}
