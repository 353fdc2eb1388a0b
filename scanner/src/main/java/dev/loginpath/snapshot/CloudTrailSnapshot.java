package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything read from CloudTrail in one region.
 *
 * @param details one for each trail that was listed
 */
public record CloudTrailSnapshot(Observed<List<Trail>> trails, List<TrailDetails> details) {
  public CloudTrailSnapshot {
    details = List.copyOf(details);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.concat(Stream.of(trails), details.stream().flatMap(TrailDetails::observations));
  }
}
