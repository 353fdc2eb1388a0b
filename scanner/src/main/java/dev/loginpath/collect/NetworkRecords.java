package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.ids;
import static dev.loginpath.collect.Answers.isTrue;
import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.tags;
import static dev.loginpath.collect.Answers.text;
import static dev.loginpath.collect.Answers.told;

import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.Ipv6Range;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpnGateway;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ipv6AddressAttribute;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** Turns what EC2 answers about networks into records. */
final class NetworkRecords {

  private NetworkRecords() {}

  static Subnet subnet(software.amazon.awssdk.services.ec2.model.Subnet it) {
    told(it.cidrBlock() != null || isTrue(it.ipv6Native()), "CidrBlock");
    return new Subnet(
        required(it.subnetId(), "SubnetId"),
        text(it.vpcId()),
        text(it.ownerId()),
        maybe(it.cidrBlock()),
        ids(
            it.ipv6CidrBlockAssociationSet().stream()
                .<@Nullable String>map(range -> range.ipv6CidrBlock())
                .toList()),
        maybe(it.availabilityZone()),
        maybe(it.outpostArn()),
        Optional.ofNullable(it.enableDns64()),
        !it.hasIpv6CidrBlockAssociationSet());
  }

  static Vpc vpc(software.amazon.awssdk.services.ec2.model.Vpc it) {
    List<String> cidrs =
        ids(
            it.cidrBlockAssociationSet().stream()
                .<@Nullable String>map(range -> range.cidrBlock())
                .toList());
    return new Vpc(
        required(it.vpcId(), "VpcId"),
        text(it.ownerId()),
        cidrs.isEmpty() ? maybe(it.cidrBlock()).stream().toList() : cidrs,
        it.ipv6CidrBlockAssociationSet().stream()
            .filter(range -> range.ipv6CidrBlock() != null)
            .map(range ->
                new Ipv6Range(
                    range.ipv6CidrBlock(),
                    range.ipv6AddressAttribute() != Ipv6AddressAttribute.PRIVATE))
            .sorted(Comparator.comparing(Ipv6Range::cidr))
            .toList(),
        maybe(it.dhcpOptionsId()));
  }

  static DhcpOptions dhcpOptions(software.amazon.awssdk.services.ec2.model.DhcpOptions it) {
    return new DhcpOptions(
        required(it.dhcpOptionsId(), "DhcpOptionsId"),
        it.dhcpConfigurations().stream()
            .filter(option -> "domain-name-servers".equals(option.key()))
            .flatMap(option -> option.values().stream())
            .flatMap(server -> Stream.ofNullable(server.value()))
            .sorted()
            .toList());
  }

  static RouteTable routeTable(software.amazon.awssdk.services.ec2.model.RouteTable it) {
    told(it.hasAssociations(), "Associations");
    told(it.hasRoutes(), "Routes");
    it.associations().forEach(NetworkRecords::check);
    return new RouteTable(
        required(it.routeTableId(), "RouteTableId"),
        text(it.vpcId()),
        text(it.ownerId()),
        it.associations().stream().anyMatch(association -> isTrue(association.main())),
        ids(
            it.associations().stream()
                .<@Nullable String>map(association -> association.subnetId())
                .toList()),
        ids(
            it.associations().stream()
                .<@Nullable String>map(association -> association.gatewayId())
                .toList()),
        it.routes().stream()
            .map(NetworkRecords::route)
            .sorted(Comparator.comparing(Route::destination).thenComparing(Route::target))
            .toList(),
        Optional.of(
            ids(
                it.associations().stream()
                    .<@Nullable String>map(association -> association.publicIpv4Pool())
                    .toList())));
  }

  /** What a table is associated with: the VPC as its main one, a subnet, a gateway or a pool. */
  private static void check(RouteTableAssociation it) {
    told(
        isTrue(it.main())
            || it.subnetId() != null
            || it.gatewayId() != null
            || it.publicIpv4Pool() != null,
        "Associations[].SubnetId");
  }

