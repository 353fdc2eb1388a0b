package dev.loginpath.cost;

import dev.loginpath.snapshot.AutoAssignedAddress;
import dev.loginpath.snapshot.ClassicLoadBalancer;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What costs money in a region, looked up by what uses it. */
final class Inventory {

  private final RegionSnapshot region;
  private final Map<String, Integer> instancesOfVpc = new HashMap<>();
  private final Map<String, Instance> instances = new HashMap<>();
  private final Map<String, NetworkInterface> interfaces = new HashMap<>();
  private final Map<String, RouteTable> tableOfSubnet = new HashMap<>();
  private final Map<String, RouteTable> mainTableOfVpc = new HashMap<>();
  private final Map<String, String> loadBalancers = new HashMap<>();
  private final Map<String, String> agents = new HashMap<>();
  private final Map<String, AutoAssignedAddress> autoAssigned = new HashMap<>();

  Inventory(RegionSnapshot region) {
    this.region = region;
    Ec2Snapshot ec2 = region.ec2();
    for (Instance each : Observed.items(ec2.instances())) {
      if (!each.isTerminated()) {
        instances.put(each.id(), each);
        each.vpcId().ifPresent(it -> instancesOfVpc.merge(it, 1, Integer::sum));
      }
    }
    Observed.items(ec2.networkInterfaces()).forEach(it -> interfaces.put(it.id(), it));
    for (RouteTable table : Observed.items(ec2.routeTables())) {
      table.subnetIds().forEach(it -> tableOfSubnet.put(it, table));
      if (table.main()) {
        mainTableOfVpc.put(table.vpcId(), table);
      }
    }
    for (LoadBalancer each : Observed.items(region.loadBalancing().loadBalancers())) {
      loadBalancers.put(each.dnsName(), each.name());
    }
    for (ClassicLoadBalancer each : Observed.items(region.loadBalancing().classicLoadBalancers())) {
      loadBalancers.put(each.dnsName(), each.name());
    }
    for (ManagedNode each : Observed.items(region.ssm().nodes())) {
      each.agentVersion().ifPresent(it -> agents.put(each.id(), it));
    }
    ec2.autoAssignedAddresses().forEach(it -> autoAssigned.put(it.networkInterfaceId(), it));
  }

  /** How many instances a VPC has; empty where not all were listed. */
  Optional<Integer> sharers(Optional<String> vpcId) {
    return region.ec2().instances() instanceof Observed.Known<List<Instance>>
        ? vpcId.map(it -> instancesOfVpc.getOrDefault(it, 0))
        : Optional.empty();
  }

  Optional<Instance> instanceOf(String networkInterfaceId) {
    return Optional.ofNullable(interfaces.get(networkInterfaceId))
        .flatMap(NetworkInterface::instanceId)
        .flatMap(it -> Optional.ofNullable(instances.get(it)));
  }

  Optional<String> agentVersion(Instance instance) {
    return Optional.ofNullable(agents.get(instance.id()));
  }

  /** The endpoints that answer in place of a service of the region. */
  List<VpcEndpoint> endpoints(Optional<String> vpcId, String service) {
    String name = "." + region.name() + "." + service;
    return Observed.items(region.ec2().vpcEndpoints()).stream()
        .filter(it -> it.type().equals("Interface") && it.state().equalsIgnoreCase("available"))
        .filter(it -> vpcId.filter(it.vpcId()::equals).isPresent())
        .filter(it -> it.serviceName().endsWith(name) && it.privateDns())
        .toList();
  }

  /** Why there may be more endpoints than are listed. */
  Optional<Cause> endpointGap() {
    return Observed.gap(region.ec2().vpcEndpoints());
  }

  /** Why there may be more NAT gateways, or more addresses of them, than are listed. */
  Optional<Cause> natGap() {
    return Observed.gap(region.ec2().natGateways())
        .or(() -> Observed.gap(region.ec2().networkInterfaces()));
  }

  /** The NAT gateways that the routes of an interface's subnet lead to. */
  List<NatGateway> natGateways(NetworkInterface from) {
    Optional<RouteTable> table =
        from.subnetId().map(tableOfSubnet::get).or(() -> from.vpcId().map(mainTableOfVpc::get));
    List<String> targets =
        table.stream()
            .flatMap(it -> it.routes().stream())
            .filter(it -> !it.blackhole())
            .map(Route::target)
            .toList();
    return Observed.items(region.ec2().natGateways()).stream()
        .filter(it -> targets.contains(it.id()) && it.publicConnectivity())
        .toList();
  }

  /** AWS names the gateway in the description of its interface. */
  List<String> publicAddresses(NatGateway nat) {
    return Observed.items(region.ec2().networkInterfaces()).stream()
        .filter(it -> it.interfaceType().equals("nat_gateway"))
        .filter(it -> it.description().endsWith(nat.id()))
        .flatMap(Inventory::publicAddresses)
        .toList();
  }

  static Stream<String> publicAddresses(NetworkInterface networkInterface) {
    return networkInterface.privateAddresses().stream()
        .map(PrivateAddress::publicAddress)
        .flatMap(Optional::stream);
  }

  /** Whether a stopped instance gets a public address here when it starts; empty: it has one. */
  Optional<Observed<Boolean>> publicAddressToCome(NetworkInterface networkInterface) {
    boolean primary = networkInterface.deviceIndex().filter(it -> it == 0).isPresent();
    return primary
            && !networkInterface.privateAddresses().isEmpty()
            && publicAddresses(networkInterface).findAny().isEmpty()
        ? Optional.ofNullable(autoAssigned.get(networkInterface.id()))
            .map(AutoAssignedAddress::associatePublicIpAddress)
        : Optional.empty();
  }

  /** The load balancer at an address such as {@code name:port}. */
  Optional<String> loadBalancer(String address) {
    int colon = address.lastIndexOf(':');
    return colon <= 0
        ? Optional.empty()
        : Optional.ofNullable(loadBalancers.get(address.substring(0, colon)));
  }
}
