package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/** Everything read from Elastic Load Balancing in one region. */
public record LoadBalancingSnapshot(
    Observed<List<LoadBalancer>> loadBalancers,
    List<LoadBalancerListeners> listeners,
    Observed<List<String>> targetGroupArns,
    List<TargetGroup> targetGroups,
    Observed<List<ClassicLoadBalancer>> classicLoadBalancers) {
  public LoadBalancingSnapshot {
    listeners = List.copyOf(listeners);
    targetGroups = List.copyOf(targetGroups);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.<Observed<?>>of(loadBalancers, targetGroupArns, classicLoadBalancers),
            listeners.stream().map(LoadBalancerListeners::listeners),
            targetGroups.stream().flatMap(it -> Stream.of(it.targets(), it.preservesClientIp())))
        .flatMap(it -> it);
  }
}
