package dev.loginpath.advice;

import dev.loginpath.cost.PathCosts;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Recommendation;
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
    if (Operated.is(assessed)) {
      return new ComparisonTable.Advised(
          region, assessed, costs, Operated.keeping(assessed, choice));
    }
    Assessment kept = choice.kept();
    Steps steps = new Steps(assessed, region.partition(), region.account());
    List<String> toward = steps.toward(kept);
    List<Closing> close = LockOut.closings(region, assessed, kept);
    Recommendation plain =
        new Recommendation(
            kept.path(),
            choice.why(),
            steps.changesInstance() ? Recreated.first(assessed.subject().owner(), toward) : toward,
            close,
            Optional.empty());
    ComparisonTable.Advised advised = new ComparisonTable.Advised(region, assessed, costs, plain);
    List<Assessment> closed =
        close.stream().flatMap(it -> it.paths().stream()).map(assessed::on).toList();
    Recommendation whole =
        Money.saving(advised, kept, closed).map(it -> with(it, plain)).orElse(plain);
    return new ComparisonTable.Advised(region, assessed, costs, whole);
  }

  /** Revoking a rule alone saves nothing. */
  private static Recommendation with(Money.Saving saving, Recommendation plain) {
    List<Closing> close =
        saving.given().isEmpty()
            ? plain.close()
            : plain.close().stream()
                .map(it ->
                    it.then(
                        "Give up what nothing else needs then, for only that saves money: "
                            + String.join(", ", saving.given())))
                .toList();
    return new Recommendation(
        plain.path(), plain.why(), plain.steps(), close, Optional.of(saving.amount()));
  }
}
