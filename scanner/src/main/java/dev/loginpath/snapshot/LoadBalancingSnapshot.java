package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything read from Elastic Load Balancing in one region. */
public record LoadBalancingSnapshot(
    Observed<List<LoadBalancer>> loadBalancers,
    List<LoadBalancerListeners> listeners,
    Observed<List<String>> targetGroupArns,
    List<TargetGroup> targetGroups,
    Observed<List<ClassicLoadBalancer>> classicLoadBalancers,
    @Added(in = "4.1", without = "[]") List<CrossZone> crossZone) {
  public LoadBalancingSnapshot {
    listeners = List.copyOf(listeners);
    targetGroups = List.copyOf(targetGroups);
    crossZone = List.copyOf(crossZone);
  }

  /** Where no load balancer was asked for the zones that it serves. */
  public LoadBalancingSnapshot(
      Observed<List<LoadBalancer>> loadBalancers,
      List<LoadBalancerListeners> listeners,
      Observed<List<String>> targetGroupArns,
      List<TargetGroup> targetGroups,
      Observed<List<ClassicLoadBalancer>> classicLoadBalancers) {
    this(loadBalancers, listeners, targetGroupArns, targetGroups, classicLoadBalancers, List.of());
  }

  /** ARNs of those that forward TCP to targets and are left to say which zones they serve. */
  public static SortedSet<String> decidingZones(
      List<LoadBalancerListeners> listeners, List<TargetGroup> groups) {
    Set<String> undecided =
        groups.stream()
            .filter(it -> !Observed.items(it.targets()).isEmpty())
            .filter(it -> it.crossZone().equals(Optional.of(TargetGroup.AS_BALANCER)))
            .map(TargetGroup::arn)
            .collect(Collectors.toSet());
    return listeners.stream()
        .filter(each ->
            Observed.items(each.listeners()).stream()
                .filter(Listener::carriesTcp)
                .anyMatch(it -> it.targetGroupArns().stream().anyMatch(undecided::contains)))
        .map(LoadBalancerListeners::loadBalancerArn)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of the classic ones that forward TCP to instances. */
  public static SortedSet<String> decidingZones(List<ClassicLoadBalancer> classic) {
    return classic.stream()
        .filter(it -> !it.instanceIds().isEmpty())
        .filter(it -> it.forwards().stream().anyMatch(f -> Listener.carriesTcp(f.protocol())))
        .map(ClassicLoadBalancer::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.<Observed<?>>of(loadBalancers, targetGroupArns, classicLoadBalancers),
            listeners.stream().map(LoadBalancerListeners::listeners),
            targetGroups.stream().flatMap(it -> Stream.of(it.targets(), it.preservesClientIp())),
            crossZone.stream().map(CrossZone::enabled))
        .flatMap(it -> it);
  }
}
