package dev.loginpath.network;

import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an interface reaches an AWS service on port 443: an interface endpoint whose private DNS name
 * takes the service's place, else a gateway endpoint or the internet. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html">VPC
 * endpoints for Systems Manager</a>.
 */
final class Egress {

  private static final int HTTPS = 443;

  private static final Verdict NO_ENDPOINT = Verdict.notMet("loginpath", "no endpoint");

  private record Question(String networkInterfaceId, String service, String region) {}

  private final Ec2Snapshot ec2;
  private final Routes routes;
  private final Subnets subnets;
  private final Between between;
  private final InternetWays internet;
  private final TransitGateways transit;
  private final Map<String, NetworkInterface> interfaces;
  private final Map<Question, Requirement> answered = new HashMap<>();

  Egress(
      Ec2Snapshot ec2,
      Routes routes,
      Subnets subnets,
      Between between,
      InternetWays internet,
      TransitGateways transit) {
    this.ec2 = ec2;
    this.routes = routes;
    this.subnets = subnets;
    this.between = between;
    this.internet = internet;
    this.transit = transit;
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
  }

  /** To the service of the region in which the interface stands. */
  Requirement to(NetworkInterface from, String service) {
    return to(from, service, home());
  }

  /**
   * To the service of some region: a gateway endpoint leads to its own region's alone, an interface
   * endpoint to that of the region in its service name. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html">gateway
   * endpoints for S3</a> and <a
   * href="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html">services
   * of other regions</a>.
   */
  Requirement to(NetworkInterface from, String service, String region) {
    Question question = new Question(from.id(), service, region);
    return answered.computeIfAbsent(question, it -> answer(from, service, region));
  }

  /** How requests leave for a service of the region: by the name that is in force. */
  Exit exit(NetworkInterface from, String service) {
    List<VpcEndpoint> inForce = new ArrayList<>();
    List<Verdict> shadows = new ArrayList<>();
    for (VpcEndpoint endpoint : endpoints(from, service, home())) {
      Verdict verdict = inForce(endpoint);
      shadows.add(verdict);
      if (!(verdict instanceof Verdict.NotMet)) {
        inForce.add(endpoint);
      }
    }
    Observed.gap(ec2.vpcEndpoints()).ifPresent(it -> shadows.add(Verdict.unknown(List.of(it))));
    boolean untold = centralEndpoint(from).isPresent();
    return switch (shadows.isEmpty() ? NO_ENDPOINT : Kleene.anyOf(shadows)) {
      case Verdict.Met met -> new Exit.Endpoints(inForce);
      case Verdict.NotMet notMet ->
          untold ? new Exit.Untold() : new Exit.Internet(internet.addressesOf(from));
      case Verdict.Unknown unknown -> new Exit.Untold();
    };
  }

  private String home() {
    return ec2.vpcEndpoints().call().region();
  }

  private Requirement answer(NetworkInterface from, String service, String region) {
    List<Requirement> through = new ArrayList<>();
    List<Verdict> shadows = new ArrayList<>();
    for (VpcEndpoint endpoint : endpoints(from, service, region)) {
      Verdict inForce = inForce(endpoint);
      shadows.add(inForce);
      through.add(through(endpoint, inForce, from));
    }
    Optional<Cause> gap = Observed.gap(ec2.vpcEndpoints());
    gap.ifPresent(it -> shadows.add(Verdict.unknown(List.of(it))));
    List<Requirement> other = new ArrayList<>();
    if (service.equals("s3") && region.equals(home())) {
      other.addAll(internet.gatewayEndpoints(from));
    }
    other.addAll(internet.ways(from));
    centralEndpoint(from).ifPresent(other::add);
    if (other.isEmpty()) {
      other.add(Requirement.of("internet", nowhere(from, service, region)));
    }
    return decide("way-to-" + service, shadows, through, other);
  }

