package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/** An elastic network interface and every address on it. */
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
    boolean denyAllIgwTraffic) {
  public NetworkInterface {
    privateAddresses = List.copyOf(privateAddresses);
    ipv6Addresses = List.copyOf(ipv6Addresses);
    groupIds = List.copyOf(groupIds);
  }
}
