package dev.loginpath.snapshot;

/**
 * What a transit gateway is attached to.
 *
 * @param resourceType {@code vpc}, {@code vpn}, {@code direct-connect-gateway}, {@code peering} …
 */
public record TransitGatewayAttachment(
    String id, String transitGatewayId, String resourceType, String resourceId, String state) {}
