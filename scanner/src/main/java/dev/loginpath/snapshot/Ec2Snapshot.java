package dev.loginpath.snapshot;

import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything read from EC2 in one region. One {@link Observed} per call: a refused list does not
 * look like an empty one.
 *
 * @param managedResourcesIncluded the lists of instances and interfaces are known to have been
 *     asked with what AWS services operate
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
    @Added(in = "4.1", without = "{}") EntrySnapshot entry,
    Observed<List<VpnGateway>> vpnGateways,
    Observed<List<InstanceConnectEndpoint>> instanceConnectEndpoints,
    Observed<List<PrefixList>> prefixLists,
    List<PrefixListEntries> prefixListEntries,
    Observed<BlockPublicAccess> blockPublicAccess,
    Observed<List<BlockPublicAccessExclusion>> blockPublicAccessExclusions,
    Observed<SerialConsoleAccess> serialConsoleAccess,
    Observed<List<InstanceType>> instanceTypes,
    Observed<List<KeyPair>> keyPairs,
    Observed<MetadataDefaults> metadataDefaults,
    @Added(in = "4.1", call = "ec2:GetManagedResourceVisibility")
        Observed<ManagedResourceVisibility> managedResourceVisibility,
    @Added(in = "4.1", without = "false") boolean managedResourcesIncluded) {
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
        entry,
        vpnGateways,
        joinedInstanceConnectEndpoints,
        prefixLists,
        prefixListEntries,
        blockPublicAccess,
        blockPublicAccessExclusions,
        serialConsoleAccess,
        instanceTypes,
        keyPairs,
        metadataDefaults,
        managedResourceVisibility,
        managedResourcesIncluded);
  }

  /**
   * Whether the lists of instances and interfaces may lack what AWS services operate: since
   * 2026-04-22 they show it only where it is asked for, or where the region is set to show it.
   */
  public boolean mayLackManaged() {
    boolean shown =
        managedResourceVisibility instanceof Observed.Known<ManagedResourceVisibility> known
            && known.value().isVisible();
    return !managedResourcesIncluded
        && !shown
        && Observed.items(instances).stream().noneMatch(it -> it.operator().hiddenByDefault());
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
            metadataDefaults,
            managedResourceVisibility);
    Stream<Observed<?>> details =
        Stream.of(
                autoAssignedAddresses.stream().map(AutoAssignedAddress::associatePublicIpAddress),
                vpcDns.stream().flatMap(it -> Stream.of(it.support(), it.hostnames())),
                prefixListEntries.stream().map(PrefixListEntries::cidrs),
                transit.observations(),
                entry.observations())
            .flatMap(it -> it);
    return Stream.concat(lists, details);
  }
}
