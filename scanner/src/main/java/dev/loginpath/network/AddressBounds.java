package dev.loginpath.network;

import dev.loginpath.verdict.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of addresses that is known between two bounds. Less knowledge only moves the bounds apart,
 * which is why a fact that is missing never turns an answer over.
 *
 * @param surely what is certainly in the set
 * @param possibly what may be in it; nothing else is
 * @param doubts why the bounds differ; empty where the set is exact
 */
record AddressBounds(AddressSet surely, AddressSet possibly, List<Cause> doubts) {

  static final AddressBounds NONE =
      new AddressBounds(AddressSet.EMPTY, AddressSet.EMPTY, List.of());

  AddressBounds {
    doubts =
        doubts.isEmpty() || surely.equals(possibly)
            ? List.of()
            : doubts.stream().distinct().toList();
  }

  static AddressBounds exactly(AddressSet set) {
    return new AddressBounds(set, set, List.of());
  }

  /** Nothing is sure; what may be in the set lies within. Without a doubt it is exact. */
  static AddressBounds upTo(AddressSet possibly, Collection<Cause> doubts) {
    return doubts.isEmpty()
        ? exactly(possibly)
        : new AddressBounds(AddressSet.EMPTY, possibly, List.copyOf(doubts));
  }

  /** One of several sets, and which one is not told. */
  static AddressBounds oneOf(List<AddressBounds> sets, Cause which) {
    AddressSet surely = sets.getFirst().surely();
    AddressSet possibly = AddressSet.EMPTY;
    List<Cause> doubts = new ArrayList<>();
    for (AddressBounds each : sets) {
      surely = surely.intersect(each.surely());
      possibly = possibly.union(each.possibly());
      doubts.addAll(each.doubts());
    }
    if (!sets.stream().allMatch(sets.getFirst()::equals)) {
      doubts.add(which);
    }
    return new AddressBounds(surely, possibly, doubts);
  }

  boolean isExact() {
    return doubts.isEmpty();
  }

  AddressBounds union(AddressBounds other) {
    if (isExact() && other.isExact()) {
      return exactly(surely.union(other.surely));
    }
    return new AddressBounds(
        surely.union(other.surely), possibly.union(other.possibly), both(other));
  }

  AddressBounds intersect(AddressBounds other) {
    if (isExact() && other.isExact()) {
      return exactly(surely.intersect(other.surely));
    }
    return new AddressBounds(
        surely.intersect(other.surely), possibly.intersect(other.possibly), both(other));
  }

  AddressBounds intersect(AddressSet other) {
    return intersect(exactly(other));
  }

  AddressBounds minus(AddressBounds other) {
    if (isExact() && other.isExact()) {
      return exactly(surely.minus(other.surely));
    }
    return new AddressBounds(
        surely.minus(other.possibly), possibly.minus(other.surely), both(other));
  }

  /** A whole range, where these bounds hold all of an address set; unsure where they may. */
  AddressBounds whole(AddressSet all, AddressSet range) {
    if (surely.containsAll(all)) {
      return exactly(range);
    }
    if (!possibly.overlaps(all)) {
      return NONE;
    }
    return upTo(range, isExact() ? List.of(SOME) : doubts);
  }

  static final Cause SOME =
      new Cause.Undecided("Which of several addresses is used at one end of the way is not told.");

  private List<Cause> both(AddressBounds other) {
    return Stream.concat(doubts.stream(), other.doubts.stream()).toList();
  }
}
