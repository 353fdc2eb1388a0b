package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * What the bill says of the system: a billing code, not an operating system. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html">AMI billing
 * information</a>.
 */
public record InstancePlatform(
    Optional<String> platform, Optional<String> platformDetails, Optional<String> usageOperation) {

  /** AWS names the platform of Windows instances alone. */
  public boolean isWindows() {
    return platform.filter(it -> it.equalsIgnoreCase("windows")).isPresent();
  }
}
