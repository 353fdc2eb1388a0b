package dev.loginpath.joined;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Subnets and route tables name their VPC; so does what stands in a subnet, and the subnets that a
 * table is associated with. One of which no answer tells the VPC may be of any.
 */
final class JoinedSubnets {

  private static final String NO_VPC = "items of the answer name no VPC";

  private final Ec2Snapshot ec2;
  private final Map<String, String> vpcs = new HashMap<>();

  JoinedSubnets(Ec2Snapshot ec2, List<NetworkInterface> interfaces) {
    this.ec2 = ec2;
    for (NetworkInterface each : interfaces) {
      add(each.subnetId(), each.vpcId());
    }
    for (Instance each : Observed.items(ec2.instances())) {
      add(each.subnetId(), each.vpcId());
    }
    for (Subnet each : Observed.items(ec2.subnets())) {
      if (!each.vpcId().isEmpty()) {
        vpcs.put(each.id(), each.vpcId());
      }
    }
  }

  private void add(Optional<String> subnetId, Optional<String> vpcId) {
    subnetId.ifPresent(it -> vpcId.ifPresent(vpc -> vpcs.putIfAbsent(it, vpc)));
  }

  Observed<List<Subnet>> subnets() {
    return JoinedRegion.told(
        ec2.subnets(),
        it ->
            it.vpcId().isEmpty()
                ? Optional.ofNullable(vpcs.get(it.id())).map(it::in)
                : Optional.of(it),
        NO_VPC);
  }

  Observed<List<RouteTable>> routeTables() {
    return JoinedRegion.told(
        ec2.routeTables(),
        it ->
            it.vpcId().isEmpty()
                ? it.subnetIds().stream()
                    .flatMap(id -> Optional.ofNullable(vpcs.get(id)).stream())
                    .findFirst()
                    .map(it::in)
                : Optional.of(it),
        NO_VPC);
  }
}
