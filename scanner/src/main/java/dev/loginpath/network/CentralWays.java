package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to the internet over a transit gateway: to a NAT gateway of another VPC, and the answers
 * back. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html">centralized
 * outbound routing</a>.
 */
final class CentralWays {

  private static final int HTTPS = 443;

  /**
   * One way over the gateway.
   *
   * @param gates what it meets up to the VPC where it ends, and on the way back from there
   * @param out the route to the NAT gateway there; empty where the gates say how it ends
   */
  record Way(List<Hop.Gate> gates, Optional<Routes.Leg> out) {}

  private final Ec2Snapshot ec2;
  private final Routes routes;
  private final Acls acls;
  private final TransitGateways transit;
  private final Forwarding forwarding;
  private final Map<String, Vpc> vpcs;
  private final Map<String, NatGateway> natGateways;

  CentralWays(
      Ec2Snapshot ec2, Routes routes, Acls acls, TransitGateways transit, Forwarding forwarding) {
    this.ec2 = ec2;
    this.routes = routes;
    this.acls = acls;
    this.transit = transit;
    this.forwarding = forwarding;
    this.vpcs = Index.by(Observed.items(ec2.vpcs()), Vpc::id);
    this.natGateways = Index.by(Observed.items(ec2.natGateways()), NatGateway::id);
  }

  /** Where a route into a gateway leads on to; one way that is shut where it leads nowhere. */
  List<Way> ways(NetworkInterface from, Routes.Leg leg) {
    String subnetId = from.subnetId().orElse("");
    String vpcId = from.vpcId().orElse("");
    String gatewayId = leg.target();
    TransitAttachments.Door door = transit.door(gatewayId, subnetId, vpcId);
    if (door.open().possibly().isEmpty()) {
      return List.of(shut(gatewayId, door.words()));
    }
    List<Way> ways = new ArrayList<>();
    for (TransitGateways.Landing landing : transit.from(gatewayId, vpcId)) {
      AddressBounds there =
          landing.addresses().intersect(door.open()).intersect(AddressSet.INTERNET_IPV4);
      if (there.possibly().overlaps(leg.addresses().possibly())) {
        ways.addAll(into(from, door, landing, there));
      }
    }
    return ways.isEmpty() ? List.of(shut(gatewayId, transit.unrouted(gatewayId, vpcId))) : ways;
  }

  private Way shut(String gatewayId, String words) {
    return new Way(
        List.of(
            new Hop.Gate(
                "transit-gateway",
                Verdict.notMet(
                    ec2.transitGatewayAttachments().call(),
                    "the way leads to " + gatewayId + words))),
        Optional.empty());
  }

  private List<Way> into(
      NetworkInterface from,
      TransitAttachments.Door door,
      TransitGateways.Landing landing,
      AddressBounds there) {
    Hop.Gate passed =
        new Hop.Gate(
            "transit-gateway",
            new Hop.Filter(
                    "transit-gateway",
                    ec2.transitGatewayAttachments().call(),
                    there,
                    List.of(new Hop.Part(there.possibly(), true, landing.label())),
                    "leads elsewhere")
                .judge(InternetWays.anywhere(AddressSet.INTERNET_IPV4)));
    String vpcId = landing.target().resourceId();
    if (!landing.target().resourceType().equals("vpc") || !vpcs.containsKey(vpcId)) {
      String end = landing.isAnywhere() ? "" : landing.target().attachmentId();
      return List.of(
          unread(
              passed,
              landing.addresses().doubts().stream()
                  .findFirst()
                  .orElse(
                      new Cause.Undecided(
                          "The way out leads over "
                              + landing.gatewayId()
                              + " by "
                              + end
                              + " to a network that is not read."))));
    }
    List<Way> ways = new ArrayList<>();
    for (String arrival : transit.arrivals(landing, from.subnetId().orElse(""))) {
      switch (routes.of(arrival, vpcId)) {
        case Routes.Lookup.Missing missing -> ways.add(unread(passed, missing.cause()));
        case Routes.Lookup.Found found ->
            ways.addAll(on(from, door, passed, arrival, found.table()));
      }
    }
    return ways;
  }

  private static Way unread(Hop.Gate passed, Cause why) {
    return new Way(
        List.of(passed, new Hop.Gate("network-beyond", Verdict.unknown(List.of(why)))),
        Optional.empty());
  }

