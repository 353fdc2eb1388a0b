package dev.loginpath.network;

import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitGateway;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayPeeringAttachment;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.snapshot.TransitGatewayVpcAttachment;
import dev.loginpath.snapshot.VpnConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Random accounts of two VPCs with two transit gateways and a VPN, with all that decides who
 * reaches whom. The seed tells all.
 */
final class Topologies {

  /** Ranges that rules, routes and entries name; they nest and touch. */
  private static final List<String> IPV4 =
      List.of(
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "203.0.113.0/24",
          "203.0.113.128/25",
          "203.0.113.7/32",
          "198.51.100.0/24",
          "10.0.0.0/8",
          "10.0.0.0/16",
          "10.0.1.0/24",
          "10.1.0.0/16",
          "10.1.0.0/24",
          "10.1.1.16/28",
          "172.16.0.0/12");

  private static final List<String> IPV6 =
      List.of(
          "::/0",
          "2001:db8::/32",
          "2001:db8:a::/56",
          "2001:db8:a:1::/64",
          "2001:db8:b::/56",
          "2001:db8:ffff::/48",
          "2600::/12");

  private static final String CARRIER = "cagw-";

  /** How the carrier's addresses begin. */
  static final String OF_CARRIER = "100.64.0.";

  private final Random random;
  private final Lab lab = new Lab();

  /** How many of a hundred default routes lead to an internet gateway, and not to a carrier's. */
  private final int toInternet;

  private Topologies(long seed, int toInternet) {
    this.random = new Random(seed);
    this.toInternet = toInternet;
  }

  static Lab random(long seed) {
    return new Topologies(seed, 85).build();
  }

