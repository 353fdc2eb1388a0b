package dev.loginpath.identity;

import dev.loginpath.report.PrincipalAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * For each instance the principals that may use one path, kept as a tree: instances that the same
 * principals may enter the same way share a set, however many they are.
 */
final class Columns {

  /** A class of principals and how they may; its list is made once, when some set needs it. */
  private static final class Members {

    private final PrincipalClass who;
    private final Outcome outcome;
    private final long weight;
    private @Nullable List<PrincipalAccess> made;

    Members(PrincipalClass who, Outcome outcome) {
      this.who = who;
      this.outcome = outcome;
      long what = outcome.hash();
      this.weight =
          who.members().stream()
              .mapToLong(it -> PrincipalSet.weight(PrincipalSet.hash(it.arn(), it.name()), what))
              .sum();
    }

    List<PrincipalAccess> accesses() {
      if (made == null) {
        made =
            who.members().stream()
                .map(it ->
                    new PrincipalAccess(
                        it.arn(),
                        it.name(),
                        outcome.decision(),
                        outcome.conditions(),
                        outcome.choices(),
                        outcome.via()))
                .toList();
      }
      return made;
    }
  }

  /** A set is another set and one more class of principals. */
  private record Step(int rest, Members more, long weight) {}

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
    Arrays.fill(sets, NOBODY);
    this.everywhere = everywhere;
  }

  /** Some instances may be entered by one more class of principals. */
  void add(PrincipalClass more, RoaringBitmap instances, Outcome outcome) {
    Members members = new Members(more, outcome);
    Map<Integer, Integer> next = new HashMap<>();
    int[] last = {Integer.MIN_VALUE, NOBODY};
    instances.forEach(
        (IntConsumer)
            instance -> {
              int rest = sets[instance];
              if (rest != last[0]) {
                last[0] = rest;
                last[1] = next.computeIfAbsent(rest, it -> step(it, members));
              }
              sets[instance] = last[1];
            });
  }

  private int step(int rest, Members members) {
    long before = rest == NOBODY ? 0 : steps.get(rest).weight();
    steps.add(new Step(rest, members, before + members.weight));
    return steps.size() - 1;
  }

  PrincipalSet of(int instance) {
    return made.computeIfAbsent(sets[instance], this::make);
  }

  private PrincipalSet make(int set) {
    long weight = everywhere.stream().mapToLong(PrincipalSet::weight).sum();
    return new PrincipalSet(
        () -> principals(set),
        set == NOBODY && everywhere.isEmpty(),
        set == NOBODY ? weight : weight + steps.get(set).weight());
  }

  private List<PrincipalAccess> principals(int set) {
    List<PrincipalAccess> principals = new ArrayList<>(everywhere);
    for (int at = set; at != NOBODY; at = steps.get(at).rest()) {
      principals.addAll(steps.get(at).more().accesses());
    }
    principals.sort(Comparator.comparing(PrincipalAccess::arn));
    return List.copyOf(principals);
  }
}
