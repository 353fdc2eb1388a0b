package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;

/**
 * The records of a hosted zone that may carry a name of AWS; of any other one the first page alone,
 * which tells its name.
 */
public record HostedZoneRecords(String zoneId, Observed<List<HostedZoneRecord>> records) {

  private static final String APEX = "SOA";

  /** The zone's name, which the record is of that every zone has. */
  public Optional<String> zoneName() {
    return nameOf(Observed.items(records));
  }

  /** The same of the first records of a zone. */
  public static Optional<String> nameOf(List<HostedZoneRecord> records) {
    return records.stream()
        .filter(it -> it.type().equals(APEX))
        .map(HostedZoneRecord::name)
        .findFirst();
  }
}
