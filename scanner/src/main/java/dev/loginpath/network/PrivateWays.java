package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The private networks that a VPC's routes lead to: peered VPCs, and what lies behind transit
 * gateways, VPNs and Direct Connect. AWS calls a route to something that is gone a blackhole, so an
 * active one leads there. What is on the far side is looked at where it is ours.
 */
final class PrivateWays {

  private static final String APPLIANCE =
      "The way leads through an appliance, and what it lets through cannot be seen.";

  private static final String IN_WHICH_ZONE =
      "In which zone a transit gateway hands packets over is not told.";
  private final Ec2Snapshot ec2;
  private final Routes routes;
  private final Subnets subnets;
  private final Acls acls;
  private final TransitGateways transit;
  private final Forwarding forwarding;
  private final Map<String, NetworkInterface> interfaces;
  private final Map<String, PeeringConnection> peerings;
  private final Map<String, Vpc> vpcs;
  private final VpnWays vpn;

  PrivateWays(
      Ec2Snapshot ec2,
      Routes routes,
      Subnets subnets,
      Acls acls,
      TransitGateways transit,
      Forwarding forwarding) {
    this.ec2 = ec2;
    this.routes = routes;
    this.subnets = subnets;
    this.acls = acls;
    this.transit = transit;
    this.forwarding = forwarding;
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
    this.peerings = Index.by(Observed.items(ec2.peeringConnections()), PeeringConnection::id);
    this.vpcs = Index.by(Observed.items(ec2.vpcs()), Vpc::id);
    this.vpn = new VpnWays(ec2);
  }

  /**
   * The private networks as a hop.
   *
   * @param spared those whom a gateway hands over in the destination's own subnet, where its ACL
   *     does not judge them
   * @param known those whose security groups are known at the destination
   */
  record Ways(Hop.Filter hop, AddressBounds spared, AddressBounds known) {}

  /** The same for one route. */
  private record Far(AddressBounds from, AddressBounds spared, AddressBounds known, String words) {

    static final Far NOBODY =
        new Far(AddressBounds.NONE, AddressBounds.NONE, AddressBounds.NONE, "");

    /** Those of whom nothing of the kind is told. */
    static Far of(AddressBounds from) {
      return new Far(from, AddressBounds.NONE, from, "");
    }

    /** Those who are in no VPC of AWS, or whose groups no one carries. */
    static Far outside(AddressBounds from) {
      return new Far(from, AddressBounds.NONE, AddressBounds.NONE, "");
    }

    Far or(Far other) {
      return new Far(
          from.union(other.from), spared.union(other.spared), known.union(other.known), words);
    }

    Far within(AddressBounds bounds) {
      return new Far(
          from.intersect(bounds), spared.intersect(bounds), known.intersect(bounds), words);
    }

    Far saying(String other) {
      return new Far(from, spared, known, other);
    }
  }

  private record Destination(String vpcId, String subnetId, AddressSet address, int port) {}

  /** Whether a route leads to a network of others and not to the internet or inside the VPC. */
  static boolean leadsBeyond(String target) {
    return !target.equals("local")
        && List.of("igw-", "eigw-", "nat-", InternetWays.CARRIER_GATEWAY).stream()
            .noneMatch(target::startsWith);
  }

  /**
   * Whether what lies beyond depends on the address at this end: the far side routes back, and a
   * gateway may have a table of its own.
   */
  boolean dependsOnAddress(Routes.Table table) {
    return table.legs().stream()
        .map(Routes.Leg::target)
        .anyMatch(it ->
            it.startsWith("pcx-") || it.startsWith("tgw-") || routes.ofGateway(it).isPresent());
  }

  /** The private networks as a hop towards an address of a subnet. */
  Ways ways(Routes.Table table, String vpcId, String subnetId, AddressSet address, int port) {
    Destination to = new Destination(vpcId, subnetId, address, port);
    AddressBounds all = AddressBounds.NONE;
    AddressBounds spared = AddressBounds.NONE;
    AddressBounds known = AddressBounds.NONE;
    List<Hop.Part> parts = new ArrayList<>();
    for (Routes.Leg leg : table.legs()) {
      if (!leg.blackhole() && leadsBeyond(leg.target())) {
        Far far = farSide(leg.target(), to);
        AddressBounds from = leg.addresses().intersect(far.from());
        all = all.union(from);
        spared = spared.union(leg.addresses().intersect(far.spared()));
        if (!from.isExact()) {
          // How they get here is not told: over a gateway that hands them over in this subnet, too.
          spared = spared.union(from.intersect(sparedWithoutTable(subnetId)));
        }
        known = known.union(leg.addresses().intersect(far.known()));
        boolean lets = !from.possibly().isEmpty();
        parts.add(
            new Hop.Part(
                lets ? from.possibly() : leg.addresses().possibly(),
                lets,
                leg.label()
                    + (lets ? words(leg.target(), vpcId, far) : refusal(leg.target(), far))));
      }
    }
    Hop.Filter hop =
        new Hop.Filter(
            "private-route",
            table.call(),
            all,
            parts,
            "leads to no private network outside the VPC");
    return new Ways(hop, spared, known);
  }