  /**
   * An endpoint's private DNS name shadows the public one: where it is in force, no other way is
   * tried. Where that cannot be told, both answers must agree.
   */
  private static Requirement decide(
      String id, List<Verdict> shadows, List<Requirement> through, List<Requirement> other) {
    Verdict shadowed = shadows.isEmpty() ? NO_ENDPOINT : Kleene.anyOf(shadows);
    return switch (shadowed) {
      case Verdict.Met met -> explained(id, through, other);
      case Verdict.NotMet notMet -> explained(id, other, through);
      case Verdict.Unknown unknown -> {
        Verdict outside = Requirement.anyOf(id, other).verdict();
        boolean agreed =
            !through.isEmpty()
                && Requirement.anyOf(id, through).verdict().answer() == outside.answer();
        List<Requirement> all = Stream.concat(through.stream(), other.stream()).toList();
        yield Requirement.explained(id, agreed ? outside : unknown, all);
      }
    };
  }

  private static Requirement explained(
      String id, List<Requirement> deciding, List<Requirement> refused) {
    List<Requirement> all = new ArrayList<>(deciding);
    refused.forEach(it -> all.add(it.asInformative()));
    return Requirement.anyOf(id, all);
  }

  private List<VpcEndpoint> endpoints(NetworkInterface from, String service, String region) {
    String name = "." + region + "." + service;
    return Observed.items(ec2.vpcEndpoints()).stream()
        .filter(it -> it.type().equals("Interface"))
        .filter(it -> it.vpcId().equals(from.vpcId().orElse("")))
        .filter(it -> it.serviceName().endsWith(name))
        .toList();
  }

  /** Whether the service's own name leads to the endpoint. */
  private Verdict inForce(VpcEndpoint endpoint) {
    Call call = ec2.vpcEndpoints().call().about(endpoint.id());
    Verdict state =
        endpoint.isAvailable()
            ? Verdict.met(call, "is available")
            : Verdict.notMet(call, "is in state " + endpoint.state());
    Verdict name =
        !endpoint.privateDns()
            ? Verdict.notMet(call, "has no private DNS, so that the service's name leads past it")
            : endpoint.privateDnsForInboundResolversOnly().orElse(false)
                ? Verdict.notMet(call, "has private DNS for those outside the VPC only")
                : Verdict.met(call, "has private DNS");
    return Kleene.allOf(List.of(state, name, dns(endpoint.vpcId()), nameServers(endpoint.vpcId())));
  }

