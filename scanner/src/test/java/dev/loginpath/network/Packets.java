package dev.loginpath.network;

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
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

  /** Whether a host of a subnet reaches an address, wherever both are; groups of its own aside. */
  private boolean there(
      String source, String fromSubnet, String target, NetworkInterface to, int port) {
    String toSubnet = to.subnetId().orElseThrow();
    if (fromSubnet.equals(toSubnet)) {
      return true;
    }
    String fromVpc = subnet(fromSubnet).vpcId();
    String toVpc = to.vpcId().orElseThrow();
    Optional<String> out = next(fromSubnet, fromVpc, target);
    Optional<String> back = next(toSubnet, toVpc, source);
    boolean routed =
        fromVpc.equals(toVpc)
            ? out.filter("local"::equals).isPresent() && back.filter("local"::equals).isPresent()
            : out.isPresent() && out.equals(back) && joins(out.get(), fromVpc, toVpc);
    return routed
        && acl(fromSubnet, true, target, port)
        && acl(toSubnet, false, source, port)
        && clientPorts().stream()
            .anyMatch(it -> acl(toSubnet, true, source, it) && acl(fromSubnet, false, target, it));
  }

  private boolean joins(String id, String one, String other) {
    return lab.peerings.stream()
        .filter(it -> it.id().equals(id) && it.status().equals("active"))
        .map((PeeringConnection it) -> Set.of(it.requester().vpcId(), it.accepter().vpcId()))
        .anyMatch(it -> it.equals(Set.of(one, other)));
  }

  /** Whether a host in a peered VPC, with whatever groups, reaches an interface. */
  boolean fromPeer(String source, NetworkInterface to, String target, int port) {
    String toVpc = to.vpcId().orElseThrow();
    Optional<Subnet> from =
        lab.subnets.stream()
            .filter(it -> !it.vpcId().equals(toVpc))
            .filter(it ->
                Stream.concat(it.cidr().stream(), it.ipv6Cidrs().stream())
                    .anyMatch(range -> in(source, range)))
            .findFirst();
    Set<String> groups = new HashSet<>();
    lab.interfaces.stream()
        .filter(it -> addresses(it).contains(source))
        .forEach(it -> groups.addAll(it.groupIds()));
    return from.isPresent()
        && there(source, from.get().id(), target, to, port)
        && group(to.groupIds(), false, source, groups, port);
  }

  /** Whether one interface reaches another, from any of its addresses to any of the other's. */
  boolean between(NetworkInterface from, NetworkInterface to, int port) {
    for (String source : addresses(from)) {
      for (String target : addresses(to)) {
        boolean family = source.contains(":") == target.contains(":");
        if (family
            && group(from.groupIds(), true, target, Set.copyOf(to.groupIds()), port)
            && group(to.groupIds(), false, source, Set.copyOf(from.groupIds()), port)
            && there(source, from.subnetId().orElseThrow(), target, to, port)) {
          return true;
        }
      }
    }
    return false;
  }

  static List<String> addresses(NetworkInterface it) {
    return Stream.concat(
            it.privateAddresses().stream().map(PrivateAddress::address),
            it.ipv6Addresses().stream())
        .toList();
  }
}
