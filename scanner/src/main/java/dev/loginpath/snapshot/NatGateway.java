package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A NAT gateway.
 *
 * @param subnetId empty for a regional one, which has a route table of its own instead
 * @param publicAddresses what the internet sees of those behind it; none of a private one
 * @param routeTableId of a regional one, by which its own traffic leaves
 */
public record NatGateway(
    String id,
    String vpcId,
    Optional<String> subnetId,
    String state,
    boolean publicConnectivity,
    @Added(in = "4.1", without = "[]") List<String> publicAddresses,
    @Added(in = "4.1", without = "null") Optional<String> routeTableId) {
  public NatGateway {
    publicAddresses = List.copyOf(publicAddresses);
  }
}
