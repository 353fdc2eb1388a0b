package dev.loginpath.collect;

import dev.loginpath.snapshot.RegionSnapshot;
import java.util.SortedSet;

/** What is still worth asking once a region is read. */
@FunctionalInterface
public interface FollowUp {

  /** The managed nodes whose connection status decides something. */
  SortedSet<String> nodesToAsk(RegionSnapshot region);
}
