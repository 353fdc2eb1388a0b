package dev.loginpath.host;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the form of a zone's name says of its kind: {@code us-west-2a} is the region and a letter,
 * {@code us-west-2-lax-1a} is a Local Zone and {@code us-east-1-wl1-bos-wlz-1} a Wavelength Zone.
 * See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html">regions
 * and zones</a>.
 */
public final class ZoneNames {

  private static final Pattern AVAILABILITY = Pattern.compile("[a-z]");
  private static final Pattern LOCAL = Pattern.compile("-[a-z]+-[0-9]+[a-z]");
  private static final Pattern WAVELENGTH = Pattern.compile("-(?:[a-z0-9]+-)+wlz-[0-9]+[a-z]?");

  private ZoneNames() {}

  /** Empty where a name has none of the forms. */
  public static Optional<Place.Kind> kind(String region, String zone) {
    if (!zone.startsWith(region)) {
      return Optional.empty();
    }
    String rest = zone.substring(region.length());
    if (AVAILABILITY.matcher(rest).matches()) {
      return Optional.of(Place.Kind.AVAILABILITY_ZONE);
    }
    if (WAVELENGTH.matcher(rest).matches()) {
      return Optional.of(Place.Kind.WAVELENGTH_ZONE);
    }
    return LOCAL.matcher(rest).matches() ? Optional.of(Place.Kind.LOCAL_ZONE) : Optional.empty();
  }
}
