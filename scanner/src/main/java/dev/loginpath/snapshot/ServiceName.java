package dev.loginpath.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names by which the agents and logs of an instance look up AWS's services. See <a
 * href="https://docs.aws.amazon.com/general/latest/gr/rande.html">service endpoints</a>.
 */
public final class ServiceName {

  private static final Set<String> SERVICES =
      Set.of("ssm", "ssmmessages", "ec2messages", "s3", "logs");

  private static final String S3 = "s3";

  /** By the beginning of the region's name; as of 2026-11-28. */
  private static final Map<String, String> SUFFIXES =
      Map.of(
          "cn-", "amazonaws.com.cn",
          "eusc-", "amazonaws.eu",
          "us-iso-", "c2s.ic.gov",
          "us-isob-", "sc2s.sgov.gov",
          "eu-isoe-", "cloud.adc-e.uk",
          "us-isof-", "csp.hci.ic.gov");

  private ServiceName() {}

  /** The name that is asked for where nobody set another one. */
  public static String of(String service, String region) {
    return service + "." + region + "." + suffix(region);
  }

  /** The name that has IPv6 addresses as well. */
  public static String dualStack(String service, String region) {
    String suffix = region.startsWith("cn-") ? "api.amazonwebservices.com.cn" : "api.aws";
    return service.equals(S3)
        ? "s3.dualstack." + region + "." + suffix(region)
        : service + "." + region + "." + suffix;
  }

  /**
   * Whether a zone of this name may answer for one of the names in some region: it is one of them,
   * stands above one, or holds buckets of their own name.
   */
  public static boolean mayBeCarriedBy(String zone, String region) {
    boolean above =
        SERVICES.stream()
            .flatMap(it -> List.of(of(it, region), dualStack(it, region)).stream())
            .anyMatch(it -> HostedZone.carries(zone, it));
    String bucket =
        "(.+\\.)?s3(\\.dualstack)?\\.[a-z0-9-]+\\." + suffix(region).replace(".", "\\.");
    return above || zone.matches(bucket);
  }

  /** Whether AWS gave the name: it stands for one of its services or above them. */
  public static boolean isOfAws(String name) {
    return Stream.concat(SUFFIXES.values().stream(), Stream.of("amazonaws.com", "api.aws"))
        .anyMatch(it -> HostedZone.carries(it, name) || HostedZone.carries(name, it));
  }

  private static String suffix(String region) {
    return SUFFIXES.entrySet().stream()
        .filter(it -> region.startsWith(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("amazonaws.com");
  }
}
