package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The ways out of an interface to a public address of AWS on port 443. Which address that is nobody
 * tells, so that a way must be open to all of the internet to count, and shut to all of it to be
 * refused.
 */
final class InternetWays {

  /** How the id of a carrier gateway begins, the way out of a Wavelength Zone. */
  static final String CARRIER_GATEWAY = "cagw-";

  private static final int HTTPS = 443;

  private static final Cause SOMEWHERE =
      new Cause.Undecided(
          "A part of the internet is open, and whether the service's addresses are in it is not"
              + " known.");
  private static final Cause LOW_PORTS =
      new Cause.Undecided(
          "Answers may come back to ports below 1024 alone, which no system chooses unless told to.");

  /** Where DNS64 puts the IPv4 internet, for a NAT gateway to translate. */
  static final AddressSet NAT64 = AddressSet.of("64:ff9b::/96");

  private static final String DUAL_STACK =
      "The agent uses IPv6 only where it is set to dual-stack endpoints, which no API shows.";

  private static final String SENDER =
      "Systems send from the primary private address unless told otherwise, and that has no public"
          + " one or is not told.";

  private final Ec2Snapshot ec2;
  private final PublicAddresses publicAddresses;
  private final PublicBlock publicBlock;
  private final PrefixLists prefixLists;
  private final Groups groups;
  private final Routes routes;
  private final Acls acls;
  private final Subnets subnets;
  private final Resolver resolver;
  private final Map<String, NatGateway> natGateways;
  private final CentralWays central;

  InternetWays(
      Ec2Snapshot ec2,
      PublicAddresses publicAddresses,
      PublicBlock publicBlock,
      PrefixLists prefixLists,
      Groups groups,
      Routes routes,
      Acls acls,
      Subnets subnets,
      Resolver resolver,
      TransitGateways transit,
      Forwarding forwarding) {
    this.ec2 = ec2;
    this.publicAddresses = publicAddresses;
    this.publicBlock = publicBlock;
    this.prefixLists = prefixLists;
    this.groups = groups;
    this.routes = routes;
    this.acls = acls;
    this.subnets = subnets;
    this.resolver = resolver;
    this.central = new CentralWays(ec2, routes, acls, transit, forwarding);
    this.natGateways = Index.by(Observed.items(ec2.natGateways()), NatGateway::id);
  }

  /**
   * The public addresses that requests to the internet may come from; empty where one of them is
   * not told, as behind a gateway of another account.
   */
  SortedSet<String> addressesOf(NetworkInterface from) {
    SortedSet<String> addresses = new TreeSet<>();
    if (!(routes.of(from.subnetId().orElse(""), from.vpcId().orElse(""))
        instanceof Routes.Lookup.Found found)) {
      return addresses;
    }
    for (Routes.Leg leg : found.table().legs()) {
      boolean leads =
          !leg.blackhole()
              && (leg.addresses().possibly().overlaps(AddressSet.INTERNET_IPV4)
                  || leg.addresses().possibly().overlaps(AddressSet.INTERNET_IPV6));
      if (leads) {
        List<String> behind = behind(leg.target(), from);
        if (behind.isEmpty()) {
          return new TreeSet<>();
        }
        addresses.addAll(behind);
      }
    }
    return addresses;
  }

  private List<String> behind(String target, NetworkInterface from) {
    if (target.startsWith("nat-")) {
      return Optional.ofNullable(natGateways.get(target))
          .map(NatGateway::publicAddresses)
          .orElse(List.of());
    }
    boolean own = target.startsWith("igw-") || target.startsWith("eigw-");
    return own
        ? Stream.concat(
                from.privateAddresses().stream().flatMap(it -> it.publicAddress().stream()),
                from.ipv6Addresses().stream())
            .toList()
        : List.of();
  }

