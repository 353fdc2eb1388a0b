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

/**
 * The ways out of an interface to a public address of AWS on port 443. Which address that is nobody
 * tells, so that a way must be open to all of the internet to count, and shut to all of it to be
 * refused.
 */
final class InternetWays {

  private static final int HTTPS = 443;

  private static final Cause SOMEWHERE =
      new Cause.Undecided(
          "A part of the internet is open, and whether the service's addresses are in it is not"
              + " known.");
  private static final String DUAL_STACK =
      "The agent uses IPv6 only where it is set to dual-stack endpoints, which no API shows.";

  private final Ec2Snapshot ec2;
  private final PublicAddresses publicAddresses;
  private final PublicBlock publicBlock;
  private final PrefixLists prefixLists;
  private final Groups groups;
  private final Routes routes;
  private final Acls acls;
  private final Map<String, NatGateway> natGateways;

  InternetWays(
      Ec2Snapshot ec2,
      PublicAddresses publicAddresses,
      PublicBlock publicBlock,
      PrefixLists prefixLists,
      Groups groups,
      Routes routes,
      Acls acls) {
    this.ec2 = ec2;
    this.publicAddresses = publicAddresses;
    this.publicBlock = publicBlock;
    this.prefixLists = prefixLists;
    this.groups = groups;
    this.routes = routes;
    this.acls = acls;
    this.natGateways = Index.by(Observed.items(ec2.natGateways()), NatGateway::id);
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
      if (leg.addresses().possibly().overlaps(AddressSet.INTERNET_IPV4)) {
        if (leg.target().startsWith("nat-")) {
          ways.add(way("nat-gateway", from, found.table(), leg, false, nat(leg, from)));
        } else if (leg.target().startsWith("igw-")) {
          ways.add(way("internet-gateway", from, found.table(), leg, false, direct(from, false)));
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

  private Requirement way(
      String id,
      NetworkInterface from,
      Routes.Table table,
      Routes.Leg leg,
      boolean ipv6,
      List<Hop.Gate> gates) {
    AddressSet internet = AddressSet.internet(ipv6);
    List<Hop> hops = new ArrayList<>();
    hops.add(egress(from));
    hops.add(
        new Hop.Filter(
            "route",
            table.call(),
            table.to(leg.target()::equals),
            List.of(new Hop.Part(leg.addresses().possibly(), true, leg.label())),
            "leads elsewhere"));
    hops.add(outAndBack(from.subnetId().orElse(""), HTTPS));
    hops.addAll(gates);
    List<Requirement> walked =
        new ArrayList<>(Journey.walk(anywhere(internet.minus(table.vpc())), hops).hops());
    if (ipv6 && !from.privateAddresses().isEmpty()) {
      walked.add(
          Requirement.of(
              "dual-stack",
              Verdict.unknown(
                  ec2.networkInterfaces().call().about(from.id()),
                  "has IPv4 addresses as well",
                  DUAL_STACK)));
    }
    return Requirement.allOf(id, walked);
  }

  private static AddressBounds anywhere(AddressSet internet) {
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
   * The ACL of the interface's own subnet: out to a port, and answers in to some port of its own.
   */
  private Hop.Filter outAndBack(String subnetId, int port) {
    Acls.Edge edge = acls.of(subnetId);
    AddressBounds back =
        edge.answersIn().stream()
            .map(it -> AddressBounds.upTo(it.lets(), edge.doubts()))
            .reduce(AddressBounds.NONE, AddressBounds::union);
    return new Hop.Filter(
        "network-acl",
        edge.call(),
        edge.out(port).intersect(back),
        List.of(),
        "leaves no way out on tcp " + port + " and back");
  }

  /** From a public address of the interface by the internet gateway. */
  private List<Hop.Gate> direct(NetworkInterface from, boolean ipv6) {
    List<Verdict> addresses =
        publicAddresses.of(from, true).stream()
            .filter(it -> it.ipv6() == ipv6)
            .map(it -> it.publicAddress().verdict())
            .toList();
    Verdict address =
        addresses.isEmpty()
            ? Verdict.notMet(
                ec2.networkInterfaces().call().about(from.id()),
                "has no public address for the internet gateway")
            : Kleene.anyOf(addresses);
    return List.of(
        new Hop.Gate("public-address", address),
        new Hop.Gate("block-public-access", out(from, false)));
  }

  private Verdict out(NetworkInterface from, boolean outOnly) {
    return publicBlock.out(from.subnetId().orElse(""), from.vpcId().orElse(""), outOnly);
  }

  private List<Hop.Gate> egressOnly(NetworkInterface from) {
    Verdict address =
        from.ipv6Addresses().isEmpty()
            ? Verdict.notMet(ec2.networkInterfaces().call().about(from.id()), "has no IPv6 address")
            : Verdict.met(
                ec2.networkInterfaces().call().about(from.id()),
                "has the IPv6 address " + from.ipv6Addresses().getFirst());
    return List.of(
        new Hop.Gate("ipv6-address", address),
        new Hop.Gate("block-public-access", out(from, true)));
  }

  private List<Hop.Gate> nat(Routes.Leg leg, NetworkInterface from) {
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
      gates.add(new Hop.Gate("nat-route", natRoute(subnetId, nat.vpcId())));
      gates.add(new Hop.Gate("nat-network-acl", natAcl(subnetId, from)));
      gates.add(new Hop.Gate("block-public-access", natOut(subnetId, nat.vpcId(), from)));
    }
    return gates;
  }

  private Verdict natRoute(String subnetId, String vpcId) {
    return switch (routes.of(subnetId, vpcId)) {
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
                  "the NAT gateway's subnet has no route to an internet gateway")
              .judge(anywhere(AddressSet.INTERNET_IPV4.minus(found.table().vpc())));
    };
  }

  /** The NAT gateway's subnet: in from the interface, out to the internet, and answers back. */
  private Verdict natAcl(String subnetId, NetworkInterface from) {
    if (from.subnetId().filter(subnetId::equals).isPresent()) {
      return Verdict.met(
          ec2.natGateways().call().about(subnetId), "the NAT gateway is in the same subnet");
    }
    Acls.Edge edge = acls.of(subnetId);
    Hop.Filter arriving =
        new Hop.Filter(
            "nat-network-acl", edge.call(), edge.in(HTTPS), List.of(), "does not let 443 in");
    return Kleene.allOf(
        List.of(
            arriving.judge(AddressBounds.exactly(Point.ipv4(from))),
            outAndBack(subnetId, HTTPS).judge(anywhere(AddressSet.INTERNET_IPV4))));
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
            endpoint.state().equalsIgnoreCase("available")
                ? Verdict.met(call, "is available")
                : Verdict.notMet(call, "is in state " + endpoint.state());
        AddressBounds s3 = prefixLists.service("s3");
        Journey journey =
            Journey.walk(
                s3,
                List.of(
                    new Hop.Gate("endpoint-state", state),
                    egress(from),
                    outAndBack(subnetId, HTTPS)));
        ways.add(journey.requirement("gateway-endpoint"));
      }
    }
    return ways;
  }
}
