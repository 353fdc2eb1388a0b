package dev.loginpath.snapshot;

/**
 * A transit gateway, of the account or shared with it.
 *
 * @param securityGroupReferencing it carries the groups of those who send, where their attachments
 *     do so too
 */
public record TransitGateway(
    String id, String ownerId, String state, boolean securityGroupReferencing) {}
