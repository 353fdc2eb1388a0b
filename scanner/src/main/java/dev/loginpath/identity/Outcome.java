package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import dev.loginpath.report.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a principal may do, where it may do it at all.
 *
 * @param conditions what must hold around the call, in words; all of them
 * @param choices what the caller has to pick, in words
 * @param via the statements that allow it
 * @param witness values of the keys that nobody knows with which the call goes through; none where
 *     it is unknown
 */
record Outcome(
    Decision decision,
    List<String> conditions,
    List<String> choices,
    List<String> via,
    Map<String, Value> witness) {

  Outcome {
    conditions = List.copyOf(conditions);
    choices = List.copyOf(choices);
    via = List.copyOf(via);
    witness = Map.copyOf(witness);
  }

  /** A hash of what a set says of it. */
  long hash() {
    return PrincipalSet.hash(
        decision.word(), conditions.toString(), choices.toString(), via.toString());
  }

  /** The same answer, reached by other steps and under more conditions. */
  Outcome after(Decision step, List<String> more, List<String> steps) {
    List<String> all = new ArrayList<>(more);
    all.addAll(conditions);
    return new Outcome(worse(step, decision), all, choices, steps, witness);
  }

  /**
   * The same where what stands under conditions is the caller's to pick, and all are met by some.
   */
  Outcome chosen() {
    List<String> all = new ArrayList<>(choices);
    all.addAll(conditions);
    return new Outcome(Decision.ALLOWED, List.of(), all, via, witness);
  }

  static Decision worse(Decision one, Decision other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * The best of several means, each with its name; what the caller has to pick says which ones
   * where not all are as good.
   *
   * @param outcomes by name; empty where the means is denied
   */
  static Optional<Outcome> best(SortedMap<String, Optional<Outcome>> outcomes) {
    Optional<Decision> decision =
        outcomes.values().stream()
            .flatMap(Optional::stream)
            .map(Outcome::decision)
            .min(Comparator.naturalOrder());
    if (decision.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Outcome> good = new TreeMap<>();
    outcomes.forEach((name, outcome) ->
        outcome.filter(it -> it.decision() == decision.get()).ifPresent(it -> good.put(name, it)));
    Outcome first = good.firstEntry().getValue();
    List<String> choices = new ArrayList<>();
    if (good.size() < outcomes.size()) {
      choices.add("by " + String.join(" or ", good.keySet()));
    }
    choices.addAll(first.choices());
    boolean alike =
        good.values().stream().allMatch(it -> it.conditions().equals(first.conditions()));
    List<String> conditions =
        alike
            ? first.conditions()
            : good.entrySet().stream()
                .map(it ->
                    "by " + it.getKey() + ": " + String.join(" and ", it.getValue().conditions()))
                .toList();
    Set<String> via = new LinkedHashSet<>();
    good.values().forEach(it -> via.addAll(it.via()));
    return Optional.of(
        new Outcome(decision.get(), conditions, choices, List.copyOf(via), first.witness()));
  }

  static Outcome unknown(List<String> reasons, List<String> via) {
    return new Outcome(Decision.UNKNOWN, reasons, List.of(), via, Map.of());
  }
}
