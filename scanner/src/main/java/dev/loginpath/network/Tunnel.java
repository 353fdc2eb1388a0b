package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an EC2 Instance Connect Endpoint reaches a port of an interface: outbound rules of the
 * endpoint's groups and inbound rules of the target's. The endpoint's own inbound rules count for
 * nothing. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html">security
 * groups for endpoints</a>.
 */
final class Tunnel {

  /**
   * States in which AWS opens tunnels; see <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-using-eice.html">connect
   * through an endpoint</a>.
   */
  private static final Set<String> USABLE =
      Set.of("create-complete", "update-in-progress", "update-complete", "update-failed");

  private final Ec2Snapshot ec2;
  private final Groups groups;
  private final Routes routes;
  private final Subnets subnets;
  private final Map<String, NetworkInterface> interfaces;

  Tunnel(Ec2Snapshot ec2, Groups groups, Routes routes, Subnets subnets) {
    this.ec2 = ec2;
    this.groups = groups;
    this.routes = routes;
    this.subnets = subnets;
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
  }

  EndpointReach reach(InstanceConnectEndpoint endpoint, NetworkInterface target, int port) {
    List<String> addresses = addresses(endpoint, target);
    Admission ingress = groups.ingress(target.groupIds(), port);
    Requirement whole =
        Requirement.allOf(
            "port-" + port,
            List.of(
                Requirement.of("endpoint-state", state(endpoint)),
                Requirement.of("endpoint-egress", egress(endpoint, target, addresses, port)),
                Requirement.of("target-ingress", ingress(endpoint, target, ingress, port)),
                Requirement.of("route", route(endpoint, target)),
                Requirement.of("network-acl", acl(endpoint, target))));
    List<String> via =
        Stream.concat(
                ingress.groups().stream().map(Admission.Groups::hop),
                ingress.ranges().stream().map(Admission.Ranges::hop))
            .sorted()
            .distinct()
            .toList();
    Source source =
        new Source(SourceKind.AWS_SERVICE, endpoint.id(), addresses.stream().findFirst(), via);
    return new EndpointReach(endpoint.id(), port, whole, source);
  }

  private Verdict state(InstanceConnectEndpoint endpoint) {
    Call call = ec2.instanceConnectEndpoints().call().about(endpoint.id());
    String fact = "is in state " + endpoint.state();
    return USABLE.contains(endpoint.state()) ? Verdict.met(call, fact) : Verdict.notMet(call, fact);
  }

  /** The target's addresses of the families that the endpoint speaks. */
  private static List<String> addresses(InstanceConnectEndpoint endpoint, NetworkInterface target) {
    Stream<String> ipv4 = target.privateAddresses().stream().map(PrivateAddress::address);
    Stream<String> ipv6 = target.ipv6Addresses().stream();
    return switch (endpoint.ipAddressType()) {
      case "ipv6" -> ipv6.toList();
      case "dualstack" -> Stream.concat(ipv4, ipv6).toList();
      default -> ipv4.toList();
    };
  }

  private Verdict egress(
      InstanceConnectEndpoint endpoint, NetworkInterface target, List<String> addresses, int port) {
    Call call = groups.call();
    if (addresses.isEmpty()) {
      return Verdict.notMet(
          ec2.instanceConnectEndpoints().call().about(endpoint.id()),
          "speaks " + endpoint.ipAddressType() + ", of which the interface has no address");
    }
    if (endpoint.groupIds().isEmpty()) {
      return Verdict.unknown(
          ec2.instanceConnectEndpoints().call().about(endpoint.id()),
          "names no security group",
          "The security groups of an endpoint are not told.");
    }
    Admission egress = groups.egress(endpoint.groupIds(), port);
    AddressSet destination = union(addresses);
    Optional<String> hop =
        Stream.concat(
                egress.groups().stream()
                    .filter(it -> target.groupIds().contains(it.peer().groupId()))
                    .map(Admission.Groups::hop),
                egress.ranges().stream()
                    .filter(it -> it.addresses().overlaps(destination))
                    .map(Admission.Ranges::hop))
            .findFirst();
    if (hop.isPresent()) {
      return Verdict.met(call, hop.get() + " lets the endpoint out to the instance");
    }
    return egress.doubts().isEmpty()
        ? Verdict.notMet(call, "no group of the endpoint lets tcp " + port + " out to the instance")
        : Verdict.unknown(egress.doubts());
  }

  private Verdict ingress(
      InstanceConnectEndpoint endpoint, NetworkInterface target, Admission ingress, int port) {
    Call call = groups.call();
    Optional<Admission.Groups> byGroup =
        ingress.groups().stream()
            .filter(it -> endpoint.groupIds().contains(it.peer().groupId()))
            .findFirst();
    if (byGroup.isPresent()) {
      return Verdict.met(call, byGroup.get().hop() + " lets the endpoint's group in");
    }
    Verdict byAddress =
        endpoint.preserveClientIp()
            ? clientAddresses(target, ingress, port)
            : endpointAddress(endpoint, ingress, port);
    if (byAddress instanceof Verdict.NotMet && !ingress.doubts().isEmpty()) {
      return Verdict.unknown(ingress.doubts());
    }
    return byAddress;
  }