  /** The same, with carriers in most of them. */
  static Lab ofCarriers(long seed) {
    return new Topologies(seed, 15).build();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String range() {
    return chance(70) ? one(IPV4) : one(IPV6);
  }

  private Lab build() {
    lab.prefixLists.put(
        "pl-1", random.nextBoolean() ? List.of(one(IPV4), "203.0.113.64/26") : List.of());
    for (int vpc = 0; vpc < 2; vpc++) {
      String id = "vpc-" + vpc;
      String ipv6 = "2001:db8:" + (vpc == 0 ? "a" : "b");
      lab.vpc(id, "10." + vpc + ".0.0/16", Optional.of(ipv6 + "::/56"));
    }
    lab.peering("pcx-1", "vpc-0", "vpc-1");
    if (chance(30)) {
      lab.peerings.replaceAll(
          it -> new PeeringConnection(it.id(), "expired", it.requester(), it.accepter()));
    }
    for (int vpc = 0; vpc < 2; vpc++) {
      String id = "vpc-" + vpc;
      for (int subnet = 0; subnet < 2; subnet++) {
        lab.subnet(
            "subnet-" + vpc + subnet,
            id,
            "10." + vpc + "." + subnet + ".0/24",
            List.of("2001:db8:" + (vpc == 0 ? "a" : "b") + ":" + subnet + "::/64"));
      }
      lab.table("rtb-main-" + vpc, id, true, List.of(), routes(vpc));
      if (chance(60)) {
        lab.table("rtb-" + vpc, id, false, List.of("subnet-" + vpc + "1"), routes(vpc));
      }
      acls(vpc);
      for (int group = 0; group < 3; group++) {
        lab.group("sg-" + vpc + group, id, rules(), rules());
      }
    }
    int host = 10;
    for (int vpc = 0; vpc < 2; vpc++) {
      for (int each = 0; each < 2 + random.nextInt(2); each++) {
        eni(vpc, host++);
      }
    }
    block();
    new Gateways().build();
    return lab;
  }

  /** The transit gateways; drawn last, so that the rest of an account is what it was without. */
  private final class Gateways {

    private static final List<String> DESTINATIONS =
        List.of(
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.0.0.0/16",
            "10.0.1.0/24",
            "10.1.0.0/16",
            "10.1.0.0/24",
            "10.1.1.16/28",
            "172.16.0.0/12",
            "::/0",
            "2001:db8:a::/56",
            "2001:db8:b:1::/64");

    void build() {
      for (int vpc = 0; vpc < 2; vpc++) {
        if (chance(40)) {
          zoned("subnet-" + vpc + "1", Lab.REGION + "b");
        }
      }
      for (int each = 1; each <= 2; each++) {
        String id = "tgw-" + each;
        lab.gateways.add(
            new TransitGateway(id, Lab.ACCOUNT, chance(95) ? "available" : "deleting", chance(60)));
        for (int vpc = 0; vpc < 2; vpc++) {
          if (chance(each == 1 ? 90 : 40)) {
            attach(id, "vpc-" + vpc, "tgw-attach-" + each + vpc, subnets(vpc));
          }
        }
      }
      if (chance(60)) {
        lab.attachment("tgw-attach-p1", "tgw-1", "peering", "tgw-2", table(1));
        lab.attachment("tgw-attach-p2", "tgw-2", "peering", "tgw-1", table(2));
        lab.gatewayPeerings.add(
            new TransitGatewayPeeringAttachment(
                "tgw-attach-p1",
                side("tgw-1"),
                side("tgw-2"),
                "available",
                Optional.of("tgw-attach-p2")));
      }
      if (chance(60)) {
        lab.attachment("tgw-attach-v", "tgw-1", "vpn", "vpn-1", table(1));
        lab.vpnConnections.add(
            new VpnConnection(
                "vpn-1",
                "available",
                Optional.empty(),
                Optional.of("tgw-1"),
                false,
                List.of(),
                List.of("DOWN", chance(75) ? "UP" : "DOWN")));
      }
      for (String id : List.of("tgw-rtb-11", "tgw-rtb-12", "tgw-rtb-21", "tgw-rtb-22")) {
        lab.gatewayTables.put(id, routes("tgw-" + id.charAt(8)));
      }
      lab.tables.replaceAll(this::led);
    }

    private TransitGatewayPeeringAttachment.Side side(String gateway) {
      return new TransitGatewayPeeringAttachment.Side(gateway, Lab.ACCOUNT, Lab.REGION);
    }

    private void zoned(String subnet, String zone) {
      lab.subnets.replaceAll(it ->
          it.id().equals(subnet)
              ? new Subnet(
                  it.id(),
                  it.vpcId(),
                  it.ownerId(),
                  it.cidr(),
                  it.ipv6Cidrs(),
                  Optional.of(zone),
                  Optional.empty())
              : it);
    }

    /** One subnet of a zone, or one of each. */
    private List<String> subnets(int vpc) {
      String first = "subnet-" + vpc + "0";
      String second = "subnet-" + vpc + "1";
      boolean zones =
          lab.subnets.stream()
              .filter(it -> it.id().equals(second))
              .anyMatch(it -> it.availabilityZone().equals(Optional.of(Lab.REGION + "b")));
      return zones && chance(60) ? List.of(first, second) : List.of(chance(50) ? first : second);
    }

    private Optional<String> table(int gateway) {
      return chance(92)
          ? Optional.of("tgw-rtb-" + gateway + (chance(70) ? 1 : 2))
          : Optional.empty();
    }

    private void attach(String gateway, String vpc, String id, List<String> subnetIds) {
      lab.attachment(id, gateway, "vpc", vpc, table(gateway.charAt(4) - '0'));
      if (chance(5)) {
        TransitGatewayAttachment it = lab.attachments.removeLast();
        lab.attachments.add(
            new TransitGatewayAttachment(
                it.id(),
                it.transitGatewayId(),
                it.resourceType(),
                it.resourceId(),
                "pendingAcceptance",
                it.transitGatewayOwnerId(),
                it.resourceOwnerId(),
                it.association()));
      }
      lab.vpcAttachments.add(
          new TransitGatewayVpcAttachment(
              id,
              gateway,
              vpc,
              Lab.ACCOUNT,
              lab.attachments.getLast().state(),
              subnetIds,
              chance(80),
              chance(25),
              true));
    }

    /** What VPCs propagate, and static routes that compete with it. */
    private List<TransitGatewayRoute> routes(String gateway) {
      List<TransitGatewayAttachment> attached =
          lab.attachments.stream().filter(it -> it.transitGatewayId().equals(gateway)).toList();
      List<TransitGatewayRoute> routes = new ArrayList<>();
      for (TransitGatewayAttachment each : attached) {
        if (each.resourceType().equals("vpc") && chance(80)) {
          boolean first = each.resourceId().equals("vpc-0");
          routes.add(propagated(first ? "10.0.0.0/16" : "10.1.0.0/16", each));
          routes.add(propagated(first ? "2001:db8:a::/56" : "2001:db8:b::/56", each));
        }
        if (each.resourceType().equals("vpn") && chance(70)) {
          routes.add(propagated("172.16.0.0/12", each));
        }
      }
      for (int each = random.nextInt(4); each > 0 && !attached.isEmpty(); each--) {
        String destination = one(DESTINATIONS);
        boolean free =
            routes.stream()
                .noneMatch(it -> !it.isPropagated() && it.destination().equals(destination));
        if (free) {
          routes.add(
              chance(15)
                  ? lab.gatewayRoute(destination)
                  : lab.gatewayRoute(destination, one(attached).id()));
        }
      }
      return routes;
    }

    private TransitGatewayRoute propagated(String destination, TransitGatewayAttachment to) {
      return new TransitGatewayRoute(
          destination,
          false,
          List.of(new TransitGatewayRoute.Target(to.id(), to.resourceType(), to.resourceId())),
          "propagated",
          "active");
    }

    /** Some of a table's routes to the other VPC lead over a gateway instead of the peering. */
    private RouteTable led(RouteTable table) {
      boolean all = chance(60);
      String gateway = chance(80) ? "tgw-1" : "tgw-2";
      List<Route> routes = new ArrayList<>();
      for (Route each : table.routes()) {
        boolean over = each.target().equals("pcx-1") && all;
        routes.add(over ? new Route(each.destination(), gateway, each.blackhole(), false) : each);
      }
      if (chance(50) && routes.stream().noneMatch(it -> it.destination().equals("172.16.0.0/12"))) {
        routes.add(new Route("172.16.0.0/12", "tgw-1", false, false));
      }
      return new RouteTable(
          table.id(),
          table.vpcId(),
          table.ownerId(),
          table.main(),
          table.subnetIds(),
          table.gatewayIds(),
          routes);
    }
  }

  private void block() {
    lab.block = one(List.of("off", "off", "off", "block-bidirectional", "block-ingress"));
    if (chance(50)) {
      lab.exclusions.add(
          new BlockPublicAccessExclusion(
              "vpcbpa-exclude-1",
              "arn:aws:ec2:us-east-1:111122223333:"
                  + one(List.of("subnet/subnet-00", "subnet/subnet-11", "vpc/vpc-0", "vpc/vpc-1")),
              one(List.of("allow-bidirectional", "allow-egress")),
              "create-complete"));
    }
  }

  private static boolean isWithin(String destination, int vpc) {
    return destination.startsWith("10." + vpc + ".")
        || destination.startsWith("2001:db8:" + (vpc == 0 ? "a" : "b") + ":");
  }

  private Route[] routes(int vpc) {
    Map<String, Route> routes = new LinkedHashMap<>();
    int other = 1 - vpc;
    List<String> targets =
        List.of("igw-" + vpc, "igw-" + vpc, "nat-1", "tgw-1", "eigw-1", "pcx-1", CARRIER + "1");
    if (chance(80)) {
      add(routes, "0.0.0.0/0", chance(toInternet) ? "igw-" + vpc : CARRIER + vpc);
    }
    if (chance(60)) {
      add(routes, "::/0", "igw-" + vpc);
    }
    if (chance(70)) {
      add(routes, one(List.of("10." + other + ".0.0/16", "10." + other + ".0.0/24")), "pcx-1");
      add(routes, "2001:db8:" + (other == 0 ? "a" : "b") + "::/56", "pcx-1");
    }
    for (int each = random.nextInt(3); each > 0; each--) {
      String destination = chance(20) ? "pl-1" : range();
      // Nothing may compete with the local route at its own length.
      if (!destination.equals("10." + vpc + ".0.0/16") && !destination.endsWith("::/56")) {
        // AWS takes no gateway but NAT as the target of a route to a part of the table's own VPC.
        String target = isWithin(destination, vpc) ? "nat-1" : one(targets);
        routes.putIfAbsent(destination, new Route(destination, target, chance(20), false));
      }
    }
    return routes.values().toArray(Route[]::new);
  }

  private static void add(Map<String, Route> routes, String destination, String target) {
    routes.put(destination, new Route(destination, target, false, false));
  }

  private void acls(int vpc) {
    for (int subnet = 0; subnet < 2; subnet++) {
      List<AclEntry> entries = new ArrayList<>();
      for (boolean egress : new boolean[] {false, true}) {
        for (int each = random.nextInt(4); each > 0; each--) {
          int number = 1 + random.nextInt(200);
          boolean free =
              entries.stream().noneMatch(it -> it.egress() == egress && it.ruleNumber() == number);
          if (free) {
            entries.add(entry(number, egress));
          }
        }
        if (chance(75)) {
          entries.add(Lab.entry(300, egress, true, "0.0.0.0/0"));
          entries.add(Lab.entry(301, egress, true, "::/0"));
        }
      }
      lab.acl(
          "acl-" + vpc + subnet,
          "vpc-" + vpc,
          List.of("subnet-" + vpc + subnet),
          entries.toArray(AclEntry[]::new));
    }
  }

  private AclEntry entry(int number, boolean egress) {
    boolean allow = random.nextBoolean();
    if (chance(20)) {
      return Lab.entry(number, egress, allow, range());
    }
    if (chance(10)) {
      return new AclEntry(number, egress, allow, "17", range(), Optional.of(1), Optional.of(65535));
    }
    int from = one(List.of(1, 20, 22, 23, 443, 1024, 32768, 60000));
    int to = one(List.of(22, 25, 443, 1023, 32767, 61000, 65535));
    return Lab.tcp(number, egress, allow, range(), Math.min(from, to), Math.max(from, to));
  }

  private List<GroupRule> rules() {
    List<GroupRule> rules = new ArrayList<>();
    for (int each = random.nextInt(4); each > 0; each--) {
      int kind = random.nextInt(10);
      rules.add(
          switch (kind) {
            case 0 -> Lab.all(range());
            case 1 -> Lab.list(22, "pl-1");
            case 2, 3 -> Lab.from(22, "sg-" + random.nextInt(2) + random.nextInt(3));
            case 4 -> Lab.tcp(443, 443, range());
            case 5 ->
                new GroupRule(
                    "icmp", Optional.empty(), Optional.empty(), new GroupRule.Range("0.0.0.0/0"));
            default -> Lab.tcp(one(List.of(20, 22)), one(List.of(22, 25)), range());
          });
    }
    return rules;
  }

  private void eni(int vpc, int host) {
    int subnet = random.nextInt(2);
    List<PrivateAddress> addresses = new ArrayList<>();
    String inside = "10." + vpc + "." + subnet + ".";
    if (chance(90)) {
      addresses.add(
          chance(60)
              ? Lab.address(inside + host, "192.0.2." + host)
              : chance(50)
                  ? Lab.address(inside + host)
                  : new PrivateAddress(
                      inside + host, Optional.empty(), Optional.of(OF_CARRIER + host)));
    }
    if (chance(30)) {
      addresses.add(Lab.address(inside + (host + 100), "192.0.2." + (host + 100)));
    }
    List<String> ipv6 =
        chance(50)
            ? List.of("2001:db8:" + (vpc == 0 ? "a" : "b") + ":" + subnet + "::" + host)
            : List.of();
    List<String> groups = new ArrayList<>();
    for (int each = 0; each < 3; each++) {
      if (chance(50)) {
        groups.add("sg-" + vpc + each);
      }
    }
    lab.eni(
        "eni-" + vpc + host,
        "subnet-" + vpc + subnet,
        addresses,
        ipv6,
        groups.toArray(String[]::new));
  }

  /** Addresses at and beside every edge of every range, and hosts of every subnet. */
  static List<String> probes(Lab lab) {
    List<String> probes = new ArrayList<>();
    for (String each : List.of("1.0.0.1", "9.255.255.255", "11.0.0.0", "127.255.255.255")) {
      probes.add(each);
    }
    probes.addAll(
        List.of(
            "128.0.0.0",
            "203.0.112.255",
            "203.0.113.0",
            "203.0.113.6",
            "203.0.113.7",
            "203.0.113.8",
            "203.0.113.64",
            "203.0.113.127",
            "203.0.113.128",
            "203.0.113.255",
            "203.0.114.0",
            "198.51.99.255",
            "198.51.100.0",
            "198.51.100.255",
            "172.16.0.1",
            "10.2.0.1",
            "10.0.0.0",
            "10.0.0.255",
            "10.0.1.0",
            "10.0.1.255",
            "10.0.2.0",
            "10.1.0.0",
            "10.1.0.255",
            "10.1.1.15",
            "10.1.1.16",
            "10.1.1.31",
            "10.1.1.32",
            "10.1.1.255",
            "10.1.2.0",
            "172.15.255.255",
            "172.31.255.255",
            "172.32.0.0",
            "192.168.1.1",
            "223.255.255.255",
            "240.0.0.1",
            "2001:db8::1",
            "2001:db8:a:1::ffff",
            "2001:db8:a:2::1",
            "2001:db8:ffff::1",
            "2001:db9::1",
            "2600::1",
            "2610::1",
            "fd00::1",
            "10.0.0.200",
            "10.0.1.200",
            "10.1.0.200",
            "10.1.1.17",
            "10.1.1.200",
            "2001:db8:a:0::200",
            "2001:db8:b:1::200"));
    lab.interfaces.forEach(it -> probes.addAll(Packets.addresses(it)));
    return probes;
  }
}
