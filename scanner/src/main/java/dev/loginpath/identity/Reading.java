package dev.loginpath.identity;

import dev.loginpath.policy.Truth;
import dev.loginpath.report.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** What the answers of all combinations say together. */
final class Reading {

  private static final int MOST_BOXES = 6;

  private final List<Dimension> dimensions;
  private final Truth[] answers;
  private final List<Dimension> around = new ArrayList<>();

  /** The best answer of each combination of what the caller does not choose. */
  private final Truth[] best;

  Reading(List<Dimension> dimensions, Truth[] answers) {
    this.dimensions = dimensions;
    this.answers = answers;
    int size = 1;
    for (Dimension each : dimensions) {
      if (!each.chosen()) {
        around.add(each);
        size *= each.size();
      }
    }
    this.best = new Truth[size];
    Arrays.fill(best, Truth.NO);
    for (int combination = 0; combination < answers.length; combination++) {
      int index = aroundIndex(combination);
      best[index] = best[index].or(answers[combination]);
    }
  }

  private int[] regions(int combination, List<Dimension> of) {
    int[] regions = new int[of.size()];
    int rest = combination;
    for (int dimension = of.size() - 1; dimension >= 0; dimension--) {
      regions[dimension] = rest % of.get(dimension).size();
      rest /= of.get(dimension).size();
    }
    return regions;
  }

  private int aroundIndex(int combination) {
    int[] regions = regions(combination, dimensions);
    int index = 0;
    for (int dimension = 0; dimension < regions.length; dimension++) {
      if (!dimensions.get(dimension).chosen()) {
        index = index * dimensions.get(dimension).size() + regions[dimension];
      }
    }
    return index;
  }

  /** No way of calling is allowed. */
  boolean isDenied() {
    return Stream.of(answers).allMatch(it -> it == Truth.NO);
  }

  /** The number of a combination that is allowed; -1 where none is. */
  int witness() {
    for (int each = 0; each < answers.length; each++) {
      if (answers[each] == Truth.YES) {
        return each;
      }
    }
    return -1;
  }

  /** Of a question that has a witness. */
  Decision decision() {
    return Stream.of(best).allMatch(it -> it == Truth.YES)
        ? Decision.ALLOWED
        : Decision.CONDITIONAL;
  }

  /** What the caller must pick, where not everything goes. */
  List<String> choices() {
    List<String> choices = new ArrayList<>();
    for (int dimension = 0; dimension < dimensions.size(); dimension++) {
      Dimension each = dimensions.get(dimension);
      if (each.chosen()) {
        BitSet allowed = new BitSet();
        for (int combination = 0; combination < answers.length; combination++) {
          if (answers[combination] == Truth.YES) {
            allowed.set(regions(combination, dimensions)[dimension]);
          }
        }
        if (allowed.cardinality() < each.size()) {
          choices.add(each.words().apply(allowed));
        }
      }
    }
    return choices;
  }

  /** The regions that let the call through, as few conjunctions of single conditions. */
  List<String> conditions() {
    BitSet open = new BitSet();
    for (int each = 0; each < best.length; each++) {
      if (best[each] == Truth.YES) {
        open.set(each);
      }
    }
    List<List<String>> boxes = new ArrayList<>();
    for (int start = open.nextSetBit(0); start >= 0; start = open.nextSetBit(0)) {
      BitSet[] box = box(start);
      members(box).stream().forEach(open::clear);
      boxes.add(words(box));
    }
    if (boxes.size() == 1) {
      return boxes.getFirst();
    }
    List<String> shown =
        boxes.stream().limit(MOST_BOXES).map(it -> String.join(" and ", it)).toList();
    String more = boxes.size() > MOST_BOXES ? ", and in other ways" : "";
    return List.of("either " + String.join(", or ", shown) + more);
  }

  /** As wide as all of it lets the call through. */
  private BitSet[] box(int start) {
    int[] regions = regions(start, around);
    BitSet[] box = new BitSet[regions.length];
    for (int dimension = 0; dimension < box.length; dimension++) {
      box[dimension] = new BitSet();
      box[dimension].set(regions[dimension]);
    }
    for (int dimension = 0; dimension < box.length; dimension++) {
      for (int region = 0; region < around.get(dimension).size(); region++) {
        if (!box[dimension].get(region)) {
          box[dimension].set(region);
          boolean whole = members(box).stream().allMatch(it -> best[it] == Truth.YES);
          if (!whole) {
            box[dimension].clear(region);
          }
        }
      }
    }
    return box;
  }

  private BitSet members(BitSet[] box) {
    BitSet members = new BitSet();
    for (int each = 0; each < best.length; each++) {
      int[] regions = regions(each, around);
      boolean in = true;
      for (int dimension = 0; dimension < box.length && in; dimension++) {
        in = box[dimension].get(regions[dimension]);
      }
      if (in) {
        members.set(each);
      }
    }
    return members;
  }

  private List<String> words(BitSet[] box) {
    List<String> words = new ArrayList<>();
    for (int dimension = 0; dimension < box.length; dimension++) {
      Dimension each = around.get(dimension);
      if (box[dimension].cardinality() < each.size()) {
        words.add(each.words().apply(box[dimension]));
      }
    }
    return words;
  }
}
