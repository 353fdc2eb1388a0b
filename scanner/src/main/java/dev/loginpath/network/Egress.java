package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.VpcDns;
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

/**
 * How an interface reaches an AWS service on port 443: an interface endpoint whose private DNS name
 * takes the service's place, else the internet by NAT gateway or public address. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html">VPC
 * endpoints for Systems Manager</a>.
 */
final class Egress {

  private static final int HTTPS = 443;
  private static final String NOT_SEEN =
      "A way other than an interface endpoint, a NAT gateway or a public address is not evaluated"
          + " yet.";

  private final Ec2Snapshot ec2;
  private final Groups groups;
  private final Routes routes;
  private final Subnets subnets;
  private final Map<String, NetworkInterface> interfaces;

  Egress(Ec2Snapshot ec2, Groups groups, Routes routes, Subnets subnets) {
    this.ec2 = ec2;
    this.groups = groups;
    this.routes = routes;
    this.subnets = subnets;
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
  }

  Requirement to(NetworkInterface from, String service) {
    String id = "way-to-" + service;
    List<VpcEndpoint> endpoints =
        Observed.items(ec2.vpcEndpoints()).stream()
            .filter(it -> it.type().equals("Interface") && it.privateDns())
            .filter(it -> it.vpcId().equals(from.vpcId().orElse("")))
            .filter(it -> it.serviceName().endsWith("." + service))
            .toList();
    if (!endpoints.isEmpty()) {
      // Its private DNS name shadows the public one: no other way is tried.
      return Requirement.anyOf(id, endpoints.stream().map(it -> through(it, from)).toList());
    }
    Optional<Cause> gap = Observed.gap(ec2.vpcEndpoints());
    if (gap.isPresent()) {
      return Requirement.of(id, Verdict.unknown(List.of(gap.get())));
    }
    return Requirement.explained(id, internet(from, service), List.of());
  }

  private Requirement through(VpcEndpoint endpoint, NetworkInterface from) {
    Call call = ec2.vpcEndpoints().call().about(endpoint.id());
    Verdict state =
        endpoint.state().equalsIgnoreCase("available")
            ? Verdict.met(call, "is available with private DNS")
            : Verdict.notMet(call, "is in state " + endpoint.state());
    return Requirement.allOf(
        "vpc-endpoint",
        List.of(
            Requirement.of("endpoint-state", state),
            Requirement.of("vpc-dns", dns(endpoint.vpcId())),
            Requirement.of("security-group", admitted(endpoint, from)),
            Requirement.of("network-acl", acl(endpoint, from))));
  }

  private Verdict dns(String vpcId) {
    Optional<VpcDns> dns = ec2.vpcDns().stream().filter(it -> it.vpcId().equals(vpcId)).findFirst();
    if (dns.isEmpty()) {
      return Verdict.unknown(
          List.of(new Cause.Undecided("The DNS attributes of a VPC were not read.")));
    }
    return Kleene.allOf(
        List.of(
            attribute(dns.get().support(), "DNS support"),
            attribute(dns.get().hostnames(), "DNS hostnames")));
  }

  private static Verdict attribute(Observed<Boolean> attribute, String name) {
    return switch (attribute) {
      case Observed.Known<Boolean> known when known.value() ->
          Verdict.met(known.call(), name + " on");
      case Observed.Known<Boolean> known -> Verdict.notMet(known.call(), name + " off");
      case Observed.Absent<Boolean> absent -> Verdict.notMet(absent.call(), name + " off");
      case Observed.Unseen<Boolean> unseen -> Verdict.unknown(unseen);
    };
  }

  private Verdict admitted(VpcEndpoint endpoint, NetworkInterface from) {
    AddressSet address = addresses(from);
    AddressSet destination =
        endpoint.networkInterfaceIds().stream()
            .flatMap(it -> Optional.ofNullable(interfaces.get(it)).stream())
            .map(Egress::addresses)
            .reduce(AddressSet.EMPTY, AddressSet::union);
    Admission in = groups.ingress(endpoint.groupIds(), HTTPS);
    Admission out = groups.egress(from.groupIds(), HTTPS);
    boolean admits =
        in.groups().stream().anyMatch(it -> from.groupIds().contains(it.peer().groupId()))
            || in.addresses().overlaps(address);
    boolean lets =
        out.groups().stream().anyMatch(it -> endpoint.groupIds().contains(it.peer().groupId()))
            || (!destination.isEmpty() && out.addresses().overlaps(destination))
            || out.addresses().containsAll(AddressSet.ALL_IPV4);
    Call call = groups.call();
    return Kleene.allOf(
        List.of(
            decide(call, admits, in.doubts(), "the endpoint's groups admit the instance on 443"),
            decide(call, lets, out.doubts(), "the instance's groups let 443 out")));
  }

