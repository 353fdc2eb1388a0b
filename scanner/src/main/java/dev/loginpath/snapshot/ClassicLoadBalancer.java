package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/** A load balancer of the previous generation. */
public record ClassicLoadBalancer(
    String name,
    String dnsName,
    String scheme,
    Optional<String> vpcId,
    List<String> subnetIds,
    List<String> groupIds,
    List<Forward> forwards,
    List<String> instanceIds) {
  public ClassicLoadBalancer {
    subnetIds = List.copyOf(subnetIds);
    groupIds = List.copyOf(groupIds);
    forwards = List.copyOf(forwards);
    instanceIds = List.copyOf(instanceIds);
  }

  /** A listener: a port of the load balancer and the port of the instances that it leads to. */
  public record Forward(String protocol, int port, int instancePort) {}
}