  /** From which addresses beyond a target an answer is sent to the destination. */
  private Far farSide(String target, Destination to) {
    int dash = target.indexOf('-');
    String kind = target.startsWith("arn:") ? "arn:" : target.substring(0, Math.max(0, dash));
    return switch (kind) {
      case "tgw" -> overGateway(target, to);
      case "lgw" ->
          Far.outside(unread("What the local gateway " + target + " leads to is not read."));
      case "arn:" -> Far.of(unread("What the core network of a route leads to is not read."));
      case "vgw" -> Far.outside(handedOver(target, to).intersect(vpn.behind(target, to.vpcId())));
      case "pcx" -> peered(target, to);
      case "eni" -> Far.of(behind(Optional.ofNullable(interfaces.get(target))));
      case "i", "vpce" -> Far.of(unread(APPLIANCE));
      default -> Far.of(unread("A route leads to a kind of target that is not evaluated."));
    };
  }

  private static AddressBounds unread(String why) {
    return AddressBounds.upTo(AddressSet.ALL, List.of(new Cause.Undecided(why)));
  }

  /** Over a transit gateway: those to whom it sends the answers, and who get here in turn. */
  private Far overGateway(String gatewayId, Destination to) {
    TransitAttachments.Door door = transit.door(gatewayId, to.subnetId(), to.vpcId());
    if (door.open().possibly().isEmpty()) {
      return Far.NOBODY.saying(door.words());
    }
    List<TransitGateways.Landing> landings = transit.from(gatewayId, to.vpcId());
    Far far = Far.NOBODY;
    for (TransitGateways.Landing landing : landings) {
      far = far.or(behind(gatewayId, landing, to).within(landing.addresses()));
    }
    return far.within(door.open())
        .saying(
            far.from().possibly().isEmpty() && landings.isEmpty()
                ? transit.unrouted(gatewayId, to.vpcId())
                : door.words());
  }

  private Far behind(String gatewayId, TransitGateways.Landing landing, Destination to) {
    String id = landing.target().resourceId();
    return switch (landing.target().resourceType()) {
      case "" -> outside(gatewayId, landing, landing.addresses(), to);
      case "vpc" ->
          vpcs.containsKey(id)
              ? inVpc(id, Optional.of(answers(gatewayId, landing, to)), to)
                  .or(pastVpc(gatewayId, landing, to))
              : Observed.gap(ec2.vpcs())
                  .map(it -> sparing(AddressBounds.upTo(AddressSet.ALL, List.of(it)), to))
                  .orElseGet(() ->
                      outside(
                          gatewayId,
                          landing,
                          unread(
                              "The VPC " + id + ", to which " + gatewayId + " leads, is not read."),
                          to));
      case "vpn" -> outside(gatewayId, landing, vpn.connection(id), to);
      case "direct-connect-gateway" ->
          outside(
              gatewayId,
              landing,
              unread(
                  "Whether a virtual interface of the Direct Connect gateway "
                      + id
                      + " is up is not read."),
              to);
      default ->
          outside(
              gatewayId,
              landing,
              unread(
                  "What "
                      + gatewayId
                      + " is attached to by "
                      + landing.target().attachmentId()
                      + " is not read."),
              to);
    };
  }

  /** Networks that are not read: what they send comes in as the gateway routes it here. */
  private Far outside(
      String gatewayId, TransitGateways.Landing landing, AddressBounds up, Destination to) {
    Far all = Far.NOBODY;
    Optional<Forwarding.Way> back =
        Optional.of(
            new Forwarding.Way(
                up,
                Optional.of(
                    new TransitGateways.Crossing(
                        up,
                        transit.door(gatewayId, to.subnetId(), to.vpcId()).subnetId(),
                        List.of(),
                        false,
                        AddressBounds.NONE,
                        "")),
                ""));
    for (TransitGateways.Crossing in : transit.back(landing, to.vpcId())) {
      Forwarding.Way there = new Forwarding.Way(in.delivers(), Optional.of(in), "");
      AddressBounds from =
          up.intersect(in.delivers().whole(to.address(), AddressSet.ALL))
              .intersect(judged("", to, Optional.of(there), back));
      all =
          all.or(
              new Far(
                  from,
                  spared(Optional.of(in), to).intersect(from),
                  in.references().intersect(from),
                  ""));
    }
    return all;
  }

