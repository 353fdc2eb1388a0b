package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * Where an instance was placed. An instance on an Outpost has an Availability Zone as well.
 *
 * @param lifecycle {@code spot}, {@code scheduled} or {@code capacity-block}; empty for what runs
 *     on demand
 */
public record Placement(
    Optional<String> availabilityZone,
    Optional<String> availabilityZoneId,
    Optional<String> tenancy,
    Optional<String> hostId,
    Optional<String> outpostArn,
    Optional<String> lifecycle) {

  /** Of which nothing but the zone is told. */
  public static Placement in(String availabilityZone) {
    return new Placement(
        Optional.of(availabilityZone),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
