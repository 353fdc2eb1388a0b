package dev.loginpath.network;

import dev.loginpath.snapshot.NetworkInterface;
import java.util.List;

/**
 * One end of a connection inside the account's networks: an interface, or what stands for one of a
 * service.
 *
 * @param guarded it has security groups; some of AWS's own ends have none, and nothing looks at
 *     what they send
 * @param addresses its private addresses, of which each connection uses one
 */
record Point(
    String id,
    String vpcId,
    String subnetId,
    List<String> groupIds,
    boolean guarded,
    AddressBounds addresses) {

  Point {
    groupIds = List.copyOf(groupIds);
  }

  static Point of(NetworkInterface networkInterface) {
    return new Point(
        networkInterface.id(),
        networkInterface.vpcId().orElse(""),
        networkInterface.subnetId().orElse(""),
        networkInterface.groupIds(),
        true,
        AddressBounds.exactly(addresses(networkInterface)));
  }

  static AddressSet addresses(NetworkInterface networkInterface) {
    return AddressSet.ofAll(Groups.addresses(networkInterface).toList());
  }
}
