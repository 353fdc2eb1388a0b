package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Where an instance stands.
 *
 * @param kind {@code availability-zone}, {@code local-zone}, {@code wavelength-zone}, {@code
 *     outpost} or {@code unknown}
 * @param host the Dedicated Host
 * @param lifecycle {@code spot} and the like; absent for what runs on demand
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Placement(
    String kind,
    Optional<String> zone,
    Optional<String> zoneId,
    Optional<String> outpost,
    Optional<String> tenancy,
    Optional<String> host,
    Optional<String> lifecycle) {}