  private static Route route(software.amazon.awssdk.services.ec2.model.Route it) {
    String state = required(it.stateAsString(), "Routes[].State");
    String destination =
        required(
            maybe(it.destinationCidrBlock())
                .or(() -> maybe(it.destinationIpv6CidrBlock()))
                .or(() -> maybe(it.destinationPrefixListId()))
                .orElse(""),
            "Routes[].DestinationCidrBlock");
    Optional<String> target =
        Stream.<@Nullable String>of(
                it.gatewayId(),
                it.natGatewayId(),
                it.egressOnlyInternetGatewayId(),
                it.transitGatewayId(),
                it.vpcPeeringConnectionId(),
                it.networkInterfaceId(),
                it.instanceId(),
                it.localGatewayId(),
                it.carrierGatewayId(),
                it.coreNetworkArn(),
                it.odbNetworkArn())
            .flatMap(id -> maybe(id).stream())
            .findFirst();
    boolean blackhole = state.equals("blackhole");
    told(target.isPresent() || blackhole, "Routes[].GatewayId");
    return new Route(
        destination,
        target.orElse("unknown"),
        blackhole,
        text(it.originAsString()).equals("EnableVgwRoutePropagation"));
  }

  static PeeringConnection peeringConnection(VpcPeeringConnection it) {
    String status = required(it.status() == null ? null : it.status().codeAsString(), "Status");
    if (status.equals("active")) {
      told(
          it.requesterVpcInfo() != null && it.requesterVpcInfo().vpcId() != null,
          "RequesterVpcInfo.VpcId");
      told(
          it.accepterVpcInfo() != null && it.accepterVpcInfo().vpcId() != null,
          "AccepterVpcInfo.VpcId");
    }
    return new PeeringConnection(
        required(it.vpcPeeringConnectionId(), "VpcPeeringConnectionId"),
        status,
        side(it.requesterVpcInfo()),
        side(it.accepterVpcInfo()));
  }

  private static PeeringConnection.Side side(@Nullable VpcPeeringConnectionVpcInfo it) {
    if (it == null) {
      return new PeeringConnection.Side("", "", "", List.of());
    }
    Stream<@Nullable String> ipv4 =
        it.cidrBlockSet().isEmpty()
            ? Stream.of(text(it.cidrBlock()))
            : it.cidrBlockSet().stream().map(range -> range.cidrBlock());
    Stream<@Nullable String> ipv6 = it.ipv6CidrBlockSet().stream().map(r -> r.ipv6CidrBlock());
    return new PeeringConnection.Side(
        text(it.ownerId()),
        text(it.vpcId()),
        text(it.region()),
        ids(Stream.<@Nullable String>concat(ipv4, ipv6).filter(r -> !"".equals(r)).toList()));
  }

  static VpnGateway vpnGateway(software.amazon.awssdk.services.ec2.model.VpnGateway it) {
    return new VpnGateway(
        required(it.vpnGatewayId(), "VpnGatewayId"),
        text(it.stateAsString()),
        ids(
            it.vpcAttachments().stream()
                .filter(attachment -> text(attachment.stateAsString()).equals("attached"))
                .<@Nullable String>map(attachment -> attachment.vpcId())
                .toList()));
  }

  static NetworkAcl networkAcl(software.amazon.awssdk.services.ec2.model.NetworkAcl it) {
    told(it.hasAssociations(), "Associations");
    told(it.hasEntries(), "Entries");
    return new NetworkAcl(
        required(it.networkAclId(), "NetworkAclId"),
        text(it.vpcId()),
        it.associations().stream()
            .map(association -> required(association.subnetId(), "Associations[].SubnetId"))
            .sorted()
            .toList(),
        it.entries().stream()
            .map(NetworkRecords::aclEntry)
            .sorted(
                Comparator.comparing(AclEntry::egress)
                    .thenComparingInt(AclEntry::ruleNumber)
                    .thenComparing(AclEntry::cidr))
            .toList());
  }

