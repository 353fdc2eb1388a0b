package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An EC2 Instance Connect Endpoint.
 *
 * @param ipAddressType {@code ipv4}, {@code ipv6} or {@code dualstack}
 */
public record InstanceConnectEndpoint(
    String id,
    Optional<String> arn,
    String ownerId,
    String vpcId,
    String subnetId,
    String state,
    boolean preserveClientIp,
    String ipAddressType,
    List<String> groupIds,
    List<String> networkInterfaceIds,
    SortedMap<String, String> tags) {
  public InstanceConnectEndpoint {
    groupIds = List.copyOf(groupIds);
    networkInterfaceIds = List.copyOf(networkInterfaceIds);
  }
}
