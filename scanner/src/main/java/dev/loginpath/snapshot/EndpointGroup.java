package dev.loginpath.snapshot;

import java.util.List;

/**
 * Where a listener of an accelerator leads in one region.
 *
 * @param trafficDial the percentage of what comes by this region that stays in it
 * @param overrides ports of the listener that lead to another port of the endpoints
 * @param destinations of a custom routing accelerator: the ports of its subnets that take TCP
 */
public record EndpointGroup(
    String arn,
    String region,
    double trafficDial,
    List<PortOverride> overrides,
    List<Endpoint> endpoints,
    List<PortRange> destinations) {

  /** A port of the listener and the port of the endpoints that it leads to. */
  public record PortOverride(int listenerPort, int endpointPort) {}

  /**
   * What takes the traffic.
   *
   * @param id an instance, the allocation of an Elastic IP address, the ARN of a load balancer, or
   *     of a custom routing accelerator a subnet
   * @param weight the share of the group's traffic
   * @param preservesClientIp it sees the client's own address
   */
  public record Endpoint(String id, int weight, boolean preservesClientIp) {}

  public EndpointGroup {
    overrides = List.copyOf(overrides);
    endpoints = List.copyOf(endpoints);
    destinations = List.copyOf(destinations);
  }
}
