package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Something that nobody knows of a call, cut into the regions that the conditions at hand tell
 * apart: all values of a region decide alike.
 *
 * @param chosen the caller picks the region
 * @param words a part of the regions, in words
 */
record Dimension(
    String name, boolean chosen, List<Region> regions, Function<BitSet, String> words) {

  /** One value of a region stands for all of them. */
  record Region(String label, Map<String, Value> values) {}

  Dimension {
    regions = List.copyOf(regions);
  }

  int size() {
    return regions.size();
  }
}
