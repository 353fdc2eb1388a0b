package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A route table and what it is associated with.
 *
 * @param publicIpv4Pools address pools of one's own that the internet gateway takes in by this
 *     table; empty where it was not read
 */
public record RouteTable(
    String id,
    String vpcId,
    String ownerId,
    boolean main,
    List<String> subnetIds,
    List<String> gatewayIds,
    List<Route> routes,
    @Added(in = "4.1", without = "null") Optional<List<String>> publicIpv4Pools) {
  public RouteTable {
    subnetIds = List.copyOf(subnetIds);
    gatewayIds = List.copyOf(gatewayIds);
    routes = List.copyOf(routes);
    publicIpv4Pools = publicIpv4Pools.map(List::copyOf);
  }

  /** Without an address pool. */
  public RouteTable(
      String id,
      String vpcId,
      String ownerId,
      boolean main,
      List<String> subnetIds,
      List<String> gatewayIds,
      List<Route> routes) {
    this(id, vpcId, ownerId, main, subnetIds, gatewayIds, routes, Optional.of(List.of()));
  }

  /** The same table with what another answer tells of its VPC. */
  public RouteTable in(String vpc) {
    return new RouteTable(id, vpc, ownerId, main, subnetIds, gatewayIds, routes, publicIpv4Pools);
  }
}
