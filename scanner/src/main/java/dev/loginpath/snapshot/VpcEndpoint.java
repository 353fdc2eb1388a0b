package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A VPC endpoint.
 *
 * @param policyDocument JSON text; empty where AWS shows none, as for an endpoint service of others
 * @param privateDnsForInboundResolversOnly its private DNS name holds for those outside the VPC,
 *     and inside a gateway endpoint keeps the name; told of services that have both kinds
 */
public record VpcEndpoint(
    String id,
    String vpcId,
    String type,
    String serviceName,
    String state,
    boolean privateDns,
    Optional<Boolean> privateDnsForInboundResolversOnly,
    List<String> subnetIds,
    List<String> groupIds,
    List<String> routeTableIds,
    List<String> networkInterfaceIds,
    Optional<String> policyDocument) {
  public VpcEndpoint {
    subnetIds = List.copyOf(subnetIds);
    groupIds = List.copyOf(groupIds);
    routeTableIds = List.copyOf(routeTableIds);
    networkInterfaceIds = List.copyOf(networkInterfaceIds);
  }

  /** The same endpoint with what another answer tells of where it is and of its groups. */
  public VpcEndpoint in(String vpc, List<String> subnets, List<String> groups) {
    return new VpcEndpoint(
        id,
        vpc,
        type,
        serviceName,
        state,
        privateDns,
        privateDnsForInboundResolversOnly,
        subnets,
        groups,
        routeTableIds,
        networkInterfaceIds,
        policyDocument);
  }

  /** Whether it serves; AWS writes the state with and without a capital. */
  public boolean isAvailable() {
    return state.equalsIgnoreCase("available");
  }
}
