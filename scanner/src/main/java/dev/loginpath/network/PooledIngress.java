package dev.loginpath.network;

import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who reaches a TCP port of an interface that has no public address, because the internet gateway
 * routes addresses of a pool of one's own (BYOIP) to it. Whether the system answers to them cannot
 * be seen. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/igw-ingress-routing.html">routing to a
 * single network interface</a>.
 */
final class PooledIngress {

  private final Ec2Snapshot ec2;
  private final Ingress ingress;
  private final Groups groups;
  private final Routes routes;
  private final PublicBlock publicBlock;
  private final InternetGateways gateways;
  private final Map<String, AddressSet> vpcRanges = new HashMap<>();

  PooledIngress(
      Ec2Snapshot ec2,
      Ingress ingress,
      Groups groups,
      Routes routes,
      PublicBlock publicBlock,
      InternetGateways gateways) {
    this.ec2 = ec2;
    this.ingress = ingress;
    this.groups = groups;
    this.routes = routes;
    this.publicBlock = publicBlock;
    this.gateways = gateways;
    Observed.items(ec2.vpcs())
        .forEach(it -> vpcRanges.putIfAbsent(it.id(), AddressSet.ofAll(it.cidrs())));
  }

  /** Empty where no gateway's table leads such addresses to the interface, and none may. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port) {
    String vpcId = to.vpcId().orElse("");
    List<AddressReach> reaches = new ArrayList<>();
    for (Routes.OfGateways each : routes.ofInternetGateways()) {
      for (Routes.Leg leg : each.table().legs()) {
        AddressSet pool = beyond(leg, vpcId);
        if (leadsTo(leg, to) && !pool.isEmpty()) {
          List<Hop> hops =
              List.of(
                  new Hop.Gate("gateway-route", takenIn(each, leg)),
                  new Hop.Gate("internet-gateway", gateways.at(vpcId, each.gatewayIds())));
          reaches.add(reach(String.join(", ", pool.cidrs()), hops, to, port));
        }
      }
    }
    Optional<Cause> gap = routes.gap();
    if (gap.isPresent() && reaches.isEmpty() && !(unchecked(to) instanceof Verdict.NotMet)) {
      List<Hop> hops =
          List.of(
              new Hop.Gate("gateway-route", Verdict.unknown(List.of(gap.get()))),
              new Hop.Gate("internet-gateway", gateways.at(vpcId)));
      reaches.add(reach(to.id(), hops, to, port));
    }
    return reaches;
  }

  private static boolean leadsTo(Routes.Leg leg, NetworkInterface to) {
    boolean first = to.deviceIndex().filter(it -> it == 0).isPresent();
    return leg.target().equals(to.id())
        || (first && to.instanceId().filter(leg.target()::equals).isPresent());
  }

  /** Other routes of a gateway's table lead into the VPC's own ranges. */
  private AddressSet beyond(Routes.Leg leg, String vpcId) {
    return leg.addresses()
        .possibly()
        .intersect(AddressSet.INTERNET_IPV4)
        .minus(vpcRanges.getOrDefault(vpcId, AddressSet.EMPTY));
  }

  private static Verdict takenIn(Routes.OfGateways gateway, Routes.Leg leg) {
    Call call = gateway.table().call();
    if (leg.blackhole()) {
      return Verdict.notMet(call, leg.label());
    }
    if (gateway.pools().isEmpty()) {
      return Verdict.unknown(
          call, leg.label(), "Which address pools an internet gateway takes in was not read.");
    }
    List<String> pools = gateway.pools().get();
    if (pools.isEmpty()) {
      return Verdict.notMet(
          call, leg.label() + ", and its internet gateway takes in no address pool");
    }
    return leg.addresses().isExact()
        ? Verdict.met(call, leg.label() + ", of the address pool " + String.join(", ", pools))
        : Verdict.unknown(leg.addresses().doubts());
  }

  /** Nothing gets to an interface that drops what is for other addresses than its own. */
  private Verdict unchecked(NetworkInterface to) {
    Call call = ec2.told(to);
    if (to.forwards()) {
      return Verdict.met(call, "does not check sources and destinations");
    }
    return to.tells(NetworkInterface.Member.SOURCE_DEST_CHECK)
        ? Verdict.notMet(call, "checks sources and destinations")
        : Verdict.unknown(
            call,
            "does not tell whether it checks destinations",
            "Whether an interface drops what is for other addresses than its own is not told.");
  }

  private AddressReach reach(String address, List<Hop> taken, NetworkInterface to, int port) {
    String vpcId = to.vpcId().orElse("");
    String subnetId = to.subnetId().orElse("");
    List<Hop> hops = new ArrayList<>(taken);
    hops.add(new Hop.Gate("source-destination-check", unchecked(to)));
    hops.add(new Hop.Gate("block-public-access", publicBlock.inByGatewayRoute(subnetId, vpcId)));
    hops.addAll(ingress.answered(vpcId, subnetId, port));
    List<Hop> way = List.copyOf(hops);
    Admission admission = groups.ingress(to.groupIds(), port);
    hops.add(ingress.group("security-group", admission, List.of(), AddressBounds.NONE, port));
    Journey journey = Journey.walk(AddressBounds.exactly(AddressSet.internet(false)), hops);
    Requirement whole = journey.requirement("address");
    AddressReach.Door door =
        whole.verdict() instanceof Verdict.Met
            ? Ingress.door(
                SourceKind.CIDR,
                ingress.internet(vpcId, subnetId, false),
                journey,
                admission,
                List.of(),
                way)
            : AddressReach.Door.SHUT;
    return new AddressReach(address, AddressReach.From.INTERNET, whole, door);
  }
}