  /** On from the subnet by which packets come into the VPC. */
  private List<Way> on(
      NetworkInterface from,
      TransitAttachments.Door door,
      Hop.Gate passed,
      String arrival,
      Routes.Table table) {
    List<Way> ways = new ArrayList<>();
    for (Routes.Leg leg : table.legs()) {
      boolean leads =
          !leg.blackhole() && leg.addresses().possibly().overlaps(AddressSet.INTERNET_IPV4);
      if (leads && leg.target().startsWith("nat-")) {
        Hop.Gate route = new Hop.Gate("central-route", Verdict.met(table.call(), leg.label()));
        ways.add(
            new Way(
                List.of(passed, route, back(from, door, arrival, leg.target())), Optional.of(leg)));
      } else if (leads && PrivateWays.leadsBeyond(leg.target())) {
        ways.add(
            unread(
                passed,
                new Cause.Undecided(
                    "The way out leads over a transit gateway to "
                        + leg.target()
                        + ", and what that lets through is not seen.")));
      }
    }
    if (ways.isEmpty()) {
      ways.add(
          new Way(
              List.of(
                  passed,
                  new Hop.Gate(
                      "central-route",
                      Verdict.notMet(
                          table.call(),
                          "leads what a transit gateway hands over to no NAT gateway"))),
              Optional.empty()));
    }
    return ways;
  }

  /** The NAT gateway sends answers back over the gateway, past the ACLs of its attachments. */
  private Hop.Gate back(
      NetworkInterface from, TransitAttachments.Door door, String arrival, String natGatewayId) {
    NatGateway nat = natGateways.get(natGatewayId);
    String natSubnetId = Optional.ofNullable(nat).flatMap(NatGateway::subnetId).orElse("");
    if (nat == null || natSubnetId.isEmpty()) {
      return new Hop.Gate(
          "central-route-back",
          Verdict.unknown(
              List.of(
                  Observed.gap(ec2.natGateways())
                      .orElse(
                          new Cause.Undecided(
                              "The routes of the NAT gateway "
                                  + natGatewayId
                                  + " are not told.")))));
    }
    if (!(routes.of(natSubnetId, nat.vpcId()) instanceof Routes.Lookup.Found found)) {
      return new Hop.Gate(
          "central-route-back",
          Verdict.unknown(
              List.of(new Cause.Undecided("A NAT gateway's route table is not told."))));
    }
    AddressBounds clients =
        AddressBounds.exactly(Point.addresses(from)).intersect(AddressSet.ALL_IPV4);
    Point client = Point.of(from);
    Point gateway =
        new Point(natGatewayId, nat.vpcId(), natSubnetId, List.of(), false, AddressBounds.NONE);
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(
        forwarding.hop("central-route-back", found.table(), gateway, client).judge(clients));
    door.subnetId().ifPresent(it -> verdicts.add(in(it, clients)));
    if (!arrival.equals(natSubnetId)) {
      verdicts.add(out(arrival));
    }
    for (Forwarding.Way way :
        forwarding.ways(found.table(), natSubnetId, nat.vpcId(), client.vpcId())) {
      if (way.destinations().possibly().overlaps(clients.possibly())) {
        way.crossing().ifPresent(it -> verdicts.add(answered(it, client.subnetId(), clients)));
      }
    }
    return new Hop.Gate("central-route-back", Kleene.allOf(verdicts));
  }

  private Verdict in(String subnetId, AddressBounds clients) {
    Acls.Edge edge = acls.of(subnetId);
    return filter(edge, edge.in(HTTPS)).judge(clients);
  }

  private Verdict out(String subnetId) {
    Acls.Edge edge = acls.of(subnetId);
    return filter(edge, edge.out(HTTPS)).judge(InternetWays.anywhere(AddressSet.INTERNET_IPV4));
  }

  private Verdict answered(
      TransitGateways.Crossing crossing, String subnetId, AddressBounds clients) {
    List<Verdict> verdicts = new ArrayList<>();
    crossing
        .entry()
        .map(acls::of)
        .ifPresent(it ->
            verdicts.add(
                filter(it, InternetWays.answers(it.answersIn(), it, List.of()))
                    .judge(InternetWays.anywhere(AddressSet.INTERNET_IPV4))));
    for (String arrival : crossing.arrivals()) {
      if (!arrival.equals(subnetId)) {
        Acls.Edge edge = acls.of(arrival);
        verdicts.add(
            filter(edge, InternetWays.answers(edge.answersOut(), edge, List.of())).judge(clients));
      }
    }
    return verdicts.isEmpty()
        ? Verdict.met(ec2.networkAcls().call(), "judges nothing on the way back")
        : Kleene.allOf(verdicts);
  }

  private static Hop.Filter filter(Acls.Edge edge, AddressBounds lets) {
    return new Hop.Filter(
        "central-route-back",
        edge.call(),
        lets,
        List.of(),
        "does not pass what a transit gateway carries");
  }
}