  private static Verdict decide(Call call, boolean met, List<Cause> doubts, String claim) {
    if (met) {
      return Verdict.met(call, claim);
    }
    return doubts.isEmpty() ? Verdict.notMet(call, "not true: " + claim) : Verdict.unknown(doubts);
  }

  private Verdict acl(VpcEndpoint endpoint, NetworkInterface from) {
    List<Verdict> edges = new ArrayList<>();
    edges.add(subnets.acl(from.subnetId().orElse(""), false));
    endpoint.subnetIds().forEach(it -> edges.add(subnets.acl(it, false)));
    return Kleene.allOf(edges);
  }

  /** The service's addresses are not known, so a way must be open to all addresses to count. */
  private Verdict internet(NetworkInterface from, String service) {
    Verdict way =
        switch (routes.of(from.subnetId().orElse(""), from.vpcId().orElse(""))) {
          case Routes.Lookup.Missing missing -> Verdict.unknown(List.of(missing.cause()));
          case Routes.Lookup.Found found -> gateway(found.table(), from, service);
        };
    if (way instanceof Verdict.NotMet) {
      return way;
    }
    Admission out = groups.egress(from.groupIds(), HTTPS);
    boolean lets = out.addresses().containsAll(AddressSet.ALL_IPV4);
    Verdict group =
        lets
            ? Verdict.met(groups.call(), "the instance's groups let 443 out to all addresses")
            : Verdict.unknown(
                groups.call(),
                "the instance's groups do not let 443 out to all addresses",
                "The groups may still let the service's own addresses out.");
    return Kleene.allOf(
        List.of(
            way,
            group,
            subnets.acl(from.subnetId().orElse(""), false),
            PublicBlock.off(ec2.blockPublicAccess())));
  }

  private Verdict gateway(Routes.Table table, NetworkInterface from, String service) {
    Call call = routes.call().about(table.id());
    for (Map.Entry<String, AddressSet> route : table.byTarget().entrySet()) {
      boolean toTheInternet = route.getValue().overlaps(AddressSet.ALL_IPV4) && isDefault(route);
      if (toTheInternet && route.getKey().startsWith("nat-")) {
        return nat(route.getKey());
      }
      if (toTheInternet && route.getKey().startsWith("igw-")) {
        boolean hasPublicAddress =
            from.privateAddresses().stream().anyMatch(it -> it.publicAddress().isPresent());
        return hasPublicAddress
            ? Verdict.met(call, "leads to an internet gateway from a public address")
            : Verdict.notMet(
                ec2.networkInterfaces().call().about(from.id()),
                "has no public IPv4 address for the internet gateway");
      }
    }
    boolean other =
        !table.doubts().isEmpty()
            || !RouteVerdicts.targetsBeyond(table).isEmpty()
            || table.byTarget().keySet().stream().anyMatch(it -> it.startsWith("eigw-"));
    return other
        ? Verdict.unknown(
            call, "leads to " + String.join(", ", table.byTarget().keySet()), NOT_SEEN)
        : Verdict.notMet(
            call, "has no way to " + service + ": no endpoint, NAT or internet gateway");
  }

  /** More than half of all IPv4 addresses leave here: the default route, split or not. */
  private static boolean isDefault(Map.Entry<String, AddressSet> route) {
    return route.getValue().ipv4Count().bitLength() >= 32;
  }

  private Verdict nat(String natGatewayId) {
    Optional<NatGateway> nat =
        Observed.items(ec2.natGateways()).stream()
            .filter(it -> it.id().equals(natGatewayId))
            .findFirst();
    if (nat.isEmpty()) {
      return Verdict.unknown(
          List.of(
              Observed.gap(ec2.natGateways())
                  .orElse(new Cause.Undecided("A NAT gateway is referenced but not listed."))));
    }
    Call call = ec2.natGateways().call().about(natGatewayId);
    boolean works = nat.get().state().equals("available") && nat.get().publicConnectivity();
    String fact =
        "is a "
            + (nat.get().publicConnectivity() ? "public" : "private")
            + " NAT gateway in state "
            + nat.get().state();
    return works ? Verdict.met(call, fact) : Verdict.notMet(call, fact);
  }

  private static AddressSet addresses(NetworkInterface networkInterface) {
    return networkInterface.privateAddresses().stream()
        .map(PrivateAddress::address)
        .flatMap(it -> AddressSet.parse(it).stream())
        .reduce(AddressSet.EMPTY, AddressSet::union);
  }
}
