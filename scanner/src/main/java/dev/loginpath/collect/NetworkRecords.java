package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.ids;
import static dev.loginpath.collect.Answers.isTrue;
import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.tags;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.Ipv6Range;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpnGateway;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Ipv6AddressAttribute;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** Turns what EC2 answers about networks into records. */
final class NetworkRecords {

  private NetworkRecords() {}

  static NetworkInterface networkInterface(
      software.amazon.awssdk.services.ec2.model.NetworkInterface it) {
    List<PrivateAddress> addresses = new ArrayList<>();
    it.privateIpAddresses()
        .forEach(address ->
            maybe(address.privateIpAddress())
                .ifPresent(ip -> addresses.add(privateAddress(ip, address.association()))));
    if (addresses.isEmpty() && it.privateIpAddress() != null) {
      addresses.add(privateAddress(it.privateIpAddress(), it.association()));
    }
    addresses.sort(Comparator.comparing(PrivateAddress::address));
    NetworkInterfaceAttachment attachment = it.attachment();
    return new NetworkInterface(
        it.networkInterfaceId(),
        maybe(it.vpcId()),
        maybe(it.subnetId()),
        attachment == null ? Optional.empty() : maybe(attachment.instanceId()),
        attachment == null ? Optional.empty() : Optional.ofNullable(attachment.deviceIndex()),
        text(it.interfaceTypeAsString()),
        addresses,
        ids(
            it.ipv6Addresses().stream()
                .<@Nullable String>map(address -> address.ipv6Address())
                .toList()),
        groups(it.groups()),
        isTrue(it.denyAllIgwTraffic()),
        text(it.description()),
        it.sourceDestCheck() != null && !it.sourceDestCheck());
  }

  /** What a carrier's network knows an address by is not of the internet, whoever repeats it. */
  private static PrivateAddress privateAddress(
      String address, @Nullable NetworkInterfaceAssociation association) {
    if (association == null) {
      return new PrivateAddress(address, Optional.empty(), Optional.empty());
    }
    Optional<String> carrier = maybe(association.carrierIp());
    return new PrivateAddress(
        address,
        maybe(association.publicIp()).filter(it -> !carrier.equals(Optional.of(it))),
        carrier);
  }

  private static List<String> groups(List<GroupIdentifier> groups) {
    return ids(groups.stream().<@Nullable String>map(GroupIdentifier::groupId).toList());
  }

  static Subnet subnet(software.amazon.awssdk.services.ec2.model.Subnet it) {
    return new Subnet(
        it.subnetId(),
        text(it.vpcId()),
        text(it.ownerId()),
        maybe(it.cidrBlock()),
        ids(
            it.ipv6CidrBlockAssociationSet().stream()
                .<@Nullable String>map(range -> range.ipv6CidrBlock())
                .toList()),
        maybe(it.availabilityZone()),
        maybe(it.outpostArn()));
  }

  static Vpc vpc(software.amazon.awssdk.services.ec2.model.Vpc it) {
    List<String> cidrs =
        ids(
            it.cidrBlockAssociationSet().stream()
                .<@Nullable String>map(range -> range.cidrBlock())
                .toList());
    return new Vpc(
        it.vpcId(),
        text(it.ownerId()),
        cidrs.isEmpty() ? maybe(it.cidrBlock()).stream().toList() : cidrs,
        it.ipv6CidrBlockAssociationSet().stream()
            .filter(range -> range.ipv6CidrBlock() != null)
            .map(range ->
                new Ipv6Range(
                    range.ipv6CidrBlock(),
                    range.ipv6AddressAttribute() != Ipv6AddressAttribute.PRIVATE))
            .sorted(Comparator.comparing(Ipv6Range::cidr))
            .toList());
  }

  static RouteTable routeTable(software.amazon.awssdk.services.ec2.model.RouteTable it) {
    return new RouteTable(
        it.routeTableId(),
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
            .flatMap(route -> route(route).stream())
            .sorted(Comparator.comparing(Route::destination).thenComparing(Route::target))
            .toList());
  }

