package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of one Client VPN endpoint. */
public record ClientVpnDetails(
    String endpointId,
    Observed<List<ClientVpnTargetNetwork>> targetNetworks,
    Observed<List<ClientVpnAuthorizationRule>> authorizationRules,
    Observed<List<ClientVpnRoute>> routes) {

  Stream<Observed<?>> observations() {
    return Stream.of(targetNetworks, authorizationRules, routes);
  }
}
