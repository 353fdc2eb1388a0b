package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * A zone of a region. AWS calls all of them Availability Zones and tells the kinds apart by type.
 *
 * @param type {@code availability-zone}, {@code local-zone} or {@code wavelength-zone}
 * @param parent the name of the Availability Zone that a Local Zone or Wavelength Zone hangs on
 */
public record AvailabilityZone(
    String name, Optional<String> id, Optional<String> type, Optional<String> parent) {}
