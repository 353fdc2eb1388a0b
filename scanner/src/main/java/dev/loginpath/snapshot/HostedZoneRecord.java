package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A record set of a hosted zone.
 *
 * @param name as {@link HostedZone#plain} has it
 * @param values of the types that lead on: addresses, or the name of a {@code CNAME}
 * @param aliasTarget the name that an alias stands for, which Route 53 itself looks up
 * @param setIdentifier where several of one name and type are chosen from by a routing policy
 */
public record HostedZoneRecord(
    String name,
    String type,
    List<String> values,
    Optional<String> aliasTarget,
    Optional<String> setIdentifier) {
  public HostedZoneRecord {
    values = List.copyOf(values);
  }
}
