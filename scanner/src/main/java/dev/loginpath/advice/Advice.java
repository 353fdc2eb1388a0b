package dev.loginpath.advice;

import dev.loginpath.cost.PathCosts;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Recommendation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What to keep and what to close, for each instance of an account. */
public final class Advice {

  private final Ranking ranking;

  public Advice(Ranking ranking) {
    this.ranking = ranking;
  }

  /** For one instance of a region. */
  public ComparisonTable.Advised on(
      AssessedRegion region, AssessedInstance assessed, PathCosts costs) {
    Choice choice = Choice.of(assessed, costs, ranking);
    Assessment kept = choice.kept();
    List<Closing> close = LockOut.closings(assessed, kept);
    List<String> steps = new Steps(assessed, region.partition(), region.account()).toward(kept);
    Recommendation plain =
        new Recommendation(kept.path(), choice.why(), steps, close, Optional.empty());
    ComparisonTable.Advised advised = new ComparisonTable.Advised(region, assessed, costs, plain);
    List<Assessment> closed =
        close.stream().flatMap(it -> it.paths().stream()).map(assessed::on).toList();
    Optional<BigDecimal> saving = Money.saving(advised, kept, closed);
    return new ComparisonTable.Advised(
        region, assessed, costs, Recreated.first(assessed.subject().owner(), plain.saving(saving)));
  }
}