  private static Optional<Route> route(software.amazon.awssdk.services.ec2.model.Route it) {
    Optional<String> destination =
        maybe(it.destinationCidrBlock())
            .or(() -> maybe(it.destinationIpv6CidrBlock()))
            .or(() -> maybe(it.destinationPrefixListId()));
    String target =
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
                it.coreNetworkArn())
            .flatMap(id -> maybe(id).stream())
            .findFirst()
            .orElse("unknown");
    return destination.map(to ->
        new Route(
            to,
            target,
            text(it.stateAsString()).equals("blackhole"),
            text(it.originAsString()).equals("EnableVgwRoutePropagation")));
  }

  static SecurityGroup securityGroup(software.amazon.awssdk.services.ec2.model.SecurityGroup it) {
    return new SecurityGroup(
        it.groupId(),
        text(it.groupName()),
        maybe(it.vpcId()),
        text(it.ownerId()),
        rules(it.ipPermissions()),
        rules(it.ipPermissionsEgress()));
  }

  private static List<GroupRule> rules(List<IpPermission> permissions) {
    List<GroupRule> rules = new ArrayList<>();
    for (IpPermission permission : permissions) {
      Stream<GroupRule.Peer> peers =
          Stream.of(
                  permission.ipRanges().stream()
                      .filter(it -> it.cidrIp() != null)
                      .map(it -> new GroupRule.Range(it.cidrIp())),
                  permission.ipv6Ranges().stream()
                      .filter(it -> it.cidrIpv6() != null)
                      .map(it -> new GroupRule.Range(it.cidrIpv6())),
                  permission.prefixListIds().stream()
                      .filter(it -> it.prefixListId() != null)
                      .map(it -> new GroupRule.List(it.prefixListId())),
                  permission.userIdGroupPairs().stream()
                      .filter(it -> it.groupId() != null)
                      .map(it ->
                          new GroupRule.Group(
                              it.groupId(),
                              maybe(it.userId()),
                              maybe(it.vpcPeeringConnectionId()),
                              maybe(it.peeringStatus()))))
              .flatMap(it -> it);
      peers.forEach(peer ->
          rules.add(
              new GroupRule(
                  text(permission.ipProtocol()),
                  port(permission.fromPort()),
                  port(permission.toPort()),
                  peer)));
    }
    rules.sort(Comparator.comparing(GroupRule::toString));
    return rules;
  }

  /** All ports are told as a missing number in one call and as -1 in another. */
  private static Optional<Integer> port(@Nullable Integer port) {
    return Optional.ofNullable(port).filter(it -> it >= 0);
  }

  static Optional<SecurityGroupRule> securityGroupRule(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule it) {
    Optional<GroupRule.Peer> range =
        maybe(it.cidrIpv4()).or(() -> maybe(it.cidrIpv6())).map(GroupRule.Range::new);
    Optional<GroupRule.Peer> peer =
        range
            .or(() -> maybe(it.prefixListId()).map(GroupRule.List::new))
            .or(() ->
                Optional.ofNullable(it.referencedGroupInfo())
                    .filter(group -> group.groupId() != null)
                    .map(group ->
                        new GroupRule.Group(
                            group.groupId(),
                            maybe(group.userId()),
                            maybe(group.vpcPeeringConnectionId()),
                            maybe(group.peeringStatus()))));
    return peer.map(to ->
        new SecurityGroupRule(
            it.securityGroupRuleId(),
            text(it.groupId()),
            isTrue(it.isEgress()),
            new GroupRule(text(it.ipProtocol()), port(it.fromPort()), port(it.toPort()), to)));
  }

  static PeeringConnection peeringConnection(VpcPeeringConnection it) {
    return new PeeringConnection(
        it.vpcPeeringConnectionId(),
        it.status() == null ? "" : text(it.status().codeAsString()),
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
        it.vpnGatewayId(),
        text(it.stateAsString()),
        ids(
            it.vpcAttachments().stream()
                .filter(attachment -> text(attachment.stateAsString()).equals("attached"))
                .<@Nullable String>map(attachment -> attachment.vpcId())
                .toList()));
  }

  static NetworkAcl networkAcl(software.amazon.awssdk.services.ec2.model.NetworkAcl it) {
    return new NetworkAcl(
        it.networkAclId(),
        text(it.vpcId()),
        ids(
            it.associations().stream()
                .<@Nullable String>map(association -> association.subnetId())
                .toList()),
        it.entries().stream()
            .filter(entry -> entry.ruleNumber() != null)
            .map(entry ->
                new AclEntry(
                    entry.ruleNumber(),
                    isTrue(entry.egress()),
                    text(entry.ruleActionAsString()).equals("allow"),
                    text(entry.protocol()),
                    maybe(entry.cidrBlock()).or(() -> maybe(entry.ipv6CidrBlock())).orElse(""),
                    entry.portRange() == null
                        ? Optional.empty()
                        : Optional.ofNullable(entry.portRange().from()),
                    entry.portRange() == null
                        ? Optional.empty()
                        : Optional.ofNullable(entry.portRange().to())))
            .sorted(
                Comparator.comparing(AclEntry::egress)
                    .thenComparingInt(AclEntry::ruleNumber)
                    .thenComparing(AclEntry::cidr))
            .toList());
  }

  static NatGateway natGateway(software.amazon.awssdk.services.ec2.model.NatGateway it) {
    return new NatGateway(
        it.natGatewayId(),
        text(it.vpcId()),
        maybe(it.subnetId()),
        text(it.stateAsString()),
        !text(it.connectivityTypeAsString()).equals("private"),
        it.natGatewayAddresses().stream()
            .flatMap(address -> Stream.ofNullable(address.publicIp()))
            .sorted()
            .toList());
  }

  static VpcEndpoint vpcEndpoint(software.amazon.awssdk.services.ec2.model.VpcEndpoint it) {
    return new VpcEndpoint(
        it.vpcEndpointId(),
        text(it.vpcId()),
        text(it.vpcEndpointTypeAsString()),
        text(it.serviceName()),
        text(it.stateAsString()),
        isTrue(it.privateDnsEnabled()),
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
        it.instanceConnectEndpointId(),
        maybe(it.instanceConnectEndpointArn()),
        text(it.ownerId()),
        text(it.vpcId()),
        text(it.subnetId()),
        text(it.stateAsString()),
        isTrue(it.preserveClientIp()),
        maybe(it.ipAddressTypeAsString()).orElse("ipv4"),
        ids(List.<@Nullable String>copyOf(it.securityGroupIds())),
        ids(List.<@Nullable String>copyOf(it.networkInterfaceIds())),
        tags(it.tags()));
  }
}
