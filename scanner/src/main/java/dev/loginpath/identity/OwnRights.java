package dev.loginpath.identity;

import dev.loginpath.policy.Policies;
import dev.loginpath.report.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A state that is to be taken up, numbered in the order in which they were found. */
  private record Pending(State state, int number) {}

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

  /**
   * Everything that the principal can make of itself, by one change of each kind at most: each by
   * the surest way, and of those by the shortest. No change makes a way surer than it was, so that
   * the first to be taken up is the surest.
   */
  private List<State> search(Principal start) {
    Set<Policies> done = new HashSet<>();
    // What is put in first comes out first where nothing else tells states apart.
    int[] number = {0};
    PriorityQueue<Pending> pending = new PriorityQueue<>(SUREST_FIRST);
    pending.add(
        new Pending(new State(start, Decision.ALLOWED, List.of(), List.of(), List.of()), 0));
    List<State> all = new ArrayList<>();
    while (!pending.isEmpty()) {
      State state = pending.remove().state();
      if (done.add(state.principal().policies())) {
        all.add(state);
        changes.stream()
            .filter(kind -> !state.taken().contains(kind))
            .flatMap(kind -> kind.of(state.principal()).map(it -> state.after(kind, it)))
            .filter(it -> !done.contains(it.principal().policies()))
            .forEach(it -> pending.add(new Pending(it, ++number[0])));
      }
    }
    // As it was, it has arranged nothing.
    return all.subList(1, all.size());
  }
}
