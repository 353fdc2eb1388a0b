package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an EC2 Instance Connect Endpoint reaches a port of an interface: outbound rules of the
 * endpoint's groups, the way between the subnets, and inbound rules of the target's. The endpoint's
 * own inbound rules count for nothing. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html">security
 * groups for endpoints</a>.
 */
final class Tunnel {

  private static final Cause GROUPS_UNTOLD =
      new Cause.Undecided("The security groups of an endpoint are not told.");

  private final Ec2Snapshot ec2;
  private final Groups groups;
  private final Subnets subnets;
  private final Acls acls;
  private final Between between;
  private final Map<String, NetworkInterface> interfaces;
  private final Map<String, Vpc> vpcs;

  Tunnel(Ec2Snapshot ec2, Groups groups, Subnets subnets, Acls acls, Between between) {
    this.ec2 = ec2;
    this.groups = groups;
    this.subnets = subnets;
    this.acls = acls;
    this.between = between;
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
    this.vpcs = Index.by(Observed.items(ec2.vpcs()), Vpc::id);
  }

  EndpointReach reach(InstanceConnectEndpoint endpoint, NetworkInterface target, int port) {
    Call call = ec2.instanceConnectEndpoints().call().about(endpoint.id());
    Point to = Point.of(target);
    List<Requirement> ways = new ArrayList<>();
    String id = "port-" + port;
    AddressBounds servers = to.addresses().intersect(families(endpoint));
    for (AddressBounds server : Between.each(servers)) {
      ways.add(
          Requirement.allOf(
              id,
              Stream.of(
                      Stream.of(Requirement.of("endpoint-state", state(endpoint, call))),
                      beyondItsVpc(endpoint, call, to).stream(),
                      walk(endpoint, call, to, server, port).hops().stream())
                  .flatMap(it -> it)
                  .toList()));
    }
    if (ways.isEmpty()) {
      Verdict none =
          Verdict.notMet(
              call,
              "speaks " + endpoint.ipAddressType() + ", of which the interface has no address");
      ways.add(Requirement.allOf(id, List.of(Requirement.of("source-egress", none))));
    }
    Requirement whole = ways.size() == 1 ? ways.getFirst() : Requirement.anyOf(id, ways);
    return new EndpointReach(endpoint.id(), port, whole, source(endpoint, target, servers, port));
  }

  /**
   * Only client IP preservation is said to bind an endpoint to its own VPC. See <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html">considerations</a>.
   */
  private static Optional<Requirement> beyondItsVpc(
      InstanceConnectEndpoint endpoint, Call call, Point to) {
    return endpoint.vpcId().equals(to.vpcId())
        ? Optional.empty()
        : Optional.of(
            Requirement.of(
                "endpoint-vpc",
                Verdict.unknown(
                    call,
                    "stands in " + endpoint.vpcId() + " and preserves no client addresses",
                    "Whether the tunnels of an endpoint lead into other VPCs no page says outright.")));
  }

  private static AddressSet families(InstanceConnectEndpoint endpoint) {
    return switch (endpoint.ipAddressType()) {
      case "ipv4" -> AddressSet.ALL_IPV4;
      case "ipv6" -> AddressSet.ALL_IPV6;
      default -> AddressSet.ALL;
    };
  }

  /** Which families one of an unheard-of address type speaks is not known. */
  private static boolean isOfKnownFamilies(InstanceConnectEndpoint endpoint) {
    return List.of("ipv4", "ipv6", "dualstack").contains(endpoint.ipAddressType());
  }

  private static Verdict state(InstanceConnectEndpoint endpoint, Call call) {
    String fact = "is in state " + endpoint.state();
    if (endpoint.isUsable() && !isOfKnownFamilies(endpoint)) {
      return Verdict.unknown(
          call,
          "has the address type " + endpoint.ipAddressType(),
          "Which addresses an endpoint of this type speaks to is not known.");
    }
    return endpoint.isUsable() ? Verdict.met(call, fact) : Verdict.notMet(call, fact);
  }

  private Source source(
      InstanceConnectEndpoint endpoint, NetworkInterface target, AddressBounds to, int port) {
    Admission in = groups.ingress(target.groupIds(), port);
    List<String> via =
        Stream.concat(
                in.groups().stream()
                    .filter(it -> endpoint.groupIds().contains(it.peer().groupId()))
                    .map(Admission.Groups::hop),
                in.ranges().stream()
                    .filter(it -> it.addresses().overlaps(clients(endpoint, target.vpcId())))
                    .map(Admission.Ranges::hop))
            .sorted()
            .distinct()
            .toList();
    Optional<String> address =
        Groups.addresses(target)
            .filter(it -> AddressSet.parse(it).filter(to.possibly()::overlaps).isPresent())
            .findFirst();
    return new Source(SourceKind.AWS_SERVICE, endpoint.id(), address, via);
  }

  /** From which addresses tunnels of the endpoint may come to a target. */
  private AddressSet clients(InstanceConnectEndpoint endpoint, Optional<String> vpcId) {
    return endpoint.preserveClientIp()
        ? AddressSet.INTERNET_IPV4.minus(vpcRanges(vpcId.orElse("")))
        : point(endpoint).addresses().possibly();
  }