  /**
   * One requirement for each gateway that the interface's routes lead to; none where there is none.
   */
  List<Requirement> ways(NetworkInterface from) {
    String subnetId = from.subnetId().orElse("");
    String vpcId = from.vpcId().orElse("");
    if (!(routes.of(subnetId, vpcId) instanceof Routes.Lookup.Found found)) {
      return List.of();
    }
    List<Requirement> ways = new ArrayList<>();
    for (Routes.Leg leg : found.table().legs()) {
      if (leg.blackhole()) {
        continue;
      }
      if (leg.target().startsWith("nat-") && leg.addresses().possibly().overlaps(NAT64)) {
        ways.add(nat64(from, found.table(), leg));
      }
      if (leg.addresses().possibly().overlaps(AddressSet.INTERNET_IPV4)) {
        if (leg.target().startsWith("nat-")) {
          List<Hop.Gate> gates = new ArrayList<>();
          gates.add(new Hop.Gate("ipv4-address", ipv4(from)));
          gates.addAll(nat(leg, from, false));
          ways.add(way("nat-gateway", from, found.table(), leg, false, gates));
        } else if (leg.target().startsWith("igw-")) {
          ways.add(way("internet-gateway", from, found.table(), leg, false, direct(from, false)));
        } else if (leg.target().startsWith(CARRIER_GATEWAY)) {
          ways.add(way("carrier-gateway", from, found.table(), leg, false, overCarrier(from)));
        } else if (leg.target().startsWith("tgw-")) {
          ways.addAll(overGateway(from, found.table(), leg));
        }
      }
      if (leg.addresses().possibly().overlaps(AddressSet.INTERNET_IPV6)) {
        if (leg.target().startsWith("eigw-")) {
          ways.add(
              way(
                  "egress-only-internet-gateway",
                  from,
                  found.table(),
                  leg,
                  true,
                  egressOnly(from)));
        } else if (leg.target().startsWith("igw-") && !from.ipv6Addresses().isEmpty()) {
          ways.add(way("internet-gateway", from, found.table(), leg, true, direct(from, true)));
        }
      }
    }
    return ways;
  }

  private Verdict ipv4(NetworkInterface from) {
    Call call = ec2.told(from);
    return from.privateAddresses().isEmpty()
        ? Verdict.notMet(call, "has no IPv4 address")
        : Verdict.met(call, "has the IPv4 address " + from.privateAddresses().getFirst().address());
  }

  /**
   * IPv6 to the IPv4 internet, where the subnet's resolver makes the addresses up. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and
   * NAT64</a>.
   */
  private Requirement nat64(NetworkInterface from, Routes.Table table, Routes.Leg leg) {
    List<Hop.Gate> gates = new ArrayList<>();
    gates.add(new Hop.Gate("ipv6-address", ipv6(from)));
    gates.add(
        new Hop.Gate(
            "dns64",
            resolver.dns64(subnets.find(from.subnetId().orElse("")), from.vpcId().orElse(""))));
    gates.addAll(nat(leg, from, true));
    return Requirement.allOf("nat64", hops(from, table, leg, NAT64, gates));
  }

  private List<Requirement> hops(
      NetworkInterface from,
      Routes.Table table,
      Routes.Leg leg,
      AddressSet internet,
      List<Hop.Gate> gates) {
    List<Hop> hops = new ArrayList<>();
    hops.add(egress(from));
    hops.add(
        new Hop.Filter(
            "route",
            table.call(),
            table.to(leg.target()::equals),
            List.of(new Hop.Part(leg.addresses().possibly(), true, leg.label())),
            "leads elsewhere"));
    hops.add(outAndBack(from.subnetId().orElse(""), List.of(LOW_PORTS)));
    hops.addAll(gates);
    return Journey.walk(anywhere(internet.minus(table.vpc())), hops).hops();
  }

  private Requirement way(
      String id,
      NetworkInterface from,
      Routes.Table table,
      Routes.Leg leg,
      boolean ipv6,
      List<Hop.Gate> gates) {
    List<Requirement> walked =
        new ArrayList<>(hops(from, table, leg, AddressSet.internet(ipv6), gates));
    if (ipv6 && !from.privateAddresses().isEmpty()) {
      walked.add(
          Requirement.of(
              "dual-stack",
              Verdict.unknown(ec2.told(from), "has IPv4 addresses as well", DUAL_STACK)));
    }
    return Requirement.allOf(id, walked);
  }

