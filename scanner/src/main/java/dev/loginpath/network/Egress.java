package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Resolver resolver;
  private final PrivateNames names;
  private final CentralEndpoints central;
  private final TransitGateways transit;
  private final Map<String, NetworkInterface> interfaces;
  private final Map<Question, Requirement> answered = new HashMap<>();

  Egress(
      Ec2Snapshot ec2,
      Routes routes,
      Subnets subnets,
      Between between,
      InternetWays internet,
      Resolver resolver,
      PrivateNames names,
      TransitGateways transit) {
    this.ec2 = ec2;
    this.routes = routes;
    this.subnets = subnets;
    this.between = between;
    this.internet = internet;
    this.resolver = resolver;
    this.names = names;
    this.central = new CentralEndpoints(ec2, routes, this::way);
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
    boolean untold =
        beyond(from).filter(it -> !(it.verdict() instanceof Verdict.NotMet)).isPresent();
    return switch (shadows.isEmpty() ? NO_ENDPOINT : Kleene.anyOf(shadows)) {
      case Verdict.Met met -> new Exit.Endpoints(inForce);
      case Verdict.NotMet notMet ->
          switch (name(from, service, home())) {
            case PrivateNames.Answer.Public open ->
                untold ? new Exit.Untold() : new Exit.Internet(internet.addressesOf(from));
            case PrivateNames.Answer.Leads leads ->
                central
                    .endpoints(from, leads.targets())
                    .<Exit>map(Exit.Endpoints::new)
                    .orElseGet(Exit.Untold::new);
            case PrivateNames.Answer.Nowhere nowhere -> new Exit.Untold();
            case PrivateNames.Answer.Undecided undecided -> new Exit.Untold();
          };
      case Verdict.Unknown unknown -> new Exit.Untold();
    };
  }

  private PrivateNames.Answer name(NetworkInterface from, String service, String region) {
    return names.of(from.vpcId().orElse(""), service, region, from.privateAddresses().isEmpty());
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
      through.add(
          Requirement.allOf(
              "vpc-endpoint",
              List.of(Requirement.of("endpoint-name", inForce), way(endpoint, from))));
    }
    Optional<Cause> gap = Observed.gap(ec2.vpcEndpoints());
    gap.ifPresent(it -> shadows.add(Verdict.unknown(List.of(it))));
    subnets
        .sharedBy(from.subnetId().orElse(""))
        .ifPresent(owner ->
            shadows.add(
                Verdict.unknown(
                    subnets.call().about(from.subnetId().orElse("")),
                    "is shared by account " + owner,
                    "The VPC endpoints of account "
                        + owner
                        + ", which shares the subnet, cannot be seen from this account.")));
    String id = "way-to-" + service;
    List<Requirement> other = byPublicName(from, service, region);
    return switch (name(from, service, region)) {
      case PrivateNames.Answer.Public open -> decide(id, shadows, through, other, List.of());
      case PrivateNames.Answer.Nowhere nowhere ->
          byZone(id, shadows, through, nowhere.why(), other);
      case PrivateNames.Answer.Undecided undecided ->
          byZone(id, shadows, through, undecided.why(), other);
      case PrivateNames.Answer.Leads leads ->
          decide(
              id,
              shadows,
              through,
              List.of(central.requirement(from, service, region, leads)),
              other);
    };
  }

  private static Requirement byZone(
      String id,
      List<Verdict> shadows,
      List<Requirement> through,
      Verdict why,
      List<Requirement> other) {
    return decide(id, shadows, through, List.of(Requirement.of("hosted-zone", why)), other);
  }

  private List<Requirement> byPublicName(NetworkInterface from, String service, String region) {
    List<Requirement> ways = new ArrayList<>();
    if (service.equals("s3") && region.equals(home())) {
      ways.addAll(internet.gatewayEndpoints(from));
    }
    ways.addAll(internet.ways(from));
    Optional<Requirement> beyond = beyond(from);
    boolean shut = beyond.filter(it -> !(it.verdict() instanceof Verdict.NotMet)).isEmpty();
    if (ways.isEmpty() && shut) {
      ways.add(Requirement.of("internet", nowhere(from, service, region)));
    }
    beyond.ifPresent(ways::add);
    return ways;
  }

  /**
   * An endpoint's private DNS name shadows every other one: where it is in force, no other way is
   * tried. Where that cannot be told, both answers must agree.
   *
   * @param other the ways where it is not
   * @param refused those that are none either way
   */
  private static Requirement decide(
      String id,
      List<Verdict> shadows,
      List<Requirement> through,
      List<Requirement> other,
      List<Requirement> refused) {
    Verdict shadowed = shadows.isEmpty() ? NO_ENDPOINT : Kleene.anyOf(shadows);
    return switch (shadowed) {
      case Verdict.Met met -> explained(id, through, joined(other, refused));
      case Verdict.NotMet notMet -> explained(id, other, joined(through, refused));
      case Verdict.Unknown unknown -> {
        Verdict outside = Requirement.anyOf(id, other).verdict();
        boolean agreed =
            !through.isEmpty()
                && Requirement.anyOf(id, through).verdict().answer() == outside.answer();
        yield Requirement.explained(
            id, agreed ? outside : unknown, joined(joined(through, other), refused));
      }
    };
  }

  private static List<Requirement> joined(List<Requirement> some, List<Requirement> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
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
    return Kleene.allOf(
        List.of(
            state, name, resolver.dns(endpoint.vpcId()), resolver.nameServers(endpoint.vpcId())));
  }

  /** The endpoint has an interface in each of its subnets; one that answers is enough. */
  private Requirement way(VpcEndpoint endpoint, NetworkInterface from) {
    Point client = Point.of(from);
    List<Requirement> ways = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String id : endpoint.networkInterfaceIds()) {
      NetworkInterface each = interfaces.get(id);
      if (each != null && !(each.privateAddresses().isEmpty() && each.ipv6Addresses().isEmpty())) {
        ways.add(reached(client, endpoint, Point.of(each)));
        each.subnetId().ifPresent(seen::add);
      }
    }
    endpoint.subnetIds().stream()
        .filter(it -> !seen.contains(it))
        .forEach(it -> ways.add(reached(client, endpoint, unlisted(endpoint, it))));
    return switch (ways.size()) {
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

  /**
   * By a network beyond the VPC, whose ways out this account may not show. A name that leads to the
   * service's public addresses is not reached by a route to private ranges, nor by peering, which
   * carries the peer's own ranges alone.
   */
  private Optional<Requirement> beyond(NetworkInterface from) {
    if (!(routes.of(from.subnetId().orElse(""), from.vpcId().orElse(""))
        instanceof Routes.Lookup.Found found)) {
      return Optional.empty();
    }
    List<Routes.Leg> legs =
        found.table().legs().stream()
            .filter(it -> !it.blackhole() && !it.addresses().possibly().isEmpty())
            .filter(it -> PrivateWays.leadsBeyond(it.target()))
            .filter(it -> leadsOn(it, from, AddressSet.ALL))
            .toList();
    List<Routes.Leg> outward =
        legs.stream()
            .filter(it -> !it.target().startsWith("pcx-") && leadsOn(it, from, publicTo(from)))
            .toList();
    return legs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Requirement.of(
                "network-beyond",
                outward.isEmpty()
                    ? inward(found.table().call(), "leads to " + targets(legs), from)
                    : Verdict.unknown(
                        found.table().call(),
                        "leads to " + targets(outward),
                        "A way out may stand in a network that this account does not show.")));
  }

  private static String targets(List<Routes.Leg> legs) {
    return String.join(", ", legs.stream().map(Routes.Leg::target).distinct().sorted().toList());
  }

  /** Of the families that the interface has addresses of. */
  private static AddressSet publicTo(NetworkInterface from) {
    return from.ipv6Addresses().isEmpty()
        ? AddressSet.INTERNET_IPV4
        : AddressSet.INTERNET_IPV4.union(AddressSet.INTERNET_IPV6).union(InternetWays.NAT64);
  }

  /** Names of one's own may lead to an endpoint in there. */
  private Verdict inward(Call call, String fact, NetworkInterface from) {
    return switch (resolver.byAmazon(from.vpcId().orElse(""))) {
      case Verdict.Met met -> Verdict.notMet(call, fact + ", and by that to no public address");
      case Verdict.NotMet off ->
          Verdict.unknown(
              call,
              fact,
              "AWS's resolver does not answer in the VPC: whichever does may lead the service's"
                  + " name to an endpoint beyond the VPC.");
      case Verdict.Unknown unknown -> unknown;
    };
  }

  /** A route and, if it has one, its transit gateway hand on something to these addresses. */
  private boolean leadsOn(Routes.Leg leg, NetworkInterface from, AddressSet to) {
    AddressBounds sent = leg.addresses().intersect(to);
    if (!leg.target().startsWith("tgw-")) {
      return !sent.possibly().isEmpty();
    }
    String vpcId = from.vpcId().orElse("");
    TransitAttachments.Door door = transit.door(leg.target(), from.subnetId().orElse(""), vpcId);
    return transit.from(leg.target(), vpcId).stream()
        .map(it -> it.addresses().intersect(door.open()).intersect(sent))
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
