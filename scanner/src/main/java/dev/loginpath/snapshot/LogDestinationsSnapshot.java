package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * The places in which a region's session documents want their logs, and the keys of those places.
 * Only what a document names outright is here, not what it leaves to the caller.
 */
public record LogDestinationsSnapshot(
    List<NamedLogGroup> logGroups, List<NamedBucket> buckets, List<NamedKey> keys) {
  public LogDestinationsSnapshot {
    logGroups = List.copyOf(logGroups);
    buckets = List.copyOf(buckets);
    keys = List.copyOf(keys);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            logGroups.stream().map(NamedLogGroup::logGroup),
            buckets.stream().flatMap(NamedBucket::observations),
            keys.stream().flatMap(NamedKey::observations))
        .flatMap(it -> it);
  }
}