  /** Over a transit gateway to the NAT gateways of another VPC. */
  private List<Requirement> overGateway(NetworkInterface from, Routes.Table table, Routes.Leg leg) {
    List<Requirement> ways = new ArrayList<>();
    for (CentralWays.Way each : central.ways(from, leg)) {
      List<Hop.Gate> gates = new ArrayList<>();
      gates.add(new Hop.Gate("ipv4-address", ipv4(from)));
      gates.addAll(each.gates());
      each.out().ifPresent(it -> gates.addAll(nat(it, from, false)));
      ways.add(way("transit-gateway", from, table, leg, false, gates));
    }
    return ways;
  }

  static AddressBounds anywhere(AddressSet internet) {
    return AddressBounds.upTo(internet, List.of(SOMEWHERE));
  }

  private Hop.Filter egress(NetworkInterface from) {
    Admission out = groups.egress(from.groupIds(), HTTPS);
    return new Hop.Filter(
        "source-egress",
        groups.call(),
        out.bounds(),
        out.ranges().stream().map(it -> new Hop.Part(it.addresses(), true, it.hop())).toList(),
        "no group of the interface lets tcp 443 out");
  }

  /**
   * The ACL of a subnet: out to a port, and answers in to some port that was chosen there.
   *
   * @param low what is in doubt of ports below 1024; none where they are never chosen
   */
  private Hop.Filter outAndBack(String subnetId, List<Cause> low) {
    Acls.Edge edge = acls.of(subnetId);
    return new Hop.Filter(
        "network-acl",
        edge.call(),
        edge.out(HTTPS).intersect(answers(edge.answersIn(), edge, low)),
        List.of(),
        "leaves no way out on tcp " + HTTPS + " and back");
  }

  static AddressBounds answers(List<AclRules.Span> spans, Acls.Edge edge, List<Cause> low) {
    AddressBounds answers = AddressBounds.NONE;
    for (AclRules.Span span : spans) {
      if (span.to() >= AclRules.COMMON) {
        answers = answers.union(AddressBounds.upTo(span.lets(), edge.doubts()));
      } else if (!low.isEmpty()) {
        answers = answers.union(AddressBounds.upTo(span.lets(), low));
      }
    }
    return answers;
  }

  /**
   * By the internet gateway, from the address that the agent sends from: of IPv4 the primary one,
   * unless the system was told otherwise.
   */
  private List<Hop.Gate> direct(NetworkInterface from, boolean ipv6) {
    return List.of(
        new Hop.Gate("public-address", ipv6 ? anyPublic(from, true) : sending(from)),
        new Hop.Gate("block-public-access", out(from, false)));
  }

  private Verdict sending(NetworkInterface from) {
    Verdict any = anyPublic(from, false);
    boolean sure =
        from.privateAddresses().stream()
            .filter(it -> it.publicAddress().isEmpty())
            .allMatch(it -> it.primary().equals(Optional.of(false)));
    return any instanceof Verdict.NotMet || sure
        ? any
        : Verdict.unknown(
            ec2.told(from), "has a public address on some of its private addresses only", SENDER);
  }

  private Verdict anyPublic(NetworkInterface from, boolean ipv6) {
    List<Verdict> addresses =
        publicAddresses.of(from, true).stream()
            .filter(it -> it.ipv6() == ipv6)
            .map(it -> it.publicAddress().verdict())
            .toList();
    return addresses.isEmpty()
        ? Verdict.notMet(ec2.told(from), "has no public address for the internet gateway")
        : Kleene.anyOf(addresses);
  }

