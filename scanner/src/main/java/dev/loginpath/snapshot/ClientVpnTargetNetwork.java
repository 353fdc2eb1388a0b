package dev.loginpath.snapshot;

import java.util.List;

/**
 * A subnet that is associated with a Client VPN endpoint, in which the endpoint has interfaces.
 *
 * @param status {@code associated} once it carries traffic
 */
public record ClientVpnTargetNetwork(
    String associationId, String subnetId, String status, List<String> groupIds) {
  public ClientVpnTargetNetwork {
    groupIds = List.copyOf(groupIds);
  }
}
