package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Recommendation;

/** What to keep and what to close, for each instance of an account. */
public final class Advice {

  private final Choice choice;

  public Advice(Preference preference) {
    this.choice = new Choice(preference);
  }

  /** For one instance of a region. */
  public Recommendation on(AssessedRegion region, AssessedInstance assessed) {
    Assessment kept = choice.of(assessed);
    return new Recommendation(
        kept.path(),
        Choice.why(kept),
        new Steps(assessed, region.partition(), region.account()).toward(kept),
        LockOut.closings(assessed, kept));
  }
}
