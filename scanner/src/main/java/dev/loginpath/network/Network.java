package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Source;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The network of one region: questions, each answered with a set and the hops that admit it. */
public final class Network {

  private final Ec2Snapshot ec2;
  private final PrefixLists prefixLists;
  private final Groups groups;
  private final Ingress ingress;
  private final CarrierWays carrierWays;
  private final Between between;
  private final Reachability reachability;
  private final BalancedIngress balanced;
  private final AcceleratedIngress accelerated;
  private final PooledIngress pooled;
  private final PrivateLinkIngress privateLink;
  private final UnheldIngress unheld;
  private final InternetPorts publicPorts;
  private final InternetPorts widelyPublicPorts;
  private final Tunnel tunnel;
  private final Egress egress;
  private final Map<String, NetworkInterface> interfaces;

  /**
   * @param account the account that was read: what others own in the region is not evaluated
   */
  public Network(
      String account,
      Ec2Snapshot ec2,
      PrivateDnsSnapshot privateDns,
      LoadBalancingSnapshot loadBalancing,
      AcceleratorSnapshot accelerators) {
    this.ec2 = ec2;
    this.prefixLists = new PrefixLists(ec2);
    this.groups = new Groups(account, ec2, prefixLists);
    Subnets subnets = new Subnets(account, ec2);
    Routes routes = new Routes(ec2, prefixLists, subnets);
    Acls acls = new Acls(ec2, subnets);
    PublicAddresses publicAddresses = new PublicAddresses(ec2);
    PublicBlock publicBlock = new PublicBlock(ec2, subnets);
    TransitGateways transit = new TransitGateways(account, ec2, routes, subnets);
    Forwarding forwarding = new Forwarding(ec2, transit);
    PrivateWays privateWays = new PrivateWays(ec2, routes, subnets, acls, transit, forwarding);
    this.ingress =
        new Ingress(publicAddresses, publicBlock, groups, routes, acls, privateWays, subnets);
    this.carrierWays = new CarrierWays(ec2, ingress, groups, routes, acls);
    this.between = new Between(ec2, groups, routes, acls, forwarding);
    this.reachability = new Reachability(ec2, between);
    LoadBalancers balancers = new LoadBalancers(ec2, loadBalancing);
    this.balanced = new BalancedIngress(balancers, ingress, groups, subnets, acls, between);
    this.privateLink =
        new PrivateLinkIngress(new EndpointServices(ec2.entry()), balancers, balanced, groups);
    this.unheld = new UnheldIngress(ec2, loadBalancing, groups, between, reachability);
    this.publicPorts = new InternetPorts(ingress, groups, acls, it -> !it.isEmpty());
    this.widelyPublicPorts = new InternetPorts(ingress, groups, acls, AddressSet::isWide);
    InternetGateways gateways = new InternetGateways(ec2);
    this.pooled = new PooledIngress(ec2, ingress, groups, routes, publicBlock, gateways);
    this.accelerated =
        new AcceleratedIngress(
            ec2,
            new Accelerators(accelerators, ec2.instances().call().region()),
            balancers,
            balanced,
            ingress,
            groups,
            acls,
            publicBlock,
            gateways);
    this.tunnel = new Tunnel(ec2, groups, subnets, acls, between);
    Resolver resolver = new Resolver(ec2);
    InternetWays internet =
        new InternetWays(
            ec2,
            publicAddresses,
            publicBlock,
            prefixLists,
            groups,
            routes,
            acls,
            subnets,
            resolver,
            transit,
            forwarding);
    this.egress =
        new Egress(
            ec2,
            routes,
            subnets,
            between,
            internet,
            resolver,
            new PrivateNames(ec2, privateDns, resolver),
            transit);
    this.interfaces = Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
  }

  /**
   * The interfaces of an instance, and why there may be more of them or on them. Every instance has
   * one: where none is told, that is a doubt.
   */
  public record Attached(List<NetworkInterface> interfaces, List<Cause> doubts) {}

  public Attached interfacesOf(Instance instance) {
    List<NetworkInterface> found = new ArrayList<>();
    List<Cause> doubts = new ArrayList<>();
    instance.doubts().forEach(it -> doubts.add(new Cause.Undecided(it)));
    for (String id : instance.networkInterfaceIds()) {
      Optional.ofNullable(interfaces.get(id))
          .ifPresentOrElse(
              found::add,
              () ->
                  doubts.add(
                      Observed.gap(ec2.networkInterfaces())
                          .orElse(
                              new Cause.Undecided(
                                  "A network interface of the instance is not listed."))));
    }
    found.stream()
        .flatMap(it -> it.doubts().stream())
        .forEach(it -> doubts.add(new Cause.Undecided(it)));
    if (!doubts.isEmpty()) {
      Observed.gap(ec2.networkInterfaces()).ifPresent(doubts::add);
    }
    if (found.isEmpty() && doubts.isEmpty()) {
      doubts.add(new Cause.Undecided("The network interfaces of the instance are not told."));
    }
    return new Attached(found, doubts.stream().distinct().toList());
  }

