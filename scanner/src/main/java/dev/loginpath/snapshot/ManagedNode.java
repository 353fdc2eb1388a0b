package dev.loginpath.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code DescribeInstanceInformation}: an EC2 instance or a hybrid node ({@code mi-…}).
 */
public record ManagedNode(
    String id,
    String resourceType,
    String pingStatus,
    Optional<Instant> lastPing,
    Optional<String> agentVersion,
    Optional<String> platformName,
    Optional<String> platformVersion) {
  /** Registered by a hybrid activation: no EC2 instance id, even if the machine is one. */
  public boolean isHybrid() {
    return id.startsWith("mi-");
  }
}
