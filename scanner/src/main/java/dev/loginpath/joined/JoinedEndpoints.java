package dev.loginpath.joined;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Endpoints of both kinds: they name their VPC, subnets and groups, and so do their interfaces and
 * subnets. One of which no answer tells the VPC may stand in any: the list is not read in full.
 */
final class JoinedEndpoints {

  private static final String NO_VPC =
      "items of the answer name no VPC, or another one than their subnets do";

  private final Ec2Snapshot ec2;
  private final Map<String, Subnet> subnets = new HashMap<>();
  private final Map<String, NetworkInterface> interfaces = new HashMap<>();

  JoinedEndpoints(Ec2Snapshot ec2, List<NetworkInterface> interfaces) {
    this.ec2 = ec2;
    Observed.items(ec2.subnets()).forEach(it -> subnets.putIfAbsent(it.id(), it));
    interfaces.forEach(it -> this.interfaces.putIfAbsent(it.id(), it));
  }

  Observed<List<InstanceConnectEndpoint>> instanceConnect() {
    return JoinedRegion.told(
        ec2.instanceConnectEndpoints(),
        it -> {
          List<NetworkInterface> own = own(it.networkInterfaceIds());
          String subnet = it.subnetId().isEmpty() ? one(subnetIds(own)).orElse("") : it.subnetId();
          return vpc(it.vpcId(), List.of(subnet), own)
              .map(vpc -> it.in(vpc, subnet, groups(it.groupIds(), own)));
        },
        NO_VPC);
  }

  Observed<List<VpcEndpoint>> interfaceAndGateway() {
    return JoinedRegion.told(
        ec2.vpcEndpoints(),
        it -> {
          List<NetworkInterface> own = own(it.networkInterfaceIds());
          List<String> in = it.subnetIds().isEmpty() ? subnetIds(own) : it.subnetIds();
          return vpc(it.vpcId(), in, own).map(vpc -> it.in(vpc, in, groups(it.groupIds(), own)));
        },
        NO_VPC);
  }

  private List<NetworkInterface> own(List<String> ids) {
    return ids.stream().map(interfaces::get).filter(Objects::nonNull).toList();
  }

  private static List<String> subnetIds(List<NetworkInterface> own) {
    return own.stream().flatMap(it -> it.subnetId().stream()).distinct().sorted().toList();
  }

  /** All interfaces of an endpoint have its groups. */
  private static List<String> groups(List<String> told, List<NetworkInterface> own) {
    return told.isEmpty()
        ? own.stream().flatMap(it -> it.groupIds().stream()).distinct().sorted().toList()
        : told;
  }

  /** Empty where nothing tells it, or not all say the same. */
  private Optional<String> vpc(String told, List<String> subnetIds, List<NetworkInterface> own) {
    Stream<String> bySubnet =
        subnetIds.stream().map(subnets::get).filter(Objects::nonNull).map(Subnet::vpcId);
    Stream<String> byInterface = own.stream().flatMap(it -> it.vpcId().stream());
    return one(
        Stream.of(Stream.of(told), bySubnet, byInterface)
            .flatMap(it -> it)
            .filter(it -> !it.isEmpty())
            .toList());
  }

  private static Optional<String> one(List<String> values) {
    List<String> distinct = values.stream().distinct().toList();
    return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
  }
}