  private static AclEntry aclEntry(NetworkAclEntry it) {
    String protocol = required(it.protocol(), "Entries[].Protocol");
    Optional<PortRange> ports = Optional.ofNullable(it.portRange());
    if (protocol.equals("6") || protocol.equals("tcp")) {
      told(
          ports.filter(range -> range.from() != null && range.to() != null).isPresent(),
          "Entries[].PortRange");
    }
    return new AclEntry(
        required(it.ruleNumber(), "Entries[].RuleNumber"),
        required(it.egress(), "Entries[].Egress"),
        required(it.ruleActionAsString(), "Entries[].RuleAction").equals("allow"),
        protocol,
        required(
            maybe(it.cidrBlock()).or(() -> maybe(it.ipv6CidrBlock())).orElse(""),
            "Entries[].CidrBlock"),
        ports.flatMap(range -> Optional.ofNullable(range.from())),
        ports.flatMap(range -> Optional.ofNullable(range.to())));
  }

  static NatGateway natGateway(software.amazon.awssdk.services.ec2.model.NatGateway it) {
    return new NatGateway(
        required(it.natGatewayId(), "NatGatewayId"),
        text(it.vpcId()),
        maybe(it.subnetId()),
        required(it.stateAsString(), "State"),
        isPublic(it),
        it.natGatewayAddresses().stream()
            .flatMap(address -> Stream.ofNullable(address.publicIp()))
            .sorted()
            .toList(),
        maybe(it.routeTableId()));
  }

  /** Only a public one has addresses of the internet; the type says the same. */
  private static boolean isPublic(software.amazon.awssdk.services.ec2.model.NatGateway it) {
    if (it.connectivityTypeAsString() != null) {
      return !it.connectivityTypeAsString().equals("private");
    }
    boolean elastic =
        it.natGatewayAddresses().stream()
            .anyMatch(each -> each.publicIp() != null || each.allocationId() != null);
    told(elastic || it.hasNatGatewayAddresses(), "ConnectivityType");
    return elastic;
  }

  private static boolean isInterface(software.amazon.awssdk.services.ec2.model.VpcEndpoint it) {
    return it.vpcEndpointType() == VpcEndpointType.INTERFACE;
  }

  static VpcEndpoint vpcEndpoint(software.amazon.awssdk.services.ec2.model.VpcEndpoint it) {
    return new VpcEndpoint(
        required(it.vpcEndpointId(), "VpcEndpointId"),
        text(it.vpcId()),
        required(it.vpcEndpointTypeAsString(), "VpcEndpointType"),
        required(it.serviceName(), "ServiceName"),
        required(it.stateAsString(), "State"),
        isInterface(it) && required(it.privateDnsEnabled(), "PrivateDnsEnabled"),
        it.dnsOptions() == null
            ? Optional.empty()
            : Optional.ofNullable(it.dnsOptions().privateDnsOnlyForInboundResolverEndpoint()),
        ids(List.<@Nullable String>copyOf(it.subnetIds())),
        ids(it.groups().stream().<@Nullable String>map(group -> group.groupId()).toList()),
        ids(List.<@Nullable String>copyOf(it.routeTableIds())),
        ids(List.<@Nullable String>copyOf(it.networkInterfaceIds())),
        maybe(it.policyDocument()));
  }

  static InstanceConnectEndpoint instanceConnectEndpoint(
      software.amazon.awssdk.services.ec2.model.Ec2InstanceConnectEndpoint it) {
    return new InstanceConnectEndpoint(
        required(it.instanceConnectEndpointId(), "InstanceConnectEndpointId"),
        maybe(it.instanceConnectEndpointArn()),
        text(it.ownerId()),
        text(it.vpcId()),
        text(it.subnetId()),
        required(it.stateAsString(), "State"),
        required(it.preserveClientIp(), "PreserveClientIp"),
        maybe(it.ipAddressTypeAsString()).orElse("ipv4"),
        ids(List.<@Nullable String>copyOf(it.securityGroupIds())),
        ids(List.<@Nullable String>copyOf(it.networkInterfaceIds())),
        tags(it.tags()));
  }
}
