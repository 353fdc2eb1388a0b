package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/** What is known of one trail beyond the list of trails. */
public record TrailDetails(
    String trailArn, Observed<TrailStatus> status, Observed<EventSelectors> eventSelectors) {

  Stream<Observed<?>> observations() {
    return Stream.of(status, eventSelectors);
  }
}
