package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.snapshot.TransitGatewayVpcAttachment;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of single packets, worked out one by one from the same account: no sets, no library
 * for addresses, nothing shared with what it checks. A connection is a packet there and one back.
 */
final class Packets {

  private static final List<String> NOT_INTERNET =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/3");

  private final Lab lab;

  Packets(Lab lab) {
    this.lab = lab;
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException never) {
      throw new IllegalArgumentException(never);
    }
  }

  static boolean in(String address, String range) {
    String[] parts = range.split("/", -1);
    byte[] one = bytes(address);
    byte[] other = bytes(parts[0]);
    if (one.length != other.length) {
      return false;
    }
    int shift = one.length * 8 - Integer.parseInt(parts[1]);
    return new BigInteger(1, one)
        .shiftRight(shift)
        .equals(new BigInteger(1, other).shiftRight(shift));
  }

  private List<String> list(String id) {
    return lab.prefixLists.getOrDefault(id, List.of());
  }

  private static int length(String range) {
    return Integer.parseInt(range.split("/", -1)[1]);
  }

  private Subnet subnet(String id) {
    return lab.subnets.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  /** Where a packet from a subnet goes: the target, or nothing where it is dropped. */
  private Optional<String> next(String subnetId, String vpcId, String destination) {
    RouteTable table =
        lab.tables.stream()
            .filter(it -> it.subnetIds().contains(subnetId))
            .findFirst()
            .orElseGet(() ->
                lab.tables.stream()
                    .filter(it -> it.main() && it.vpcId().equals(vpcId))
                    .findFirst()
                    .orElseThrow());
    record Match(Route route, int length, int rank) {}
    return table.routes().stream()
        .flatMap(route -> {
          boolean list = route.destination().startsWith("pl-");
          int rank = route.target().equals("local") ? 0 : list ? 2 : 1;
          return (list ? list(route.destination()) : List.of(route.destination()))
              .stream()
                  .filter(it -> in(destination, it))
                  .map(it -> new Match(route, length(it), rank));
        })
        .max(Comparator.comparingInt(Match::length).thenComparingInt(it -> -it.rank()))
        .map(Match::route)
        .filter(it -> !it.blackhole())
        .map(Route::target);
  }

  private boolean acl(String subnetId, boolean egress, String peer, int port) {
    NetworkAcl acl =
        lab.acls.stream().filter(it -> it.subnetIds().contains(subnetId)).findFirst().orElseThrow();
    return acl.entries().stream()
        .filter(it -> it.egress() == egress)
        .sorted(Comparator.comparingInt(AclEntry::ruleNumber))
        .filter(it -> in(peer, it.cidr()))
        .filter(it ->
            it.protocol().equals("-1")
                || (it.protocol().equals("6")
                    && it.fromPort().orElseThrow() <= port
                    && port <= it.toPort().orElseThrow()))
        .findFirst()
        .filter(AclEntry::allow)
        .isPresent();
  }

  private boolean group(
      List<String> ids, boolean egress, String peer, Set<String> peerGroups, int port) {
    return lab.groups.stream()
        .filter(it -> ids.contains(it.id()))
        .flatMap((SecurityGroup it) -> (egress ? it.egress() : it.ingress()).stream())
        .filter(it ->
            it.protocol().equals("-1")
                || (it.protocol().equals("tcp")
                    && it.fromPort().orElseThrow() <= port
                    && port <= it.toPort().orElseThrow()))
        .anyMatch(it ->
            switch (it.peer()) {
              case GroupRule.Range range -> in(peer, range.cidr());
              case GroupRule.List list ->
                  list(list.prefixListId()).stream().anyMatch(r -> in(peer, r));
              case GroupRule.Group named -> peerGroups.contains(named.groupId());
            });
  }

  private boolean blockedFromInternet(String subnetId, String vpcId) {
    return !lab.block.equals("off")
        && lab.exclusions.stream()
            .filter(it -> it.mode().equals("allow-bidirectional"))
            .map(BlockPublicAccessExclusion::resourceArn)
            .noneMatch(it -> it.endsWith("/" + subnetId) || it.endsWith("/" + vpcId));
  }

  /** The ports that matter: where any entry begins or ends, and their neighbours. */
  private Set<Integer> clientPorts() {
    Set<Integer> ports = new HashSet<>(Set.of(1, 1023, 1024, 32768, 65535));
    lab.acls.stream()
        .flatMap(it -> it.entries().stream())
        .flatMap(it -> Stream.concat(it.fromPort().stream(), it.toPort().stream()))
        .forEach(it -> ports.addAll(List.of(it - 1, it, it + 1)));
    ports.removeIf(it -> it < 1 || it > 65535);
    return ports;
  }

  /** Whether a host of the internet reaches an interface by its public IPv4 or its IPv6 address. */
  boolean fromInternet(String source, NetworkInterface to, boolean ipv6, int port) {
    boolean internet =
        ipv6 ? in(source, "2000::/3") : NOT_INTERNET.stream().noneMatch(it -> in(source, it));
    boolean address =
        ipv6
            ? !to.ipv6Addresses().isEmpty()
            : to.privateAddresses().stream().anyMatch(it -> it.publicAddress().isPresent());
    String subnetId = to.subnetId().orElseThrow();
    String vpcId = to.vpcId().orElseThrow();
    return internet
        && address
        && !blockedFromInternet(subnetId, vpcId)
        && acl(subnetId, false, source, port)
        && group(to.groupIds(), false, source, Set.of(), port)
        && next(subnetId, vpcId, source).filter(it -> it.startsWith("igw-")).isPresent()
        && clientPorts().stream().anyMatch(it -> acl(subnetId, true, source, it));
  }

  /** Whether a device of the carrier's network with some address reaches a carrier address. */
  boolean fromCarrier(String source, NetworkInterface to, int port) {
    String subnetId = to.subnetId().orElseThrow();
    return acl(subnetId, false, source, port)
        && group(to.groupIds(), false, source, Set.of(), port)
        && next(subnetId, to.vpcId().orElseThrow(), source)
            .filter(it -> it.startsWith("cagw-"))
            .isPresent()
        && clientPorts().stream().anyMatch(it -> acl(subnetId, true, source, it));
  }

  /** What is not told of a packet: by which of the subnets of an attachment it comes in. */
  private static final List<Integer> CHOICES = List.of(0, 1);

  /** The end of a packet's way: none where it is dropped. */
  private record Trip(boolean overGateway, boolean groupsKnown) {}

  private static final Trip PLAIN = new Trip(false, true);

  private String zone(String subnetId) {
    return subnetId.isEmpty() ? "" : subnet(subnetId).availabilityZone().orElseThrow();
  }

  private Optional<TransitGatewayAttachment> attachment(String id) {
    return lab.attachments.stream()
        .filter(it -> it.id().equals(id) && it.state().equals("available"))
        .findFirst();
  }

  private TransitGatewayVpcAttachment ofVpc(String id) {
    return lab.vpcAttachments.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private boolean available(String gateway) {
    return lab.gateways.stream()
        .anyMatch(it -> it.id().equals(gateway) && it.state().equals("available"));
  }

  /** A packet between subnets; a subnet without a name is behind the VPN. */
  private Optional<Trip> packet(
      String source, String fromSubnet, String target, String toSubnet, int port, int choice) {
    if (fromSubnet.equals(toSubnet)) {
      return Optional.of(PLAIN);
    }
    if (fromSubnet.isEmpty()) {
      return attachment("tgw-attach-v")
          .filter(it -> lab.vpnConnections.getFirst().tunnels().contains("UP"))
          .flatMap(
              it -> gateway("tgw-1", it, List.of(), source, "", target, toSubnet, port, choice));
    }
    String fromVpc = subnet(fromSubnet).vpcId();
    Optional<String> next = next(fromSubnet, fromVpc, target);
    if (next.isEmpty() || !acl(fromSubnet, true, target, port)) {
      return Optional.empty();
    }
    if (next.get().startsWith("tgw-")) {
      return lab.attachments.stream()
          .filter(it -> it.state().equals("available"))
          .filter(it -> it.transitGatewayId().equals(next.get()) && it.resourceId().equals(fromVpc))
          .filter(it ->
              ofVpc(it.id()).subnetIds().stream()
                  .filter(each -> zone(each).equals(zone(fromSubnet)))
                  .anyMatch(each -> acl(each, false, source, port)))
          .findFirst()
          .flatMap(it ->
              gateway(
                  next.get(), it, List.of(), source, fromSubnet, target, toSubnet, port, choice));
    }
    String toVpc = toSubnet.isEmpty() ? "" : subnet(toSubnet).vpcId();
    boolean routed =
        fromVpc.equals(toVpc) ? next.get().equals("local") : joins(next.get(), fromVpc, toVpc);
    return routed && acl(toSubnet, false, source, port) ? Optional.of(PLAIN) : Optional.empty();
  }

  /** What a gateway does with a packet that came in by an attachment. */
  private Optional<Trip> gateway(
      String id,
      TransitGatewayAttachment in,
      List<String> passed,
      String source,
      String fromSubnet,
      String target,
      String toSubnet,
      int port,
      int choice) {
    if (!available(id) || in.association().isEmpty() || passed.contains(id)) {
      return Optional.empty();
    }
    Optional<TransitGatewayRoute> route =
        lab.gatewayTables.getOrDefault(in.association().get().routeTableId(), List.of()).stream()
            .filter(it -> in(target, it.destination()))
            .max(
                Comparator.comparingInt((TransitGatewayRoute it) -> length(it.destination()))
                    .thenComparing(it -> !it.isPropagated()));
    Optional<TransitGatewayAttachment> out =
        route
            .filter(it -> it.state().equals("active"))
            .flatMap(it -> attachment(it.targets().getFirst().attachmentId()));
    if (out.isEmpty()) {
      return Optional.empty();
    }
    if (out.get().resourceType().equals("peering")) {
      String far = out.get().resourceId();
      List<String> more = new ArrayList<>(passed);
      more.add(id);
      return attachment(out.get().id().equals("tgw-attach-p1") ? "tgw-attach-p2" : "tgw-attach-p1")
          .flatMap(
              it -> gateway(far, it, more, source, fromSubnet, target, toSubnet, port, choice));
    }
    if (out.get().resourceType().equals("vpn")) {
      return toSubnet.isEmpty() && lab.vpnConnections.getFirst().tunnels().contains("UP")
          ? Optional.of(new Trip(true, false))
          : Optional.empty();
    }
    if (toSubnet.isEmpty() || !subnet(toSubnet).vpcId().equals(out.get().resourceId())) {
      return Optional.empty();
    }
    TransitGatewayVpcAttachment vpc = ofVpc(out.get().id());
    String arrival =
        vpc.subnetIds().stream()
            .filter(it -> passed.isEmpty() && !vpc.applianceMode())
            .filter(it -> zone(it).equals(zone(fromSubnet)))
            .findFirst()
            .orElse(vpc.subnetIds().get(choice % vpc.subnetIds().size()));
    boolean handedOn =
        next(arrival, vpc.vpcId(), target).filter("local"::equals).isPresent()
            && (arrival.equals(toSubnet)
                || (acl(arrival, true, target, port) && acl(toSubnet, false, source, port)));
    boolean known =
        passed.isEmpty()
            && in.resourceType().equals("vpc")
            && vpc.securityGroupReferencing()
            && ofVpc(in.id()).securityGroupReferencing()
            && lab.gateways.stream()
                .anyMatch(it -> it.id().equals(id) && it.securityGroupReferencing());
    return handedOn ? Optional.of(new Trip(true, known)) : Optional.empty();
  }

  /** The ways of a connection there, for which answers come back; one for each pair of choices. */
  private List<Optional<Trip>> there(
      String source, String fromSubnet, String target, String toSubnet, int port) {
    List<Optional<Trip>> trips = new ArrayList<>();
    for (int there : CHOICES) {
      Optional<Trip> trip = packet(source, fromSubnet, target, toSubnet, port, there);
      for (int back : CHOICES) {
        trips.add(
            trip.filter(it ->
                clientPorts().stream()
                    .anyMatch(each ->
                        packet(target, toSubnet, source, fromSubnet, each, back).isPresent())));
      }
    }
    return trips;
  }

  private boolean joins(String id, String one, String other) {
    return lab.peerings.stream()
        .filter(it -> it.id().equals(id) && it.status().equals("active"))
        .map((PeeringConnection it) -> Set.of(it.requester().vpcId(), it.accepter().vpcId()))
        .anyMatch(it -> it.equals(Set.of(one, other)));
  }

  /**
   * Whether a host outside the VPC, in the other one with whatever groups or behind the VPN,
   * reaches an interface whatever is not told.
   */
  boolean fromPrivateNetworks(String source, NetworkInterface to, String target, int port) {
    String toVpc = to.vpcId().orElseThrow();
    boolean own =
        lab.vpcs.stream()
            .filter(it -> it.id().equals(toVpc))
            .flatMap(it ->
                Stream.concat(
                    it.cidrs().stream(), it.ipv6Ranges().stream().map(each -> each.cidr())))
            .anyMatch(it -> in(source, it));
    Set<String> groups = new HashSet<>();
    lab.interfaces.stream()
        .filter(it -> addresses(it).contains(source))
        .forEach(it -> groups.addAll(it.groupIds()));
    Stream<String> subnets =
        lab.subnets.stream()
            .filter(it -> !it.vpcId().equals(toVpc))
            .filter(it ->
                Stream.concat(it.cidr().stream(), it.ipv6Cidrs().stream())
                    .anyMatch(range -> in(source, range)))
            .map(Subnet::id);
    return !own
        && Stream.concat(subnets, Stream.of(""))
            .anyMatch(it ->
                there(source, it, target, to.subnetId().orElseThrow(), port).stream()
                    .allMatch(trip ->
                        trip.isPresent()
                            && group(
                                to.groupIds(),
                                false,
                                source,
                                trip.get().groupsKnown() ? groups : Set.of(),
                                port)));
  }

  /** Whether one interface reaches another, from any of its addresses to any of the other's. */
  Answer between(NetworkInterface from, NetworkInterface to, int port) {
    boolean ever = false;
    for (String source : addresses(from)) {
      for (String target : addresses(to)) {
        if (source.contains(":") == target.contains(":")) {
          List<Boolean> each =
              there(
                      source,
                      from.subnetId().orElseThrow(),
                      target,
                      to.subnetId().orElseThrow(),
                      port)
                  .stream()
                  .map(it -> it.isPresent() && admitted(from, source, to, target, it.get(), port))
                  .toList();
          if (!each.contains(false)) {
            return Answer.MET;
          }
          ever |= each.contains(true);
        }
      }
    }
    return ever ? Answer.UNKNOWN : Answer.NOT_MET;
  }

  private boolean admitted(
      NetworkInterface from,
      String source,
      NetworkInterface to,
      String target,
      Trip trip,
      int port) {
    Set<String> ofTarget = trip.overGateway() ? Set.of() : Set.copyOf(to.groupIds());
    Set<String> ofSource = trip.groupsKnown() ? Set.copyOf(from.groupIds()) : Set.of();
    return group(from.groupIds(), true, target, ofTarget, port)
        && group(to.groupIds(), false, source, ofSource, port);
  }

  static List<String> addresses(NetworkInterface it) {
    return Stream.concat(
            it.privateAddresses().stream().map(PrivateAddress::address),
            it.ipv6Addresses().stream())
        .toList();
  }
}
