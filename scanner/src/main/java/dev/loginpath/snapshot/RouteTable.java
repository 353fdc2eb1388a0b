package dev.loginpath.snapshot;

import java.util.List;

/** A route table and what it is associated with. */
public record RouteTable(
    String id,
    String vpcId,
    String ownerId,
    boolean main,
    List<String> subnetIds,
    List<String> gatewayIds,
    List<Route> routes) {
  public RouteTable {
    subnetIds = List.copyOf(subnetIds);
    gatewayIds = List.copyOf(gatewayIds);
    routes = List.copyOf(routes);
  }

  /** The same table with what another answer tells of its VPC. */
  public RouteTable in(String vpc) {
    return new RouteTable(id, vpc, ownerId, main, subnetIds, gatewayIds, routes);
  }
}