  /**
   * Servers of one's own answer with the endpoint's addresses where they forward to AWS's resolver,
   * which no API shows. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html">DHCP options</a>.
   */
  private Verdict nameServers(String vpcId) {
    Optional<Vpc> vpc =
        Observed.items(ec2.vpcs()).stream().filter(it -> it.id().equals(vpcId)).findFirst();
    if (vpc.isEmpty()) {
      return Observed.gap(ec2.vpcs())
          .map(it -> Verdict.unknown(List.of(it)))
          .orElseGet(() -> Verdict.met(ec2.vpcs().call(), "names no DHCP options of the VPC"));
    }
    String id = vpc.get().dhcpOptionsId().orElse("");
    Optional<DhcpOptions> options =
        Observed.items(ec2.dhcpOptions()).stream().filter(it -> it.id().equals(id)).findFirst();
    Call call = ec2.dhcpOptions().call().about(id);
    if (options.isEmpty()) {
      return Observed.gap(ec2.dhcpOptions())
          .map(it -> Verdict.unknown(List.of(it)))
          .orElseGet(() -> Verdict.met(ec2.dhcpOptions().call(), "names no servers of the VPC"));
    }
    String servers = String.join(", ", options.get().nameServers());
    return options.get().leavesNamesToAmazon()
        ? Verdict.met(call, "leaves names to AWS's resolver")
        : Verdict.unknown(
            call,
            "the DHCP options " + id + " name the DNS servers " + servers,
            "Instances of the VPC ask own DNS servers, by its DHCP options "
                + id
                + ": own DNS servers must forward AWS's names to AWS's resolver, and no API shows"
                + " whether they do.");
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

  /** The endpoint has an interface in each of its subnets; one that answers is enough. */
  private Requirement through(VpcEndpoint endpoint, Verdict inForce, NetworkInterface from) {
    Point client = Point.of(from);
    List<Requirement> ways = new ArrayList<>();
    for (String id : endpoint.networkInterfaceIds()) {
      Optional.ofNullable(interfaces.get(id))
          .filter(it -> !it.privateAddresses().isEmpty() || !it.ipv6Addresses().isEmpty())
          .ifPresent(it -> ways.add(reached(client, endpoint, Point.of(it))));
    }
    if (ways.isEmpty()) {
      endpoint
          .subnetIds()
          .forEach(it -> ways.add(reached(client, endpoint, unlisted(endpoint, it))));
    }
    Requirement way =
        switch (ways.size()) {
          case 0 ->
              Requirement.of(
                  "endpoint-subnet",
                  Verdict.unknown(
                      ec2.vpcEndpoints().call().about(endpoint.id()),
                      "names no subnet",
                      "The subnets of an endpoint are not told."));
          case 1 -> ways.getFirst();
          default -> Requirement.anyOf("endpoint-subnet", ways);
        };
    return Requirement.allOf(
        "vpc-endpoint", List.of(Requirement.of("endpoint-name", inForce), way));
  }

  private Requirement reached(Point client, VpcEndpoint endpoint, Point interfaceOfEndpoint) {
    Point server =
        new Point(
            endpoint.id(),
            endpoint.vpcId(),
            interfaceOfEndpoint.subnetId(),
            endpoint.groupIds(),
            true,
            interfaceOfEndpoint.addresses());
    return between.requirement("endpoint-subnet", client, server, HTTPS);
  }

  /** An interface that was not listed has some address of its subnet. */
  private Point unlisted(VpcEndpoint endpoint, String subnetId) {
    AddressSet range =
        subnets
            .find(subnetId)
            .flatMap(Subnet::cidr)
            .flatMap(AddressSet::parse)
            .orElse(AddressSet.ALL_IPV4);
    Cause cause =
        Observed.gap(ec2.networkInterfaces())
            .orElse(new Cause.Undecided("The network interface of an endpoint is not listed."));
    return new Point(
        endpoint.id(),
        endpoint.vpcId(),
        subnetId,
        endpoint.groupIds(),
        true,
        AddressBounds.upTo(range, List.of(cause)));
  }

  /** Endpoints may stand in another network, with a DNS zone that leads there. */
  private Optional<Requirement> centralEndpoint(NetworkInterface from) {
    if (!(routes.of(from.subnetId().orElse(""), from.vpcId().orElse(""))
        instanceof Routes.Lookup.Found found)) {
      return Optional.empty();
    }
    List<String> targets =
        found.table().legs().stream()
            .filter(it -> !it.blackhole() && !it.addresses().possibly().isEmpty())
            .filter(it -> PrivateWays.leadsBeyond(it.target()))
            .filter(it -> !it.target().startsWith("tgw-") || leadsOn(it, from))
            .map(Routes.Leg::target)
            .distinct()
            .sorted()
            .toList();
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Requirement.of(
                "network-beyond",
                Verdict.unknown(
                    found.table().call(),
                    "leads to " + String.join(", ", targets),
                    "An endpoint or a way out may stand in a network that this account does not"
                        + " show.")));
  }

  /** A transit gateway hands something of what a route sends into it to anything. */
  private boolean leadsOn(Routes.Leg leg, NetworkInterface from) {
    String vpcId = from.vpcId().orElse("");
    TransitAttachments.Door door = transit.door(leg.target(), from.subnetId().orElse(""), vpcId);
    return transit.from(leg.target(), vpcId).stream()
        .map(it -> it.addresses().intersect(door.open()).intersect(leg.addresses()))
        .anyMatch(it -> !it.possibly().isEmpty());
  }

  private Verdict nowhere(NetworkInterface from, String service, String region) {
    return switch (routes.of(from.subnetId().orElse(""), from.vpcId().orElse(""))) {
      case Routes.Lookup.Missing missing -> Verdict.unknown(List.of(missing.cause()));
      case Routes.Lookup.Found found ->
          Verdict.notMet(
              found.table().call(),
              "has no way to "
                  + (region.equals(home())
                      ? service
                      : service + " of " + (region.isEmpty() ? "another region" : region))
                  + ": no endpoint, NAT or internet gateway");
    };
  }
}
