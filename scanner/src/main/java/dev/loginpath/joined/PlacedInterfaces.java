package dev.loginpath.joined;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.NetworkInterface.Member;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Interfaces in their subnets, which tell the VPC too, and whether there can be IPv6 addresses at
 * all. What nothing tells is noted: nobody may take it for nothing.
 */
final class PlacedInterfaces {

  private static final Map<Member, String> WORDS =
      Map.of(
          Member.GROUPS, "security groups",
          Member.PRIVATE_ADDRESSES, "private addresses",
          Member.IPV6_ADDRESSES, "IPv6 addresses",
          Member.PUBLIC_ADDRESS, "public addresses");

  private final Map<String, Subnet> subnets = new HashMap<>();
  private final Map<String, Vpc> vpcs = new HashMap<>();

  PlacedInterfaces(Ec2Snapshot ec2) {
    Observed.items(ec2.subnets()).forEach(it -> subnets.putIfAbsent(it.id(), it));
    Observed.items(ec2.vpcs()).forEach(it -> vpcs.putIfAbsent(it.id(), it));
  }

  NetworkInterface place(NetworkInterface it) {
    Optional<Subnet> subnet = it.subnetId().map(subnets::get);
    Optional<String> vpcOfSubnet = subnet.map(Subnet::vpcId).filter(id -> !id.isEmpty());
    List<String> doubts = new ArrayList<>();
    Optional<String> vpcId = it.vpcId().or(() -> vpcOfSubnet);
    if (vpcOfSubnet.isPresent() && !vpcId.equals(vpcOfSubnet)) {
      doubts.add("A network interface is in another VPC than its subnet is.");
      vpcId = Optional.empty();
    }
    if (it.subnetId().isEmpty()) {
      doubts.add("The subnet of a network interface is not told.");
    } else if (vpcId.isEmpty()) {
      doubts.add("The VPC of a network interface is not told.");
    }
    boolean noIpv6 = hasNoIpv6(subnet, vpcId);
    List<Member> untold =
        it.untold().stream().filter(each -> !(each == Member.IPV6_ADDRESSES && noIpv6)).toList();
    untold.stream()
        .filter(WORDS::containsKey)
        .forEach(
            each -> doubts.add("The " + WORDS.get(each) + " of a network interface are not told."));
    return Told.in(vpcId, untold, doubts, it);
  }

  private boolean hasNoIpv6(Optional<Subnet> subnet, Optional<String> vpcId) {
    return subnet.filter(Subnet::hasNoIpv6).isPresent()
        || vpcId.map(vpcs::get).filter(Vpc::hasNoIpv6).isPresent();
  }
}
