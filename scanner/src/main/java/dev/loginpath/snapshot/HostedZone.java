package dev.loginpath.snapshot;

import java.util.Locale;

/**
 * A private hosted zone that is associated with a VPC.
 *
 * @param name as DNS compares it: lower case, without the dot at its end
 * @param owner the id of the account that owns it, or the AWS service that made it
 */
public record HostedZone(String id, String name, String owner) {

  /** A name as DNS compares it. */
  public static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace("\\052", "*");
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Whether a zone of one name answers for another name: most specific wins. */
  public static boolean carries(String zone, String name) {
    return name.equals(zone) || name.endsWith("." + zone);
  }

  /** AWS's own, as the zone that the private DNS name of an endpoint stands in. */
  public boolean isOfAService() {
    return owner.contains(".");
  }
}