  /** Without client IP preservation the connection comes from the endpoint's own address. */
  private Verdict endpointAddress(InstanceConnectEndpoint endpoint, Admission ingress, int port) {
    Call call = groups.call();
    List<NetworkInterface> own =
        endpoint.networkInterfaceIds().stream()
            .map(interfaces::get)
            .filter(Objects::nonNull)
            .toList();
    boolean exact = !own.isEmpty();
    AddressSet from =
        exact
            ? union(own.stream().flatMap(Tunnel::allAddresses).toList())
            : subnetRange(endpoint.subnetId());
    for (Admission.Ranges admitted : ingress.ranges()) {
      boolean lets =
          exact
              ? admitted.addresses().overlaps(from)
              : !from.isEmpty() && admitted.addresses().containsAll(from);
      if (lets) {
        return Verdict.met(call, admitted.hop() + " lets the endpoint's address in");
      }
    }
    if (!exact && (from.isEmpty() || ingress.addresses().overlaps(from))) {
      return Verdict.unknown(
          List.of(
              Observed.gap(ec2.networkInterfaces())
                  .orElse(
                      new Cause.Undecided("The network interface of an endpoint is not listed."))));
    }
    return Verdict.notMet(
        call, "no group of the instance admits tcp " + port + " from the endpoint");
  }

  /** With it, the connection comes from the caller's address, which is not one of the VPC. */
  private Verdict clientAddresses(NetworkInterface target, Admission ingress, int port) {
    Optional<Vpc> vpc =
        Observed.items(ec2.vpcs()).stream()
            .filter(it -> it.id().equals(target.vpcId().orElse("")))
            .findFirst();
    AddressSet clients = ingress.addresses();
    if (vpc.isEmpty() && !clients.isEmpty()) {
      return Verdict.unknown(
          List.of(
              Observed.gap(ec2.vpcs())
                  .orElse(new Cause.Undecided("A VPC is referenced but was not listed."))));
    }
    AddressSet own = vpc.map(it -> union(it.cidrs())).orElse(AddressSet.EMPTY);
    AddressSet outside = clients.minus(own);
    return outside.isEmpty()
        ? Verdict.notMet(
            groups.call(),
            "client addresses are preserved and no group of the instance admits tcp "
                + port
                + " from the endpoint's group or from outside the VPC")
        : Verdict.met(
            groups.call(),
            "client addresses are preserved, and the groups admit " + outside.brief());
  }

  /** Inside a VPC the local route answers, unless a more specific one sends it to an appliance. */
  private Verdict route(InstanceConnectEndpoint endpoint, NetworkInterface target) {
    String subnetId = target.subnetId().orElse("");
    if (subnetId.equals(endpoint.subnetId())) {
      return Verdict.met(
          ec2.instanceConnectEndpoints().call().about(endpoint.id()), "is in the same subnet");
    }
    Optional<Cause> foreign = subnets.notOurs(subnetId);
    if (foreign.isPresent()) {
      return Verdict.unknown(List.of(foreign.get()));
    }
    return switch (routes.of(subnetId, target.vpcId().orElse(""))) {
      case Routes.Lookup.Missing missing -> Verdict.unknown(List.of(missing.cause()));
      case Routes.Lookup.Found found -> {
        Call call = routes.call().about(found.table().id());
        AddressSet from = subnetRange(endpoint.subnetId());
        if (from.isEmpty()) {
          yield Verdict.unknown(
              List.of(
                  subnets
                      .notOurs(endpoint.subnetId())
                      .orElse(new Cause.Undecided("The range of a subnet is not told."))));
        }
        yield found.table().to("local").containsAll(from)
            ? Verdict.met(call, "answers the endpoint's subnet inside the VPC")
            : Verdict.unknown(
                call, "sends the endpoint's subnet elsewhere", RouteVerdicts.NOT_EVALUATED);
      }
    };
  }

  /** ACLs guard the edge of a subnet: inside one they are not asked. */
  private Verdict acl(InstanceConnectEndpoint endpoint, NetworkInterface target) {
    String subnetId = target.subnetId().orElse("");
    boolean ipv6 = endpoint.ipAddressType().equals("ipv6");
    if (subnetId.equals(endpoint.subnetId())) {
      return Verdict.met(
          ec2.instanceConnectEndpoints().call().about(endpoint.id()), "is in the same subnet");
    }
    return Kleene.allOf(
        List.of(subnets.acl(subnetId, ipv6), subnets.acl(endpoint.subnetId(), ipv6)));
  }

  private AddressSet subnetRange(String subnetId) {
    return subnets
        .find(subnetId)
        .map(it -> Stream.concat(it.cidr().stream(), it.ipv6Cidrs().stream()).toList())
        .map(Tunnel::union)
        .orElse(AddressSet.EMPTY);
  }

  private static Stream<String> allAddresses(NetworkInterface networkInterface) {
    return Stream.concat(
        networkInterface.privateAddresses().stream().map(PrivateAddress::address),
        networkInterface.ipv6Addresses().stream());
  }

  private static AddressSet union(List<String> ranges) {
    return ranges.stream()
        .flatMap(it -> AddressSet.parse(it).stream())
        .collect(Collectors.reducing(AddressSet.EMPTY, AddressSet::union));
  }
}
