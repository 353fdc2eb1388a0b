package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A load balancer of the current generation.
 *
 * @param type {@code network}, {@code application} or {@code gateway}
 * @param ipAddressType {@code dualstack} where clients may come by IPv6 as well
 * @param groupIds empty for a network load balancer that was made without any
 * @param judgesPrivateLink whether its groups look at who comes over PrivateLink; empty where AWS
 *     does not say, as of one without groups
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
    List<String> groupIds,
    @Added(in = "4.1", without = "null") Optional<Boolean> judgesPrivateLink) {
  public LoadBalancer {
    subnetIds = List.copyOf(subnetIds);
    groupIds = List.copyOf(groupIds);
  }
}
