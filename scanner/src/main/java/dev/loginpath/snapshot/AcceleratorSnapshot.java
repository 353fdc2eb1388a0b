package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What AWS Global Accelerator forwards. It is one service for all regions, and absent where the
 * partition has none.
 *
 * @param listeners of each accelerator of either kind
 * @param endpointGroups of each of these listeners
 * @param lentEndpoints the ARNs of endpoints that accelerators of other accounts may use
 */
public record AcceleratorSnapshot(
    @Added(in = "4.1", call = "globalaccelerator:ListAccelerators")
        Observed<List<Accelerator>> accelerators,
    @Added(in = "4.1", call = "globalaccelerator:ListCustomRoutingAccelerators")
        Observed<List<Accelerator>> customRoutingAccelerators,
    @Added(in = "4.1", without = "[]") List<AcceleratorListeners> listeners,
    @Added(in = "4.1", without = "[]") List<ListenerEndpointGroups> endpointGroups,
    @Added(in = "4.1", call = "globalaccelerator:ListCrossAccountAttachments")
        Observed<List<String>> lentEndpoints) {
  public AcceleratorSnapshot {
    listeners = List.copyOf(listeners);
    endpointGroups = List.copyOf(endpointGroups);
  }

  Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.<Observed<?>>of(accelerators, customRoutingAccelerators, lentEndpoints),
            listeners.stream().map(AcceleratorListeners::listeners),
            endpointGroups.stream().map(ListenerEndpointGroups::endpointGroups))
        .flatMap(it -> it);
  }
}
