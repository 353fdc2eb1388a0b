package dev.loginpath.snapshot;

import java.util.List;

/** A VPC endpoint. */
public record VpcEndpoint(
    String id,
    String vpcId,
    String type,
    String serviceName,
    String state,
    boolean privateDns,
    List<String> subnetIds,
    List<String> groupIds,
    List<String> routeTableIds,
    List<String> networkInterfaceIds) {
  public VpcEndpoint {
    subnetIds = List.copyOf(subnetIds);
    groupIds = List.copyOf(groupIds);
    routeTableIds = List.copyOf(routeTableIds);
    networkInterfaceIds = List.copyOf(networkInterfaceIds);
  }
}
