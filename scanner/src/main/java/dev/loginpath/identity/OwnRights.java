package dev.loginpath.identity;

import dev.loginpath.policy.Policies;
import dev.loginpath.report.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rights that a principal gives itself, one after the other, as far as its boundary and the
 * organization let it.
 */
final class OwnRights implements Escalation {

  /** What a principal has made of itself, and how. */
  private record State(
      Principal principal,
      Decision decision,
      List<String> conditions,
      List<String> steps,
      List<RightsChange> taken) {

    State after(RightsChange kind, RightsChange.Changed change) {
      List<String> more = new ArrayList<>(conditions);
      change.how().conditions().forEach(it -> more.add(change.step() + " " + it));
      change.how().choices().forEach(it -> more.add(change.step() + " with " + it));
      List<String> longer = new ArrayList<>(steps);
      longer.add(change.step());
      List<RightsChange> all = new ArrayList<>(taken);
      all.add(kind);
      return new State(
          change.principal(), Outcome.worse(decision, change.how().decision()), more, longer, all);
    }

    /** Members of a class that come here in the same way have the same rights then. */
    List<Object> way() {
      return List.of(decision, conditions, steps);
    }
  }

  /** The surer come last, and of those the shorter: the last one is told. */
  private static final Comparator<State> BEST_LAST =
      Comparator.<State, Decision>comparing(State::decision)
          .thenComparingInt(it -> it.steps().size())
          .reversed();

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
  public Stream<Reached> from(PrincipalClass each, String path) {
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

  private Stream<Reached> reached(State state, String path, List<Principal> members) {
    PrincipalClass who = new PrincipalClass(members.getFirst(), members);
    return rows.row(state.principal(), means.targets(path), means.of(path)).stream()
        .map(it ->
            new Reached(
                who,
                new Rows.Cell(
                    it.resources(),
                    it.outcome().after(state.decision(), state.conditions(), state.steps()))));
  }

  /** Everything that the principal can make of itself, by one change of each kind at most. */
  private List<State> search(Principal start) {
    Set<Policies> seen = new HashSet<>(Set.of(start.policies()));
    Deque<State> pending = new ArrayDeque<>();
    pending.add(new State(start, Decision.ALLOWED, List.of(), List.of(), List.of()));
    List<State> all = new ArrayList<>();
    while (!pending.isEmpty()) {
      State state = pending.remove();
      changes.stream()
          .filter(kind -> !state.taken().contains(kind))
          .flatMap(kind -> kind.of(state.principal()).map(it -> state.after(kind, it)))
          .filter(it -> seen.add(it.principal().policies()))
          .forEach(it -> {
            all.add(it);
            pending.add(it);
          });
    }
    return all;
  }
}
