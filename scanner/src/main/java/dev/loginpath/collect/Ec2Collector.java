package dev.loginpath.collect;

import dev.loginpath.joined.JoinedInterfaces;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Reads EC2 in one region. */
final class Ec2Collector {

  static final Set<String> ACTIONS =
      Stream.of(
              InstanceCollector.ACTIONS,
              NetworkCollector.ACTIONS,
              TransitCollector.ACTIONS,
              EntryCollector.ACTIONS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final InstanceCollector launches;
  private final NetworkCollector network;
  private final boolean managedIncluded;
  private final TransitCollector transit;
  private final EntryCollector entry;

  /**
   * Of one region.
   *
   * @param managedIncluded who answers heeds that what AWS services operate is asked for
   */
  Ec2Collector(Ec2Client ec2, String region, boolean managedIncluded) {
    this.managedIncluded = managedIncluded;
    this.launches = new InstanceCollector(ec2, region);
    this.network = new NetworkCollector(ec2, region);
    this.transit = new TransitCollector(ec2, region);
    this.entry = new EntryCollector(ec2, region);
  }

  /**
   * The list that everything else is read for; asked first, because it tells a region that is off.
   */
  Observed<List<Instance>> instances() {
    return launches.instances();
  }

  Ec2Snapshot collect(Observed<List<Instance>> instances) {
    Observed<List<NetworkInterface>> interfaces = network.networkInterfaces();
    Observed<List<RouteTable>> routeTables = network.routeTables();
    Observed<List<SecurityGroup>> groups = network.securityGroups();
    Observed<List<PrefixList>> prefixLists = network.prefixLists();
    Observed<List<VpcEndpoint>> vpcEndpoints = network.vpcEndpoints();
    JoinedInterfaces joined = JoinedInterfaces.of(instances, interfaces);
    return new Ec2Snapshot(
        instances,
        launches.imageMetadata(),
        launches.images(instances),
        interfaces,
        launches.autoAssigned(joined.instances(), joined.interfaces()),
        launches.availabilityZones(),
        network.subnets(),
        network.vpcs(),
        network.vpcDns(joined.instances(), Observed.items(vpcEndpoints)),
        network.dhcpOptions(),
        routeTables,
        groups,
        network.securityGroupRules(),
        network.networkAcls(),
        network.internetGateways(),
        network.egressOnlyInternetGateways(),
        network.natGateways(),
        vpcEndpoints,
        network.peeringConnections(),
        transit.attachments(),
        transit.transit(),
        entry.collect(),
        network.vpnGateways(),
        network.instanceConnectEndpoints(),
        prefixLists,
        network.entries(
            Observed.items(groups), Observed.items(routeTables), Observed.items(prefixLists)),
        network.blockPublicAccess(),
        network.exclusions(),
        launches.serialConsoleAccess(),
        launches.instanceTypes(instances),
        launches.keyPairs(),
        launches.metadataDefaults(),
        launches.managedResourceVisibility(),
        managedIncluded);
  }
}