  /** The gateway translates to the carrier's address; VPC block public access knows none of it. */
  private List<Hop.Gate> overCarrier(NetworkInterface from) {
    Call call = ec2.told(from);
    Verdict address =
        from.privateAddresses().stream()
            .flatMap(it -> it.carrierAddress().stream())
            .findFirst()
            .map(it -> Verdict.met(call, "has the carrier address " + it))
            .orElseGet(() -> Verdict.notMet(call, "has no address for the carrier gateway"));
    return List.of(new Hop.Gate("carrier-address", address));
  }

  private Verdict out(NetworkInterface from, boolean outOnly) {
    return publicBlock.out(from.subnetId().orElse(""), from.vpcId().orElse(""), outOnly);
  }

  private Verdict ipv6(NetworkInterface from) {
    Call call = ec2.told(from);
    return from.ipv6Addresses().isEmpty()
        ? Verdict.notMet(call, "has no IPv6 address")
        : Verdict.met(call, "has the IPv6 address " + from.ipv6Addresses().getFirst());
  }

  /** From an address that the internet may know; no answer finds its way to another one. */
  private List<Hop.Gate> egressOnly(NetworkInterface from) {
    List<Verdict> addresses =
        from.ipv6Addresses().stream().map(it -> publicAddresses.global(from, it)).toList();
    return List.of(
        new Hop.Gate("ipv6-address", addresses.isEmpty() ? ipv6(from) : Kleene.anyOf(addresses)),
        new Hop.Gate("block-public-access", out(from, true)));
  }

  private List<Hop.Gate> nat(Routes.Leg leg, NetworkInterface from, boolean ipv6) {
    NatGateway nat = natGateways.get(leg.target());
    if (nat == null) {
      Cause why =
          Observed.gap(ec2.natGateways())
              .orElse(new Cause.Undecided("A NAT gateway is referenced but not listed."));
      return List.of(new Hop.Gate("nat-state", Verdict.unknown(List.of(why))));
    }
    Call call = ec2.natGateways().call().about(nat.id());
    String fact =
        "is a "
            + (nat.publicConnectivity() ? "public" : "private")
            + " NAT gateway in state "
            + nat.state();
    boolean works = nat.state().equals("available") && nat.publicConnectivity();
    List<Hop.Gate> gates = new ArrayList<>();
    gates.add(
        new Hop.Gate("nat-state", works ? Verdict.met(call, fact) : Verdict.notMet(call, fact)));
    if (nat.subnetId().isPresent()) {
      String subnetId = nat.subnetId().get();
      gates.add(new Hop.Gate("nat-route", natRoute(routes.of(subnetId, nat.vpcId()))));
      gates.add(new Hop.Gate("nat-network-acl", natAcl(subnetId, from, ipv6)));
      gates.add(new Hop.Gate("block-public-access", natOut(subnetId, nat.vpcId(), from)));
    } else {
      gates.add(new Hop.Gate("nat-route", natRoute(ofRegional(nat))));
      gates.add(new Hop.Gate("block-public-access", natOut(nat.vpcId(), from)));
    }
    return gates;
  }

  /**
   * A regional one stands in no subnet and has a table of its own. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html">regional NAT
   * gateways</a>.
   */
  private Routes.Lookup ofRegional(NatGateway nat) {
    return nat.routeTableId()
        .map(routes::named)
        .orElseGet(() ->
            new Routes.Lookup.Missing(
                new Cause.Undecided("The route table of a regional NAT gateway is not told.")));
  }

  private Verdict natRoute(Routes.Lookup table) {
    return switch (table) {
      case Routes.Lookup.Missing missing -> Verdict.unknown(List.of(missing.cause()));
      case Routes.Lookup.Found found ->
          new Hop.Filter(
                  "nat-route",
                  found.table().call(),
                  found
                      .table()
                      .to("igw-")
                      .union(
                          AddressBounds.upTo(
                              found.table().to(PrivateWays::leadsBeyond).possibly(),
                              List.of(
                                  new Cause.Undecided(
                                      "The NAT gateway's own way out leads to another network.")))),
                  found.table().parts(it -> it.target().startsWith("igw-")),
                  "the NAT gateway has no route to an internet gateway")
              .judge(anywhere(AddressSet.INTERNET_IPV4.minus(found.table().vpc())));
    };
  }

