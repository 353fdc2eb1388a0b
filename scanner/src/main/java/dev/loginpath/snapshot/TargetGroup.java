package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/**
 * A target group behind a network load balancer.
 *
 * @param targetType {@code instance}, {@code ip}, {@code alb} or {@code lambda}
 * @param preservesClientIp whether targets see the client's address; absent: AWS's default for the
 *     type
 */
public record TargetGroup(
    String arn,
    String name,
    String protocol,
    String targetType,
    Observed<List<Target>> targets,
    Observed<Boolean> preservesClientIp) {

  /** What is registered: an instance or an address. */
  public record Target(String id, int port, String state) {}
}