  /** The way of answers over a gateway to where it hands them over. */
  private TransitGateways.Crossing answers(
      String gatewayId, TransitGateways.Landing landing, Destination to) {
    return transit.crossing(
        gatewayId, transit.door(gatewayId, to.subnetId(), to.vpcId()), landing, to.subnetId());
  }

  /**
   * Past a VPC: what the table of the attachment's subnets hands to an appliance or another network
   * may come from there. Internet and NAT gateways let nobody in on behalf of another VPC, and a
   * peering connection carries the peer's own addresses alone.
   */
  private Far pastVpc(String gatewayId, TransitGateways.Landing landing, Destination to) {
    String vpcId = landing.target().resourceId();
    if (vpcId.equals(to.vpcId())) {
      // Back where it came from: a loop, that ends nowhere.
      return Far.NOBODY;
    }
    List<String> arrivals = transit.arrivals(landing, to.subnetId());
    AddressBounds past =
        transit
            .arrivalsDoubt(landing, arrivals)
            .map(it -> AddressBounds.upTo(AddressSet.ALL, List.of(it)))
            .orElse(AddressBounds.NONE);
    for (String subnetId : arrivals) {
      past =
          past.union(
              switch (routes.of(subnetId, vpcId)) {
                case Routes.Lookup.Missing missing ->
                    AddressBounds.upTo(AddressSet.ALL, List.of(missing.cause()));
                case Routes.Lookup.Found found ->
                    AddressBounds.upTo(
                        found
                            .table()
                            .to(it -> leadsBeyond(it) && !it.startsWith("pcx-"))
                            .possibly(),
                        List.of(new Cause.Undecided(APPLIANCE)));
              });
    }
    AddressBounds beyond = past.minus(AddressBounds.exactly(ranges(vpcId)));
    return beyond.possibly().isEmpty() ? Far.NOBODY : outside(gatewayId, landing, beyond, to);
  }

  /** A gateway with a table of its own may hand what comes in to an appliance. */
  private AddressBounds handedOver(String gateway, Destination to) {
    Optional<Routes.Table> table = routes.ofGateway(gateway);
    if (table.isEmpty()) {
      return AddressBounds.upTo(AddressSet.ALL, routes.gap().stream().toList());
    }
    Optional<Routes.Leg> leg = table.get().taking(to.address());
    if (leg.filter(Routes.Leg::blackhole).isPresent()) {
      return AddressBounds.NONE;
    }
    return leg.filter(it -> it.target().equals("local")).isPresent()
        ? AddressBounds.exactly(AddressSet.ALL)
        : unread(APPLIANCE);
  }

  private static AddressBounds behind(Optional<NetworkInterface> appliance) {
    boolean stops = appliance.filter(it -> !it.forwards()).isPresent();
    return stops ? AddressBounds.NONE : unread(APPLIANCE);
  }

  private Far peered(String id, Destination to) {
    PeeringConnection peering = peerings.get(id);
    if (peering == null) {
      return Observed.gap(ec2.peeringConnections())
          .map(gap -> sparing(AddressBounds.upTo(AddressSet.ALL, List.of(gap)), to))
          .orElseGet(() -> Far.of(AddressBounds.exactly(AddressSet.ALL)));
    }
    if (!peering.status().equals("active")) {
      return Far.NOBODY;
    }
    PeeringConnection.Side side = peering.beyond(to.vpcId());
    AddressSet ranges = side.cidrs().isEmpty() ? AddressSet.ALL : AddressSet.ofAll(side.cidrs());
    if (vpcs.containsKey(side.vpcId())) {
      return inVpc(side.vpcId(), Optional.empty(), to).within(AddressBounds.exactly(ranges));
    }
    return Observed.gap(ec2.vpcs())
        .map(gap -> sparing(AddressBounds.upTo(ranges, List.of(gap)), to))
        .orElseGet(() -> Far.of(AddressBounds.exactly(ranges)));
  }

