package dev.loginpath.network;

import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.ClassicLoadBalancer;
import dev.loginpath.snapshot.CrossZone;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Listener;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.LoadBalancerListeners;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.TargetGroup;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The load balancers that forward TCP, by what they forward to. See <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html">client
 * IP preservation</a>.
 */
final class LoadBalancers {

  /** Their targets see the client's address whatever their type. */
  private static final Set<String> KEEPS_CLIENTS = Set.of("TCP_UDP", "TCP_QUIC");

  private static final Cause NOT_READ =
      new Cause.Undecided(
          "Whether a load balancer forwards to other zones than its node's was not read"
              + " (elasticloadbalancing:DescribeLoadBalancerAttributes).");

  /** What is registered: an instance or an address, and its port. */
  private record TargetKey(String id, int port) {}

  /**
   * A port of a load balancer that leads to a target.
   *
   * @param dualStack whether clients may come by IPv6 as well
   * @param target the registered address; empty where an instance is registered
   * @param state whether the target takes new connections
   * @param classic of the older kind, which the ACL stops inside its own subnet as well
   * @param preserves whether the target sees the client's own address
   * @param arn what a PrivateLink service names it by; empty of the older kind, which no service
   *     takes
   * @param judgesPrivateLink whether its groups look at who comes over PrivateLink
   * @param crossZone whether a node forwards to targets in other zones than its own
   */
  record Front(
      String name,
      String address,
      Call call,
      boolean internetFacing,
      boolean dualStack,
      boolean classic,
      String vpcId,
      List<String> subnetIds,
      List<String> groupIds,
      int port,
      Optional<AddressSet> target,
      Verdict state,
      Observed<Boolean> preserves,
      boolean preservesByDefault,
      Verdict crossZone,
      String interfaceDescription,
      String arn,
      Optional<Boolean> judgesPrivateLink) {}

  private final Map<TargetKey, List<Front>> fronts = new HashMap<>();
  private final List<Cause> gaps = new ArrayList<>();
  private final Map<String, List<NetworkInterface>> nodes = new HashMap<>();
  private final Map<String, AddressSet> vpcRanges = new HashMap<>();
  private final Map<String, CrossZone> crossZone;

  LoadBalancers(Ec2Snapshot ec2, LoadBalancingSnapshot read) {
    for (NetworkInterface each : Observed.items(ec2.networkInterfaces())) {
      if (each.description().startsWith("ELB ")) {
        nodes.computeIfAbsent(each.description(), it -> new ArrayList<>()).add(each);
      }
    }
    Observed.items(ec2.vpcs())
        .forEach(it -> vpcRanges.putIfAbsent(it.id(), AddressSet.ofAll(it.cidrs())));
    this.crossZone = Index.by(read.crossZone(), CrossZone::loadBalancer);
    Observed.gap(read.loadBalancers()).ifPresent(gaps::add);
    Observed.gap(read.classicLoadBalancers()).ifPresent(gaps::add);
    Observed.gap(read.targetGroupArns()).ifPresent(gaps::add);
    current(read);
    Observed.items(read.classicLoadBalancers()).forEach(it -> classic(it, read));
  }

  private void current(LoadBalancingSnapshot read) {
    Map<String, LoadBalancer> byArn =
        Index.by(Observed.items(read.loadBalancers()), LoadBalancer::arn);
    Map<String, TargetGroup> groups = Index.by(read.targetGroups(), TargetGroup::arn);
    for (LoadBalancerListeners each : read.listeners()) {
      LoadBalancer balancer = byArn.get(each.loadBalancerArn());
      Observed.gap(each.listeners()).ifPresent(gaps::add);
      for (Listener listener : Observed.items(each.listeners())) {
        if (balancer != null && listener.carriesTcp()) {
          listener.targetGroupArns().stream()
              .flatMap(it -> Optional.ofNullable(groups.get(it)).stream())
              .forEach(it -> forward(balancer, listener, it, read.loadBalancers().call()));
        }
      }
    }
    read.targetGroups().forEach(it -> Observed.gap(it.targets()).ifPresent(gaps::add));
  }

  private void forward(LoadBalancer balancer, Listener listener, TargetGroup group, Call call) {
    String suffix = balancer.arn().substring(balancer.arn().indexOf("loadbalancer/") + 13);
    for (TargetGroup.Target target : Observed.items(group.targets())) {
      Verdict state = state(group, target);
      add(
          new TargetKey(target.id(), target.port()),
          new Front(
              balancer.name(),
              balancer.dnsName() + ":" + listener.port(),
              call.about(balancer.name()),
              balancer.scheme().equals("internet-facing"),
              balancer.ipAddressType().filter("dualstack"::equals).isPresent(),
              false,
              balancer.vpcId().orElse(""),
              balancer.subnetIds(),
              balancer.groupIds(),
              listener.port(),
              AddressSet.parse(target.id()),
              state,
              group.preservesClientIp(),
              group.targetType().equals("instance") || KEEPS_CLIENTS.contains(group.protocol()),
              crossZone(group, balancer.arn()),
              "ELB " + suffix,
              balancer.arn(),
              balancer.judgesPrivateLink()));
    }
  }