  /**
   * The NAT gateway's subnet: in from the interface, out to the internet, and answers back to both.
   * It never chooses a port below 1024.
   */
  private Verdict natAcl(String subnetId, NetworkInterface from, boolean ipv6) {
    if (from.subnetId().filter(subnetId::equals).isPresent()) {
      return Verdict.met(
          ec2.natGateways().call().about(subnetId), "the NAT gateway is in the same subnet");
    }
    Acls.Edge edge = acls.of(subnetId);
    Hop.Filter arriving =
        new Hop.Filter(
            "nat-network-acl", edge.call(), edge.in(HTTPS), List.of(), "does not let 443 in");
    Hop.Filter answered =
        new Hop.Filter(
            "nat-network-acl",
            edge.call(),
            answers(edge.answersOut(), edge, List.of(LOW_PORTS)),
            List.of(),
            "does not let answers out to the interface");
    AddressBounds clients =
        AddressBounds.exactly(Point.addresses(from)).intersect(AddressSet.family(ipv6));
    return Kleene.allOf(
        List.of(
            arriving.judge(clients),
            answered.judge(clients),
            outAndBack(subnetId, List.of()).judge(anywhere(AddressSet.INTERNET_IPV4))));
  }

  /** Whether an exclusion must hold both subnets is not confirmed: it decides where both agree. */
  private Verdict natOut(String subnetId, String vpcId, NetworkInterface from) {
    Verdict theirs = publicBlock.out(subnetId, vpcId, true);
    Verdict own = out(from, true);
    if (theirs instanceof Verdict.NotMet || own.answer() == theirs.answer()) {
      return theirs;
    }
    return theirs instanceof Verdict.Unknown
        ? theirs
        : Verdict.unknown(
            ec2.blockPublicAccessExclusions().call(),
            "excludes the NAT gateway's subnet and not the instance's",
            "Whether block public access looks at the instance's subnet behind a NAT gateway is not"
                + " confirmed.");
  }

  /** Of one that names no subnet, such as one for a whole region: the VPC's exclusions count. */
  private Verdict natOut(String vpcId, NetworkInterface from) {
    Verdict theirs = publicBlock.out("", vpcId, true);
    return theirs.answer() == out(from, true).answer()
        ? theirs
        : Verdict.unknown(
            ec2.blockPublicAccessExclusions().call(),
            "excludes the instance's subnet and not the VPC",
            "How block public access looks at a NAT gateway that names no subnet is not confirmed.");
  }

  /** The endpoints that a route table leads to for the addresses of S3. */
  List<Requirement> gatewayEndpoints(NetworkInterface from) {
    String subnetId = from.subnetId().orElse("");
    if (!(routes.of(subnetId, from.vpcId().orElse("")) instanceof Routes.Lookup.Found found)) {
      return List.of();
    }
    List<Requirement> ways = new ArrayList<>();
    for (VpcEndpoint endpoint : Observed.items(ec2.vpcEndpoints())) {
      boolean leads =
          endpoint.type().equals("Gateway")
              && endpoint.serviceName().endsWith(".s3")
              && endpoint.routeTableIds().contains(found.table().id());
      if (leads) {
        Call call = ec2.vpcEndpoints().call().about(endpoint.id());
        Verdict state =
            endpoint.isAvailable()
                ? Verdict.met(call, "is available")
                : Verdict.notMet(call, "is in state " + endpoint.state());
        AddressBounds s3 =
            prefixLists
                .service("s3")
                .intersect(AddressSet.family(from.privateAddresses().isEmpty()));
        Journey journey =
            Journey.walk(
                s3,
                List.of(
                    new Hop.Gate("endpoint-state", state),
                    egress(from),
                    outAndBack(subnetId, List.of(LOW_PORTS))));
        ways.add(journey.requirement("gateway-endpoint"));
      }
    }
    return ways;
  }
}
