package dev.loginpath.identity;

import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Statement;
import dev.loginpath.report.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/** Which resources a class of principals may use, and how: one row of the matrix. */
final class Rows {

  /** Resources that are answered alike. */
  record Cell(RoaringBitmap resources, Outcome outcome) {}

  private static final String UNCERTAIN =
      "the instance is allowed and the session document is not: AWS's pages differ on whether the"
          + " default document must be";

  private final Solver solver;

  Rows(Solver solver) {
    this.solver = solver;
  }

  /** The cells that are not denied. */
  List<Cell> row(Principal principal, Targets targets, List<Means> means) {
    if (means.stream().allMatch(it -> isHopeless(principal, it))) {
      return List.of();
    }
    List<Cell> cells = new ArrayList<>();
    for (RoaringBitmap part : parts(principal, targets, means)) {
      Target target = targets.get(part.first());
      outcome(principal, target, means).ifPresent(it -> cells.add(new Cell(part, it)));
    }
    return cells;
  }

  /** The targets that no policy of the principal tells apart, for any of the means. */
  static List<RoaringBitmap> parts(Principal principal, Targets targets, List<Means> means) {
    List<Statement> statements = new ArrayList<>();
    means.stream()
        .map(Means::action)
        .distinct()
        .forEach(it -> statements.addAll(PrincipalClass.statements(principal.policies(), it)));
    return targets.parts(statements, principal);
  }

  /** Nothing allows the action, or what it needs beside it, whatever the resource is. */
  private boolean isHopeless(Principal principal, Means means) {
    PolicySet identity = principal.policies().identity();
    boolean allowed =
        identity.hasUnreadable()
            || identity.statements(means.action().lowerCase()).stream()
                .anyMatch(it -> it.effect() == Statement.Effect.ALLOW);
    return !allowed || (!means.unlisted() && solver.isHopeless(principal, means.beside()));
  }

  private Optional<Outcome> outcome(Principal principal, Target target, List<Means> means) {
    SortedMap<String, Optional<Outcome>> outcomes = new TreeMap<>();
    List<List<Ask>> conditional = new ArrayList<>();
    Set<List<String>> conditions = new HashSet<>();
    for (Means each : means) {
      Optional<Outcome> outcome = outcome(principal, target, each);
      outcomes.put(each.name(), outcome);
      outcome
          .filter(it -> it.decision() == Decision.CONDITIONAL)
          .ifPresent(it -> {
            conditional.add(asks(target, each));
            conditions.add(it.conditions());
          });
    }
    Optional<Outcome> best = Outcome.best(outcomes);
    boolean differ = conditions.size() > 1 && best.orElseThrow().decision() == Decision.CONDITIONAL;
    return differ && solver.always(principal, conditional) ? best.map(Outcome::chosen) : best;
  }

  private static List<Ask> asks(Target target, Means means) {
    List<Ask> asks = new ArrayList<>(List.of(new Ask(means.action(), target)));
    asks.addAll(means.beside());
    return asks;
  }

  private Optional<Outcome> outcome(Principal principal, Target target, Means means) {
    Optional<Outcome> outcome = solver.solve(principal, asks(target, means));
    return outcome.isPresent() || !means.unlisted()
        ? outcome
        : unlisted(principal, new Ask(means.action(), target), means.beside());
  }

  /** Without the check of the document, the instance alone would do, unless it is forbidden. */
  private Optional<Outcome> unlisted(Principal principal, Ask onTarget, List<Ask> beside) {
    List<Ask> documents = beside.stream().filter(it -> it.action() == onTarget.action()).toList();
    if (documents.stream().anyMatch(it -> solver.isForbidden(principal, it))) {
      return Optional.empty();
    }
    Target unchecked =
        onTarget
            .target()
            .with("ssm:sessiondocumentaccesscheck", dev.loginpath.policy.Value.of("false"));
    List<Ask> rest = new ArrayList<>(beside);
    rest.removeAll(documents);
    rest.add(new Ask(onTarget.action(), unchecked));
    return solver.solve(principal, rest).map(it -> Outcome.unknown(List.of(UNCERTAIN), it.via()));
  }

  /** The same with the answers of one reading held against another: where they differ, unknown. */
  static Optional<Outcome> agreed(
      Optional<Outcome> one, Optional<Outcome> other, String difference) {
    boolean sameDecision = one.map(Outcome::decision).equals(other.map(Outcome::decision));
    boolean sameConditions = one.map(Outcome::conditions).equals(other.map(Outcome::conditions));
    boolean conditional = one.filter(it -> it.decision() == Decision.CONDITIONAL).isPresent();
    if (sameDecision && (sameConditions || !conditional)) {
      return one;
    }
    List<String> via = one.or(() -> other).map(Outcome::via).orElse(List.of());
    return Optional.of(Outcome.unknown(List.of(difference), via));
  }

  /** One answer for each instance out of the answers for its resources: the best one. */
  static List<Cell> best(List<Cell> cells, UnaryOperator<RoaringBitmap> instancesOf) {
    List<Cell> sorted = new ArrayList<>(cells);
    sorted.sort(java.util.Comparator.comparing(it -> it.outcome().decision()));
    RoaringBitmap done = new RoaringBitmap();
    List<Cell> best = new ArrayList<>();
    for (Cell each : sorted) {
      RoaringBitmap instances = RoaringBitmap.andNot(instancesOf.apply(each.resources()), done);
      if (!instances.isEmpty()) {
        done.or(instances);
        best.add(new Cell(instances, each.outcome()));
      }
    }
    return best;
  }
}
