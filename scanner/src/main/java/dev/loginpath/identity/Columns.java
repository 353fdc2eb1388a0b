package dev.loginpath.identity;

import dev.loginpath.report.PrincipalAccess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * For each instance the principals that may use one path, kept as a tree: instances that the same
 * principals may enter the same way share a set, however many they are.
 */
final class Columns {

  /** A set is another set and one more class of principals. */
  private record Step(int rest, PrincipalClass more, Outcome outcome) {}

  private static final int NOBODY = -1;

  private final int[] sets;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, PrincipalSet> made = new HashMap<>();
  private final List<PrincipalAccess> everywhere;

  /**
   * Columns for some instances.
   *
   * @param everywhere what stands in every set beside the principals that are known
   */
  Columns(int size, List<PrincipalAccess> everywhere) {
    this.sets = new int[size];
    java.util.Arrays.fill(sets, NOBODY);
    this.everywhere = everywhere;
  }

  /** Some instances may be entered by one more class of principals. */
  void add(PrincipalClass more, RoaringBitmap instances, Outcome outcome) {
    Map<Integer, Integer> next = new HashMap<>();
    for (PeekableIntIterator each = instances.getIntIterator(); each.hasNext(); ) {
      int instance = each.next();
      sets[instance] =
          next.computeIfAbsent(
              sets[instance],
              rest -> {
                steps.add(new Step(rest, more, outcome));
                return steps.size() - 1;
              });
    }
  }

  PrincipalSet of(int instance) {
    return made.computeIfAbsent(sets[instance], this::make);
  }

  private PrincipalSet make(int set) {
    List<PrincipalAccess> principals = new ArrayList<>(everywhere);
    for (int at = set; at != NOBODY; at = steps.get(at).rest()) {
      Step step = steps.get(at);
      for (Principal each : step.more().members()) {
        Outcome outcome = step.outcome();
        principals.add(
            new PrincipalAccess(
                each.arn(),
                each.name(),
                outcome.decision(),
                outcome.conditions(),
                outcome.choices(),
                outcome.via()));
      }
    }
    principals.sort(Comparator.comparing(PrincipalAccess::arn));
    return new PrincipalSet(principals);
  }
}
