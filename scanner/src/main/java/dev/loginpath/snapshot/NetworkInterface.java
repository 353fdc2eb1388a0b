package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * An elastic network interface and every address on it.
 *
 * @param description what the owner wrote; AWS services name in it what the interface belongs to
 * @param forwards source and destination checks are off, so that it may pass on others' traffic
 */
public record NetworkInterface(
    String id,
    Optional<String> vpcId,
    Optional<String> subnetId,
    Optional<String> instanceId,
    Optional<Integer> deviceIndex,
    String interfaceType,
    List<PrivateAddress> privateAddresses,
    List<String> ipv6Addresses,
    List<String> groupIds,
    boolean denyAllIgwTraffic,
    String description,
    boolean forwards) {
  public NetworkInterface {
    privateAddresses = List.copyOf(privateAddresses);
    ipv6Addresses = List.copyOf(ipv6Addresses);
    groupIds = List.copyOf(groupIds);
  }
}
