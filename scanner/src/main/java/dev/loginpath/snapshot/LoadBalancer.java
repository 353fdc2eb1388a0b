package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A load balancer of the current generation.
 *
 * @param type {@code network}, {@code application} or {@code gateway}
 * @param ipAddressType {@code dualstack} where clients may come by IPv6 as well
 * @param groupIds empty for a network load balancer that was made without any
 */
public record LoadBalancer(
    String arn,
    String name,
    String dnsName,
    String type,
    String scheme,
    Optional<String> vpcId,
    String state,
    Optional<String> ipAddressType,
    List<String> subnetIds,
    List<String> groupIds) {
  public LoadBalancer {
    subnetIds = List.copyOf(subnetIds);
    groupIds = List.copyOf(groupIds);
  }
}
