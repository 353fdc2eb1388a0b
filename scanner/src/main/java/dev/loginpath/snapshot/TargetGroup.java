package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;

/**
 * A target group behind a network load balancer.
 *
 * @param targetType {@code instance}, {@code ip}, {@code alb} or {@code lambda}
 * @param preservesClientIp whether targets see the client's address; absent: AWS's default for the
 *     type
 * @param crossZone {@code true} or {@code false}, or {@link #AS_BALANCER}; empty where it was not
 *     told
 */
public record TargetGroup(
    String arn,
    String name,
    String protocol,
    String targetType,
    Observed<List<Target>> targets,
    Observed<Boolean> preservesClientIp,
    @Added(in = "4.1", without = "null") Optional<String> crossZone) {

  /** It is left to the load balancer whether its nodes forward to other zones. */
  public static final String AS_BALANCER = "use_load_balancer_configuration";

  /** One that leaves it to the load balancer whether other zones are served. */
  public TargetGroup(
      String arn,
      String name,
      String protocol,
      String targetType,
      Observed<List<Target>> targets,
      Observed<Boolean> preservesClientIp) {
    this(arn, name, protocol, targetType, targets, preservesClientIp, Optional.of(AS_BALANCER));
  }

  /** What is registered: an instance or an address. */
  public record Target(String id, int port, String state) {}
}
