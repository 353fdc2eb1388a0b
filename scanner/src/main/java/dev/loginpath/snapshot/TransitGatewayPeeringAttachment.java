package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * What joins two transit gateways.
 *
 * @param accepterAttachmentId the attachment at the accepter's end, where it is another one
 */
public record TransitGatewayPeeringAttachment(
    String id, Side requester, Side accepter, String state, Optional<String> accepterAttachmentId) {

  /** One of the two gateways. */
  public record Side(String transitGatewayId, String ownerId, String region) {}

  /** The side that is not this gateway. */
  public Side beyond(String transitGatewayId) {
    return requester.transitGatewayId().equals(transitGatewayId) ? accepter : requester;
  }
}
