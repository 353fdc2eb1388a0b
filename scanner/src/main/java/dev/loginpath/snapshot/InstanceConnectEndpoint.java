package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** The same endpoint with what another answer tells of where it is and of its groups. */
  public InstanceConnectEndpoint in(String vpc, String subnet, List<String> groups) {
    return new InstanceConnectEndpoint(
        id,
        arn,
        ownerId,
        vpc,
        subnet,
        state,
        preserveClientIp,
        ipAddressType,
        groups,
        networkInterfaceIds,
        tags);
  }

  private static final Set<String> USABLE =
      Set.of("create-complete", "update-in-progress", "update-complete", "update-failed");

  public InstanceConnectEndpoint {
    groupIds = List.copyOf(groupIds);
    networkInterfaceIds = List.copyOf(networkInterfaceIds);
  }

  /**
   * Whether AWS opens tunnels in this state. See <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-using-eice.html">connect
   * through an endpoint</a>.
   */
  public boolean isUsable() {
    return USABLE.contains(state);
  }
}
