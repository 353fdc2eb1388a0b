package dev.loginpath.network;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which of many sets overlap which of many disjoint ranges in ascending order, IPv4 before IPv6:
 * each set is looked up and not compared with every range.
 */
final class Overlaps {

  private final List<IPAddress> blocks;
  private final List<TreeSet<String>> labels = new ArrayList<>();

  Overlaps(List<String> cidrs) {
    this.blocks = cidrs.stream().map(it -> new IPAddressString(it).getAddress()).toList();
    cidrs.forEach(it -> labels.add(new TreeSet<>()));
  }

  /** Puts a label on each range that the set overlaps. */
  void put(AddressSet set, String label) {
    Stream<IPAddressSeqRange> ranges = set.ranges();
    ranges.forEach(range -> {
      int index = firstEndingAtOrAfter(range.getLower());
      while (index < blocks.size()
          && compare(blocks.get(index).getLower(), range.getUpper()) <= 0) {
        labels.get(index).add(label);
        index++;
      }
    });
  }

  List<String> of(int index) {
    return List.copyOf(labels.get(index));
  }

  private int firstEndingAtOrAfter(IPAddress address) {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(blocks.get(middle).getUpper(), address) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int compare(IPAddress one, IPAddress other) {
    return one.isIPv4() == other.isIPv4()
        ? one.getValue().compareTo(other.getValue())
        : one.isIPv4() ? -1 : 1;
  }
}
