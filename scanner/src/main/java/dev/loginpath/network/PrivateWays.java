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

  private final Ec2Snapshot ec2;
  private final Routes routes;
  private final Subnets subnets;
  private final Acls acls;
  private final Map<String, NetworkInterface> interfaces;
  private final Map<String, PeeringConnection> peerings;
  private final Map<String, Vpc> vpcs;

  PrivateWays(Ec2Snapshot ec2, Routes routes, Subnets subnets, Acls acls) {
    this.ec2 = ec2;
    this.routes = routes;
    this.subnets = subnets;
    this.acls = acls;
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
    this.peerings = Index.by(Observed.items(ec2.peeringConnections()), PeeringConnection::id);
    this.vpcs = Index.by(Observed.items(ec2.vpcs()), Vpc::id);
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
        .anyMatch(it -> it.startsWith("pcx-") || routes.ofGateway(it).isPresent());
  }

  /** The private networks as a hop towards an address of a subnet. */
  Hop.Filter hop(Routes.Table table, String vpcId, String subnetId, AddressSet address, int port) {
    Destination to = new Destination(vpcId, subnetId, address, port);
    AddressBounds all = AddressBounds.NONE;
    List<Hop.Part> parts = new ArrayList<>();
    for (Routes.Leg leg : table.legs()) {
      if (!leg.blackhole() && leadsBeyond(leg.target())) {
        AddressBounds from = leg.addresses().intersect(farSide(leg.target(), to));
        all = all.union(from);
        boolean lets = !from.possibly().isEmpty();
        parts.add(
            new Hop.Part(
                lets ? from.possibly() : leg.addresses().possibly(),
                lets,
                leg.label() + (lets ? words(leg.target(), vpcId) : refusal(leg.target()))));
      }
    }
    return new Hop.Filter(
        "private-route", table.call(), all, parts, "leads to no private network outside the VPC");
  }

  /** From which addresses beyond a target an answer is sent to the destination. */
  private AddressBounds farSide(String target, Destination to) {
    AddressSet everything = AddressSet.ALL_IPV4.union(AddressSet.ALL_IPV6);
    int dash = target.indexOf('-');
    String kind = target.startsWith("arn:") ? "arn:" : target.substring(0, Math.max(0, dash));
    return switch (kind) {
      case "tgw", "lgw", "arn:" -> AddressBounds.exactly(everything);
      case "vgw" -> handedOver(target, to, everything);
      case "pcx" -> peered(target, to, everything);
      case "eni" -> behind(Optional.ofNullable(interfaces.get(target)), everything);
      case "i" -> AddressBounds.upTo(everything, List.of(new Cause.Undecided(APPLIANCE)));
      case "vpce" -> AddressBounds.upTo(everything, List.of(new Cause.Undecided(APPLIANCE)));
      default ->
          AddressBounds.upTo(
              everything,
              List.of(
                  new Cause.Undecided("A route leads to a kind of target that is not evaluated.")));
    };
  }

  /** A gateway with a table of its own may hand what comes in to an appliance. */
  private AddressBounds handedOver(String gateway, Destination to, AddressSet everything) {
    Optional<Routes.Table> table = routes.ofGateway(gateway);
    if (table.isEmpty()) {
      return AddressBounds.upTo(everything, routes.gap().stream().toList());
    }
    Optional<Routes.Leg> leg = table.get().taking(to.address());
    if (leg.filter(Routes.Leg::blackhole).isPresent()) {
      return AddressBounds.NONE;
    }
    return leg.filter(it -> it.target().equals("local")).isPresent()
        ? AddressBounds.exactly(everything)
        : AddressBounds.upTo(everything, List.of(new Cause.Undecided(APPLIANCE)));
  }

  private AddressBounds behind(Optional<NetworkInterface> appliance, AddressSet everything) {
    boolean stops = appliance.filter(it -> !it.forwards()).isPresent();
    return stops
        ? AddressBounds.NONE
        : AddressBounds.upTo(everything, List.of(new Cause.Undecided(APPLIANCE)));
  }

  private AddressBounds peered(String id, Destination to, AddressSet everything) {
    PeeringConnection peering = peerings.get(id);
    if (peering == null) {
      return Observed.gap(ec2.peeringConnections())
          .map(gap -> AddressBounds.upTo(everything, List.of(gap)))
          .orElse(AddressBounds.exactly(everything));
    }
    if (!peering.status().equals("active")) {
      return AddressBounds.NONE;
    }
    PeeringConnection.Side far = peering.beyond(to.vpcId());
    AddressSet ranges = far.cidrs().isEmpty() ? everything : AddressSet.ofAll(far.cidrs());
    if (vpcs.containsKey(far.vpcId())) {
      return ours(id, far.vpcId(), to).intersect(ranges);
    }
    return Observed.gap(ec2.vpcs())
        .map(gap -> AddressBounds.upTo(ranges, List.of(gap)))
        .orElse(AddressBounds.exactly(ranges));
  }

  /** Of a VPC that was read: the subnets that answer by the same peering connection. */
  private AddressBounds ours(String peeringId, String vpcId, Destination to) {
    AddressBounds from = AddressBounds.NONE;
    for (Subnet subnet : subnets.of(vpcId)) {
      AddressSet range = subnets.range(subnet.id());
      AddressBounds answering =
          switch (routes.of(subnet.id(), vpcId)) {
            case Routes.Lookup.Missing missing ->
                AddressBounds.upTo(range, List.of(missing.cause()));
            case Routes.Lookup.Found found ->
                found.table().to(peeringId::equals).whole(to.address(), range);
          };
      from =
          from.union(
              answering.intersect(
                  acls.fromSubnet(subnet.id(), to.subnetId(), to.port(), to.address())));
    }
    Optional<Cause> gap = subnets.gap();
    return gap.isEmpty() ? from : from.union(AddressBounds.upTo(ranges(vpcId), List.of(gap.get())));
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

  private String words(String target, String vpcId) {
    if (target.startsWith("tgw-")) {
      return Observed.items(ec2.transitGatewayAttachments()).stream()
          .filter(it -> it.transitGatewayId().equals(target) && it.resourceId().equals(vpcId))
          .findFirst()
          .map(it -> " by " + it.id() + ", which is " + it.state())
          .orElse("");
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

  private String refusal(String target) {
    if (target.startsWith("eni-")) {
      return ", which forwards nothing for others";
    }
    return Optional.ofNullable(peerings.get(target))
        .filter(it -> !it.status().equals("active"))
        .map(it -> ", which is " + it.status())
        .orElse(", and nothing there answers the same way");
  }
}
