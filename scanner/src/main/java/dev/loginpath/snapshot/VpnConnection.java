package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A Site-to-Site VPN connection. Its keys, which AWS answers too, are not read.
 *
 * @param staticRoutesOnly no BGP: the gateway sends into it what the static routes name
 * @param tunnels the status of each tunnel, {@code UP} or {@code DOWN}
 */
public record VpnConnection(
    String id,
    String state,
    Optional<String> vpnGatewayId,
    Optional<String> transitGatewayId,
    boolean staticRoutesOnly,
    List<String> staticRoutes,
    List<String> tunnels) {
  public VpnConnection {
    staticRoutes = List.copyOf(staticRoutes);
    tunnels = List.copyOf(tunnels);
  }

  /** Packets get through: it is in force, and one of its tunnels is up. */
  public boolean isUp() {
    return state.equals("available") && tunnels.contains("UP");
  }
}
