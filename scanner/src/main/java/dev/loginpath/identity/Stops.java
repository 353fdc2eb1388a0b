package dev.loginpath.identity;

import dev.loginpath.policy.Policies;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Statement;
import dev.loginpath.report.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who has a policy that would let it log in and is stopped by another one: a denial, a permissions
 * boundary, the organization. To name what stops it is what keeps it stopped.
 */
final class Stops {

  private final Solver solver;
  private final Rows rows;
  private final Map<PolicySet, PolicySet> allowsOnly = new HashMap<>();

  Stops(Solver solver, Rows rows) {
    this.solver = solver;
    this.rows = rows;
  }

  /**
   * The resources from which a principal is kept.
   *
   * @param allowed the cells in which it is not
   */
  List<Rows.Cell> row(
      Principal principal, Targets targets, List<Means> means, List<Rows.Cell> allowed) {
    Principal unlimited = unlimited(principal);
    List<Rows.Cell> wouldBe = rows.row(unlimited, targets, means);
    RoaringBitmap kept = new RoaringBitmap();
    RoaringBitmap surely = new RoaringBitmap();
    for (Rows.Cell each : wouldBe) {
      kept.or(each.resources());
      if (each.outcome().decision() != Decision.UNKNOWN) {
        surely.or(each.resources());
      }
    }
    allowed.forEach(it -> kept.andNot(it.resources()));
    if (kept.isEmpty()) {
      return List.of();
    }
    List<Rows.Cell> cells = new ArrayList<>();
    for (RoaringBitmap part : Rows.parts(principal, targets, means)) {
      RoaringBitmap here = RoaringBitmap.and(part, kept);
      if (!here.isEmpty()) {
        Outcome stopped = stopped(principal, unlimited, targets.get(here.first()), means);
        cells.add(new Rows.Cell(here, surely.contains(here.first()) ? stopped : perhaps(stopped)));
      }
    }
    return cells;
  }

  /** It is kept out, and whether it would come in without that is not known. */
  private static Outcome perhaps(Outcome stopped) {
    List<String> reasons = new ArrayList<>(stopped.conditions());
    reasons.add("whether its own policies would let it is not known");
    return Outcome.unknown(reasons, stopped.via());
  }

  private Outcome stopped(
      Principal principal, Principal unlimited, Target target, List<Means> means) {
    Set<String> why = new LinkedHashSet<>();
    Set<String> via = new LinkedHashSet<>();
    for (Means each : means) {
      List<Ask> asks = new ArrayList<>(List.of(new Ask(each.action(), target)));
      asks.addAll(each.beside());
      Optional<Outcome> wouldBe = solver.solve(unlimited, asks);
      wouldBe.ifPresent(it -> via.addAll(it.via()));
      for (Ask ask : asks) {
        boolean refused = solver.solve(principal, List.of(ask)).isEmpty();
        if (wouldBe.isPresent() && refused) {
          why.addAll(solver.reasons(principal, ask).refusals());
        }
      }
    }
    if (why.isEmpty()) {
      why.add("no way of calling meets all conditions at once");
    }
    return new Outcome(Decision.DENIED, List.copyOf(why), List.of(), List.copyOf(via), Map.of());
  }

  /** The principal as its own allows alone would have it. */
  private Principal unlimited(Principal principal) {
    return principal.with(
        Policies.of(allowsOnly.computeIfAbsent(principal.policies().identity(), Stops::allows)));
  }

  private static PolicySet allows(PolicySet set) {
    return PolicySet.of(
        set.policies().stream()
            .map(it ->
                new Policy(
                    it.name(),
                    it.statements().stream()
                        .filter(s -> s.effect() == Statement.Effect.ALLOW)
                        .toList(),
                    it.unreadable()))
            .toList());
  }
}
