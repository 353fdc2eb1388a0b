package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/**
 * What is known of one trail beyond the list of trails.
 *
 * @param status of the region that was asked
 * @param eventSelectors the same in every region: what one does not tell, another may
 */
public record TrailDetails(
    String trailArn, Observed<TrailStatus> status, Observed<EventSelectors> eventSelectors) {

  Stream<Observed<?>> observations() {
    return Stream.of(status, eventSelectors);
  }
}