  /**
   * Who reaches a TCP port of the interface from outside its VPC, one answer per address.
   *
   * @param running whether the instance runs: a stopped one may get its public address back
   */
  public List<AddressReach> sourcesReaching(
      NetworkInterface networkInterface, int port, boolean running) {
    return Stream.of(
            ingress.sourcesReaching(networkInterface, port, running),
            pooled.sourcesReaching(networkInterface, port),
            carrierWays.sourcesReaching(networkInterface, port, running))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Who reaches a TCP port of the interface through load balancers, PrivateLink services and
   * accelerators in front of it, and from interfaces that no instance holds.
   */
  public List<AddressReach> forwardedSourcesReaching(
      NetworkInterface networkInterface, int port, boolean running) {
    return Stream.of(
            balanced.sourcesReaching(networkInterface, port, running),
            privateLink.sourcesReaching(networkInterface, port, running),
            accelerated.sourcesReaching(networkInterface, port, running),
            unheld.sourcesReaching(networkInterface, port))
        .flatMap(List::stream)
        .toList();
  }

  /** The TCP ports on which any of the internet comes in; empty where it surely does on none. */
  public Optional<PublicPorts> publicPorts(NetworkInterface networkInterface) {
    return publicPorts.of(networkInterface, Set.of());
  }

  /** The TCP ports, all but some, on which more of the internet comes in than some offices. */
  public Optional<PublicPorts> widelyPublicPorts(NetworkInterface to, Set<Integer> but) {
    return widelyPublicPorts.of(to, but);
  }

  /** From which of some interfaces others are reached. */
  public Departures departures(List<NetworkInterface> from) {
    return new Departures(from, reachability);
  }

  /** No group of the interface admits anybody to the port, and all of them were read. */
  public boolean admitsNobody(NetworkInterface networkInterface, int port) {
    return groups.ingress(networkInterface.groupIds(), port).admitsNobody();
  }

  /** The answer of {@link #reaches} without its reasons, which is cheap to ask for every pair. */
  public Answer isReached(NetworkInterface from, NetworkInterface to, int port) {
    return reachability.answer(from, to, port);
  }

  /** Whether one interface reaches a TCP port of another, in the same VPC or over peering. */
  public Requirement reaches(String id, NetworkInterface from, NetworkInterface to, int port) {
    return between.requirement(id, Point.of(from), Point.of(to), port);
  }

  /** Whether an Instance Connect Endpoint of the same VPC reaches a TCP port of the interface. */
  public EndpointReach reaches(
      InstanceConnectEndpoint endpoint, NetworkInterface target, int port) {
    return tunnel.reach(endpoint, target, port);
  }

  /** How the interface reaches an AWS service of the region, such as {@code ssmmessages}. */
  public Requirement egressTo(NetworkInterface networkInterface, String service) {
    return egress.to(networkInterface, service);
  }

  /** How the interface reaches an AWS service of another region, as a bucket may be in one. */
  public Requirement egressTo(NetworkInterface networkInterface, String service, String region) {
    return egress.to(networkInterface, service, region);
  }

  /** How requests of an instance leave for a service; one of several interfaces may carry them. */
  public Exit exitOf(Instance instance, String service) {
    Attached attached = interfacesOf(instance);
    List<Exit> exits =
        attached.interfaces().stream().map(it -> egress.exit(it, service)).distinct().toList();
    return exits.size() == 1 && attached.doubts().isEmpty() ? exits.getFirst() : new Exit.Untold();
  }

  /**
   * The rules of a group that name the Instance Connect service: its prefix list, or exactly its
   * ranges. See <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-prerequisites.html">prerequisites</a>.
   */
  public ServiceRange instanceConnectService() {
    List<String> ids = prefixLists.instanceConnectService().stream().map(PrefixList::id).toList();
    List<AddressSet> ranges =
        ids.stream()
            .flatMap(it -> prefixLists.cidrs(it).stream())
            .flatMap(it -> AddressSet.parse(it).stream())
            .toList();
    return new ServiceRange(ids, ranges);
  }

  /** What the groups of the interface admit on a TCP port, whatever the routes say. */
  public boolean namesServiceRange(NetworkInterface networkInterface, int port) {
    ServiceRange service = instanceConnectService();
    return groups.ingress(networkInterface.groupIds(), port).ranges().stream()
        .anyMatch(it -> service.isNamedBy(it.rule()));
  }

  /** Why {@link #namesServiceRange} may miss a rule. */
  public List<Cause> serviceRangeDoubts(NetworkInterface networkInterface, int port) {
    List<Cause> doubts =
        new ArrayList<>(groups.ingress(networkInterface.groupIds(), port).doubts());
    Observed.gap(ec2.prefixLists()).ifPresent(doubts::add);
    return doubts;
  }

  /** The endpoints through which an instance in this VPC may be reached. */
  public List<InstanceConnectEndpoint> instanceConnectEndpoints(String vpcId) {
    return Observed.items(ec2.instanceConnectEndpoints()).stream()
        .filter(it -> it.vpcId().equals(vpcId))
        .toList();
  }

  /**
   * Those of other VPCs that may reach into one: client IP preservation binds an endpoint to its
   * own.
   */
  public List<InstanceConnectEndpoint> instanceConnectEndpointsBeside(String vpcId) {
    return Observed.items(ec2.instanceConnectEndpoints()).stream()
        .filter(it -> !it.vpcId().equals(vpcId) && !it.preserveClientIp())
        .toList();
  }

  /** The same list as AWS gave it: whether it is complete, and why not. */
  public Observed<List<InstanceConnectEndpoint>> endpointList() {
    return ec2.instanceConnectEndpoints();
  }

  /** Sources as the report writes them. */
  public static List<Source> toReport(List<AddressReach> reaches) {
    return reaches.stream().flatMap(it -> it.toReport().stream()).distinct().toList();
  }
}
