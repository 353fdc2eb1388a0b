package dev.loginpath.identity;

import dev.loginpath.policy.Policies;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rights that a principal gives itself, one after the other, as far as its boundary and the
 * organization let it.
 */
final class OwnRights implements Escalation {

  /** What a principal has made of itself, and how. */
  private record State(
      Principal principal, Decision decision, List<String> conditions, List<String> steps) {

    State after(RightsChange.Changed change) {
      List<String> more = new ArrayList<>(conditions);
      change.how().conditions().forEach(it -> more.add(change.step() + " " + it));
      change.how().choices().forEach(it -> more.add(change.step() + " with " + it));
      List<String> longer = new ArrayList<>(steps);
      longer.add(change.step());
      return new State(
          change.principal(), Outcome.worse(decision, change.how().decision()), more, longer);
    }

    /** All that changes; in which order groups were joined makes no difference. */
    Rights rights() {
      Policies policies = principal.policies();
      return new Rights(Set.copyOf(policies.identity().policies()), policies.boundary());
    }

    /** Members of a class that come here in the same way have the same rights then. */
    List<Object> way() {
      return List.of(decision, conditions, steps);
    }
  }

  private record Rights(Set<Policy> identity, Optional<PolicySet> boundary) {

    static Rights all(Optional<PolicySet> boundary) {
      return new Rights(Set.copyOf(OwnPolicies.EVERYTHING.policies()), boundary);
    }
  }

  /** A state that is to be taken up, numbered in the order in which they were found. */
  private record Pending(State state, int number) {}

  /** Groups can be joined in as many ways as there are sets of them. */
  private static final int MOST_STATES = 100;

  private static final Comparator<State> BEST_FIRST =
      Comparator.<State, Decision>comparing(State::decision)
          .thenComparingInt(it -> it.steps().size());

  private static final Comparator<Pending> SUREST_FIRST =
      Comparator.comparing(Pending::state, BEST_FIRST).thenComparingInt(Pending::number);

  /** The last one is told. */
  private static final Comparator<State> BEST_LAST = BEST_FIRST.reversed();

  private final List<RightsChange> changes;
  private final LoginMeans means;
  private final Rows rows;
  private final Map<Principal, List<State>> found = new HashMap<>();

  OwnRights(AccountAccess account, LoginMeans means, Rows rows) {
    this.changes =
        List.of(
            new OwnPolicies(account),
            new OwnBoundary(account),
            new JoinedGroups(account),
            new OlderVersions(account));
    this.means = means;
    this.rows = rows;
  }

  @Override
  public Stream<Reached> from(PrincipalClass each, PathId path) {
    Map<List<Object>, List<Principal>> members = new LinkedHashMap<>();
    Map<List<Object>, State> states = new LinkedHashMap<>();
    for (Principal member : each.members()) {
      for (State state : found.computeIfAbsent(member, this::search)) {
        members.computeIfAbsent(state.way(), it -> new ArrayList<>()).add(member);
        states.putIfAbsent(state.way(), state);
      }
    }
    return states.values().stream()
        .sorted(BEST_LAST)
        .flatMap(state -> reached(state, path, members.getOrDefault(state.way(), List.of())));
  }

  private Stream<Reached> reached(State state, PathId path, List<Principal> members) {
    PrincipalClass who = new PrincipalClass(members.getFirst(), members);
    return rows.row(state.principal(), means.targets(path), means.of(path)).stream()
        .map(it ->
            new Reached(
                who,
                new Rows.Cell(
                    it.resources(),
                    it.outcome().after(state.decision(), state.conditions(), state.steps()))));
  }

  /**
   * Everything that the principal can make of itself, by the surest way, and of those by the
   * shortest. No change makes a way surer than it was, so that the first to be taken up is the
   * surest. It ends because every change but a group makes the next of its kind useless.
   */
  private List<State> search(Principal start) {
    Set<Rights> done = new HashSet<>();
    int[] number = {0};
    PriorityQueue<Pending> pending = new PriorityQueue<>(SUREST_FIRST);
    pending.add(new Pending(new State(start, Decision.ALLOWED, List.of(), List.of()), 0));
    List<State> all = new ArrayList<>();
    while (!pending.isEmpty()) {
      if (all.size() == MOST_STATES) {
        all.add(beyond(start));
        break;
      }
      State state = pending.remove().state();
      Rights rights = state.rights();
      // Who had every right before, by a way as sure, gets no further by some.
      boolean further = !done.contains(Rights.all(rights.boundary()));
      if (done.add(rights)) {
        all.add(state);
        if (further) {
          changes.stream()
              .flatMap(kind -> kind.of(state.principal()).map(state::after))
              .filter(it -> !done.contains(it.rights()))
              .forEach(it -> pending.add(new Pending(it, ++number[0])));
        }
      }
    }
    // As it was, it has arranged nothing.
    return all.subList(1, all.size());
  }

  /** What was not looked at may be any right. */
  private static State beyond(Principal start) {
    Policies any =
        start.policies().withIdentity(OwnPolicies.EVERYTHING).withBoundary(Optional.empty());
    return new State(
        start.with(any),
        Decision.UNKNOWN,
        List.of("it can change its rights in more ways than are looked at"),
        List.of("changes its own rights, one after the other"));
  }
}
