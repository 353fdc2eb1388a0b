package dev.loginpath.snapshot;

import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything read from EC2 in one region. One {@link Observed} per call: a refused list does not
 * look like an empty one.
 */
public record Ec2Snapshot(
    Observed<List<Instance>> instances,
    Observed<List<ImageMetadata>> imageMetadata,
    Observed<List<Image>> images,
    Observed<List<NetworkInterface>> networkInterfaces,
    List<AutoAssignedAddress> autoAssignedAddresses,
    @Added(in = "4.0", call = "ec2:DescribeAvailabilityZones")
        Observed<List<AvailabilityZone>> availabilityZones,
    Observed<List<Subnet>> subnets,
    Observed<List<Vpc>> vpcs,
    List<VpcDns> vpcDns,
    @Added(in = "4.1", call = "ec2:DescribeDhcpOptions") Observed<List<DhcpOptions>> dhcpOptions,
    Observed<List<RouteTable>> routeTables,
    Observed<List<SecurityGroup>> securityGroups,
    Observed<List<SecurityGroupRule>> securityGroupRules,
    Observed<List<NetworkAcl>> networkAcls,
    Observed<List<InternetGateway>> internetGateways,
    Observed<List<EgressOnlyInternetGateway>> egressOnlyInternetGateways,
    Observed<List<NatGateway>> natGateways,
    Observed<List<VpcEndpoint>> vpcEndpoints,
    Observed<List<PeeringConnection>> peeringConnections,
    Observed<List<TransitGatewayAttachment>> transitGatewayAttachments,
    @Added(in = "4.1", without = "{}") TransitSnapshot transit,
    Observed<List<VpnGateway>> vpnGateways,
    Observed<List<InstanceConnectEndpoint>> instanceConnectEndpoints,
    Observed<List<PrefixList>> prefixLists,
    List<PrefixListEntries> prefixListEntries,
    Observed<BlockPublicAccess> blockPublicAccess,
    Observed<List<BlockPublicAccessExclusion>> blockPublicAccessExclusions,
    Observed<SerialConsoleAccess> serialConsoleAccess,
    Observed<List<InstanceType>> instanceTypes,
    Observed<List<KeyPair>> keyPairs,
    Observed<MetadataDefaults> metadataDefaults) {
  public Ec2Snapshot {
    autoAssignedAddresses = List.copyOf(autoAssignedAddresses);
    vpcDns = List.copyOf(vpcDns);
    prefixListEntries = List.copyOf(prefixListEntries);
  }

  /** The same region with facts that AWS states twice read as one. */
  public Ec2Snapshot joined(
      Observed<List<Instance>> joinedInstances,
      Observed<List<NetworkInterface>> joinedNetworkInterfaces,
      Observed<List<Subnet>> joinedSubnets,
      Observed<List<RouteTable>> joinedRouteTables,
      Observed<List<SecurityGroup>> joinedSecurityGroups,
      Observed<List<VpcEndpoint>> joinedVpcEndpoints,
      Observed<List<InstanceConnectEndpoint>> joinedInstanceConnectEndpoints) {
    return new Ec2Snapshot(
        joinedInstances,
        imageMetadata,
        images,
        joinedNetworkInterfaces,
        autoAssignedAddresses,
        availabilityZones,
        joinedSubnets,
        vpcs,
        vpcDns,
        dhcpOptions,
        joinedRouteTables,
        joinedSecurityGroups,
        securityGroupRules,
        networkAcls,
        internetGateways,
        egressOnlyInternetGateways,
        natGateways,
        joinedVpcEndpoints,
        peeringConnections,
        transitGatewayAttachments,
        transit,
        vpnGateways,
        joinedInstanceConnectEndpoints,
        prefixLists,
        prefixListEntries,
        blockPublicAccess,
        blockPublicAccessExclusions,
        serialConsoleAccess,
        instanceTypes,
        keyPairs,
        metadataDefaults);
  }

  /** The call that told an interface, as the source of facts about it. */
  public Call told(NetworkInterface networkInterface) {
    return networkInterface.told().orElse(networkInterfaces.call()).about(networkInterface.id());
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    Stream<Observed<?>> lists =
        Stream.of(
            instances,
            imageMetadata,
            images,
            networkInterfaces,
            availabilityZones,
            subnets,
            vpcs,
            dhcpOptions,
            routeTables,
            securityGroups,
            securityGroupRules,
            networkAcls,
            internetGateways,
            egressOnlyInternetGateways,
            natGateways,
            vpcEndpoints,
            peeringConnections,
            transitGatewayAttachments,
            vpnGateways,
            instanceConnectEndpoints,
            prefixLists,
            blockPublicAccess,
            blockPublicAccessExclusions,
            serialConsoleAccess,
            instanceTypes,
            keyPairs,
            metadataDefaults);
    Stream<Observed<?>> details =
        Stream.of(
                autoAssignedAddresses.stream().map(AutoAssignedAddress::associatePublicIpAddress),
                vpcDns.stream().flatMap(it -> Stream.of(it.support(), it.hostnames())),
                prefixListEntries.stream().map(PrefixListEntries::cidrs),
                transit.observations())
            .flatMap(it -> it);
    return Stream.concat(lists, details);
  }
}