  /**
   * Of a VPC that was read: the subnets whose packets get here.
   *
   * @param back how answers get there over a gateway; empty over peering
   */
  private Far inVpc(String vpcId, Optional<TransitGateways.Crossing> back, Destination to) {
    AddressBounds answered =
        back.map(TransitGateways.Crossing::delivers).orElse(AddressBounds.exactly(AddressSet.ALL));
    Optional<Forwarding.Way> answers =
        back.map(it -> new Forwarding.Way(answered, Optional.of(it), ""));
    if (vpcId.equals(to.vpcId())) {
      return Far.NOBODY;
    }
    Far all = Far.NOBODY;
    for (Subnet subnet : subnets.of(vpcId)) {
      AddressBounds range = answered.intersect(subnets.range(subnet.id()));
      if (range.possibly().isEmpty()) {
        continue;
      }
      switch (routes.of(subnet.id(), vpcId)) {
        case Routes.Lookup.Missing missing -> {
          AddressBounds unsure = AddressBounds.upTo(range.possibly(), List.of(missing.cause()));
          all = all.or(sparing(unsure, to));
        }
        case Routes.Lookup.Found found -> {
          for (Forwarding.Way way :
              forwarding.ways(found.table(), subnet.id(), vpcId, to.vpcId())) {
            all = all.or(by(way, subnet.id(), range, answers, to));
          }
        }
      }
    }
    Optional<Cause> gap = subnets.gap();
    return gap.isEmpty()
        ? all
        : all.or(sparing(AddressBounds.upTo(ranges(vpcId), List.of(gap.get())), to));
  }

  /** Those of whom it is not told how they get here. */
  private Far sparing(AddressBounds from, Destination to) {
    return new Far(from, sparedWithoutTable(to.subnetId()).intersect(from), from, "");
  }

  private Far by(
      Forwarding.Way way,
      String subnetId,
      AddressBounds range,
      Optional<Forwarding.Way> answers,
      Destination to) {
    AddressBounds from = range.intersect(way.destinations().whole(to.address(), AddressSet.ALL));
    if (from.possibly().isEmpty()) {
      return Far.NOBODY;
    }
    return new Far(
        from.intersect(judged(subnetId, to, Optional.of(way), answers)),
        spared(way.crossing(), to).intersect(from),
        Forwarding.references(List.of(way)).intersect(from),
        "");
  }

  /** Whom ACLs let through, but for what the destination's own says of who comes in. */
  private AddressBounds judged(
      String subnetId,
      Destination to,
      Optional<Forwarding.Way> there,
      Optional<Forwarding.Way> back) {
    return acls.lets(
        Forwarding.passages(subnetId, to.subnetId(), there, back).stream()
            .map(it -> it.upTo(to.subnetId()))
            .distinct()
            .toList(),
        to.port(),
        to.address());
  }

  /** Everything where packets come in by the destination's own subnet. */
  private static AddressBounds spared(Optional<TransitGateways.Crossing> crossing, Destination to) {
    List<String> arrivals = crossing.map(TransitGateways.Crossing::arrivals).orElse(List.of());
    boolean any = crossing.filter(TransitGateways.Crossing::anyArrival).isPresent();
    if (!any && !arrivals.contains(to.subnetId())) {
      return AddressBounds.NONE;
    }
    return !any && arrivals.size() == 1
        ? AddressBounds.exactly(AddressSet.ALL)
        : unread(IN_WHICH_ZONE);
  }

  /**
   * Those whom a gateway may hand over in a subnet of which the table is not told, where the ACL
   * does not judge them.
   */
  AddressBounds sparedWithoutTable(String subnetId) {
    return transit.mayArriveIn(subnetId) ? unread(IN_WHICH_ZONE) : AddressBounds.NONE;
  }

  /** The ranges of a VPC; empty where it is not listed. */
  AddressSet ranges(String vpcId) {
    Vpc vpc = vpcs.get(vpcId);
    return vpc == null
        ? AddressSet.EMPTY
        : AddressSet.ofAll(
            Stream.concat(vpc.cidrs().stream(), vpc.ipv6Ranges().stream().map(it -> it.cidr()))
                .toList());
  }

  private String words(String target, String vpcId, Far far) {
    if (target.startsWith("tgw-")) {
      return far.words();
    }
    if (target.startsWith("vgw-")) {
      return Observed.items(ec2.vpnGateways()).stream()
          .filter(it -> it.id().equals(target))
          .findFirst()
          .map(it -> ", which is " + it.state())
          .orElse("");
    }
    return Optional.ofNullable(peerings.get(target))
        .map(it -> it.beyond(vpcId))
        .map(it -> ", to " + it.vpcId() + " of account " + it.ownerId())
        .orElse("");
  }

  private String refusal(String target, Far far) {
    if (target.startsWith("eni-")) {
      return ", which forwards nothing for others";
    }
    if (target.startsWith("tgw-")) {
      return far.words() + ", and nothing there answers the same way";
    }
    return Optional.ofNullable(peerings.get(target))
        .filter(it -> !it.status().equals("active"))
        .map(it -> ", which is " + it.status())
        .orElse(", and nothing there answers the same way");
  }
}
