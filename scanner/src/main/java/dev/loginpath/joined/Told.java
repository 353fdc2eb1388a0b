package dev.loginpath.joined;

import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.NetworkInterface.Member;
import dev.loginpath.verdict.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Records with a part taken from another answer. */
final class Told {

  private Told() {}

  /** An interface that only the answer about its instance tells. */
  static NetworkInterface by(Call call, String id, NetworkInterface it) {
    return copy(
        it,
        id,
        it.vpcId(),
        it.subnetId(),
        it.instanceId(),
        it.deviceIndex(),
        it.ipv6Addresses(),
        it.untold(),
        Optional.of(call),
        it.doubts());
  }

  static NetworkInterface attachedTo(String instanceId, NetworkInterface it) {
    return copy(
        it,
        it.id(),
        it.vpcId(),
        it.subnetId(),
        Optional.of(instanceId),
        it.deviceIndex(),
        it.ipv6Addresses(),
        it.untold(),
        it.told(),
        it.doubts());
  }

  /** The interface that its instance was launched with. */
  static NetworkInterface first(NetworkInterface it) {
    return copy(
        it,
        it.id(),
        it.vpcId(),
        it.subnetId(),
        it.instanceId(),
        it.deviceIndex().or(() -> Optional.of(0)),
        it.ipv6Addresses(),
        it.untold(),
        it.told(),
        it.doubts());
  }

  static NetworkInterface in(
      Optional<String> vpcId, List<Member> untold, List<String> doubts, NetworkInterface it) {
    return copy(
        it,
        it.id(),
        vpcId,
        it.subnetId(),
        it.instanceId(),
        it.deviceIndex(),
        it.ipv6Addresses(),
        untold,
        it.told(),
        Stream.concat(it.doubts().stream(), doubts.stream()).distinct().toList());
  }

  private static NetworkInterface copy(
      NetworkInterface it,
      String id,
      Optional<String> vpcId,
      Optional<String> subnetId,
      Optional<String> instanceId,
      Optional<Integer> deviceIndex,
      List<String> ipv6Addresses,
      List<Member> untold,
      Optional<Call> told,
      List<String> doubts) {
    return new NetworkInterface(
        id,
        vpcId,
        subnetId,
        instanceId,
        deviceIndex,
        it.interfaceType(),
        it.privateAddresses(),
        ipv6Addresses,
        it.groupIds(),
        it.denyAllIgwTraffic(),
        it.description(),
        it.forwards(),
        untold,
        told,
        doubts,
        it.mayBeHeld());
  }

  /** An instance with its interfaces, and where it stands if only the primary one says that. */
  static Instance joined(
      Instance it, Optional<NetworkInterface> primary, List<String> ids, List<String> doubts) {
    return new Instance(
        it.id(),
        it.ownerId(),
        it.state(),
        it.launchTime(),
        it.imageId(),
        it.platform(),
        it.instanceType(),
        it.vpcId().or(() -> primary.flatMap(NetworkInterface::vpcId)),
        it.subnetId().or(() -> primary.flatMap(NetworkInterface::subnetId)),
        it.placement(),
        it.operator(),
        it.instanceProfileArn(),
        it.keyName(),
        it.metadataOptions(),
        ids,
        it.tags(),
        it.interfaces(),
        it.primary(),
        doubts.stream().distinct().toList());
  }
}
