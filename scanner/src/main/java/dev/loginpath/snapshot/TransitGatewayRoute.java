package dev.loginpath.snapshot;

import java.util.List;

/**
 * A route of a transit gateway.
 *
 * @param targets where it leads; several share the packets
 * @param type {@code static} or {@code propagated}
 * @param state {@code active}, {@code blackhole} …
 */
public record TransitGatewayRoute(
    String destination, boolean ofPrefixList, List<Target> targets, String type, String state) {
  public TransitGatewayRoute {
    targets = List.copyOf(targets);
  }

  /** An attachment, and what is attached by it. */
  public record Target(String attachmentId, String resourceType, String resourceId) {}

  public boolean isPropagated() {
    return type.equals("propagated");
  }
}