  private Journey walk(
      InstanceConnectEndpoint endpoint, Call call, Point to, AddressBounds server, int port) {
    Point from = point(endpoint);
    boolean ipv6 = server.possibly().overlaps(AddressSet.ALL_IPV6);
    AddressBounds clients = from.addresses().intersect(AddressSet.family(ipv6));
    List<Hop> hops = new ArrayList<>();
    if (endpoint.groupIds().isEmpty()) {
      hops.add(
          new Hop.Gate(
              "source-egress",
              Verdict.unknown(
                  call,
                  "names no security group",
                  "The security groups of an endpoint are not told.")));
      hops.addAll(between.way(from, to, server, port).stream().skip(1).toList());
    } else {
      hops.addAll(between.way(from, to, server, port));
    }
    Hop.Filter admitted = between.admitted(from, to, server, port);
    hops.add(
        endpoint.preserveClientIp()
            ? new Hop.Gate("security-group", preserved(endpoint, to, port))
            : endpoint.groupIds().isEmpty() ? orByGroup(admitted, to, port) : admitted);
    return Journey.walk(clients, hops);
  }

  /** A rule that names a group may name one of the endpoint's, which are not told. */
  private Hop.Filter orByGroup(Hop.Filter admitted, Point to, int port) {
    return groups.ingress(to.groupIds(), port).groups().isEmpty()
        ? admitted
        : new Hop.Filter(
            admitted.id(),
            admitted.call(),
            admitted.lets().union(AddressBounds.upTo(AddressSet.ALL, List.of(GROUPS_UNTOLD))),
            admitted.parts(),
            admitted.refusal());
  }

  /** The endpoint's own interfaces; where they are not known, anywhere in its subnet. */
  private Point point(InstanceConnectEndpoint endpoint) {
    List<NetworkInterface> own =
        endpoint.networkInterfaceIds().stream()
            .map(interfaces::get)
            .filter(Objects::nonNull)
            .toList();
    AddressSet addresses = AddressSet.unionOf(own.stream().map(Point::addresses).toList());
    AddressSet range = subnets.range(endpoint.subnetId());
    AddressSet possible = range.isEmpty() ? AddressSet.ALL : range;
    AddressBounds from =
        addresses.isEmpty()
            ? AddressBounds.upTo(
                possible,
                List.of(
                    Observed.gap(ec2.networkInterfaces())
                        .orElse(
                            new Cause.Undecided(
                                "The network interface of an endpoint is not listed."))))
            : AddressBounds.exactly(addresses);
    return new Point(
        endpoint.id(), endpoint.vpcId(), endpoint.subnetId(), endpoint.groupIds(), true, from);
  }

  private AddressSet vpcRanges(String vpcId) {
    Vpc vpc = vpcs.get(vpcId);
    return vpc == null ? AddressSet.EMPTY : AddressSet.ofAll(vpc.cidrs());
  }

  /**
   * With client IP preservation the target sees the caller's own address: its groups admit the
   * endpoint's group, or that address, which is none of the VPC.
   */
  private Verdict preserved(InstanceConnectEndpoint endpoint, Point to, int port) {
    Admission in = groups.ingress(to.groupIds(), port);
    Optional<Admission.Groups> byGroup =
        in.groups().stream()
            .filter(it -> endpoint.groupIds().contains(it.peer().groupId()))
            .findFirst();
    if (byGroup.isPresent()) {
      return Verdict.met(groups.call(), byGroup.get().hop() + " lets the endpoint's group in");
    }
    if (!vpcs.containsKey(to.vpcId()) && !in.addresses().isEmpty()) {
      return Verdict.unknown(
          List.of(
              Observed.gap(ec2.vpcs())
                  .orElse(new Cause.Undecided("A VPC is referenced but was not listed."))));
    }
    AddressSet outside = in.addresses().intersect(AddressSet.ALL_IPV4).minus(vpcRanges(to.vpcId()));
    AddressSet passing = outside.intersect(AddressSet.INTERNET_IPV4);
    if (passing.isEmpty() && !outside.isEmpty()) {
      return Verdict.unknown(
          groups.call(),
          "admit " + outside.brief(),
          "Whether a client whose address is preserved may come with a private one is not confirmed.");
    }
    boolean sameSubnet = to.subnetId().equals(endpoint.subnetId());
    AddressBounds acl =
        sameSubnet
            ? AddressBounds.exactly(AddressSet.ALL_IPV4)
            : acls.hop(to.subnetId(), port, AddressSet.ALL_IPV4).lets();
    if (!passing.isEmpty() && !acl.surely().overlaps(passing)) {
      return Verdict.unknown(
          acls.of(to.subnetId()).call(),
          "does not clearly let " + passing.brief() + " through",
          "Which address a network ACL sees of a client whose address is preserved is not confirmed.");
    }
    if (!passing.isEmpty()) {
      return Verdict.met(
          groups.call(), "client addresses are preserved, and the groups admit " + passing.brief());
    }
    if (endpoint.groupIds().isEmpty() && !in.groups().isEmpty()) {
      return Verdict.unknown(List.of(GROUPS_UNTOLD));
    }
    return in.doubts().isEmpty()
        ? Verdict.notMet(
            groups.call(),
            "client addresses are preserved and no group of the instance admits tcp "
                + port
                + " from the endpoint's group or from outside the VPC")
        : Verdict.unknown(in.doubts());
  }
}