  /** The target group decides, unless it leaves that to the load balancer. */
  private Verdict crossZone(TargetGroup group, String balancerArn) {
    Call call = group.preservesClientIp().call().about(group.name());
    return switch (group.crossZone().orElse("")) {
      case "true" -> Verdict.met(call, "has cross-zone load balancing on");
      case "false" -> Verdict.notMet(call, "has cross-zone load balancing off");
      case TargetGroup.AS_BALANCER -> crossZone(balancerArn);
      default ->
          Verdict.unknown(
              List.of(Observed.gap(group.preservesClientIp()).orElseGet(() -> NOT_READ)));
    };
  }

  private Verdict crossZone(String balancer) {
    CrossZone asked = crossZone.get(balancer);
    if (asked == null) {
      return Verdict.unknown(List.of(NOT_READ));
    }
    return switch (asked.enabled()) {
      case Observed.Known<Boolean> known ->
          known.value()
              ? Verdict.met(known.call(), "has cross-zone load balancing on")
              : Verdict.notMet(known.call(), "has cross-zone load balancing off");
      case Observed.Absent<Boolean> absent -> Verdict.unknown(List.of(NOT_READ));
      case Observed.Unseen<Boolean> unseen -> Verdict.unknown(unseen);
    };
  }

  private static Verdict state(TargetGroup group, TargetGroup.Target target) {
    Call call = group.targets().call();
    String fact = target.id() + " port " + target.port() + " is " + target.state();
    return Set.of("unused", "draining").contains(target.state())
        ? Verdict.notMet(call, fact)
        : Verdict.met(call, fact);
  }

  /** The older ones connect from their own address, and let a group of their own speak for them. */
  private void classic(ClassicLoadBalancer balancer, LoadBalancingSnapshot read) {
    Call call = read.classicLoadBalancers().call().about(balancer.name());
    for (ClassicLoadBalancer.Forward forward : balancer.forwards()) {
      if (Listener.carriesTcp(forward.protocol())) {
        for (String instanceId : balancer.instanceIds()) {
          add(
              new TargetKey(instanceId, forward.instancePort()),
              new Front(
                  balancer.name(),
                  balancer.dnsName() + ":" + forward.port(),
                  call,
                  balancer.scheme().equals("internet-facing"),
                  false,
                  true,
                  balancer.vpcId().orElse(""),
                  balancer.subnetIds(),
                  balancer.groupIds(),
                  forward.port(),
                  Optional.empty(),
                  Verdict.met(call, instanceId + " is registered"),
                  new Observed.Known<>(call, false),
                  false,
                  crossZone(balancer.name()),
                  "ELB " + balancer.name(),
                  "",
                  Optional.empty()));
        }
      }
    }
  }

  private void add(TargetKey key, Front front) {
    fronts.computeIfAbsent(key, it -> new ArrayList<>()).add(front);
  }

  /** Why there may be more of them. */
  List<Cause> gaps() {
    return gaps;
  }

  /** An instance is reached at its first interface, an address wherever it is. */
  List<Front> before(NetworkInterface to, int port) {
    List<Front> found = new ArrayList<>();
    if (to.deviceIndex().filter(it -> it == 0).isPresent()) {
      to.instanceId()
          .ifPresent(id -> found.addAll(fronts.getOrDefault(new TargetKey(id, port), List.of())));
    }
    Groups.addresses(to)
        .forEach(it ->
            fronts.getOrDefault(new TargetKey(it, port), List.of()).stream()
                .filter(front -> mayMean(front, to))
                .forEach(found::add));
    return found;
  }

  /** An address that the load balancer's own VPC holds is not the same one of another VPC. */
  private boolean mayMean(Front front, NetworkInterface to) {
    AddressSet own = vpcRanges.getOrDefault(front.vpcId(), AddressSet.EMPTY);
    return to.vpcId().filter(front.vpcId()::equals).isPresent()
        || front.target().filter(own::containsAll).isEmpty();
  }

  /** The load balancer's own end in one of its subnets. */
  Point node(Front front, String subnetId, Subnets subnets) {
    List<AddressSet> own =
        nodes.getOrDefault(front.interfaceDescription(), List.of()).stream()
            .filter(it -> it.subnetId().filter(subnetId::equals).isPresent())
            .map(Point::addresses)
            .toList();
    AddressBounds addresses =
        own.isEmpty()
            ? AddressBounds.upTo(
                subnets.range(subnetId),
                List.of(
                    new Cause.Undecided("The network interface of a load balancer is not listed.")))
            : AddressBounds.exactly(AddressSet.unionOf(own));
    return new Point(
        front.name(),
        front.vpcId(),
        subnetId,
        front.groupIds(),
        !front.groupIds().isEmpty(),
        addresses);
  }

  static SourceKind kind(Front front) {
    return front.internetFacing() ? SourceKind.CIDR : SourceKind.PRIVATE_NETWORK;
  }
}
