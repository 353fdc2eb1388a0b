package dev.loginpath.snapshot;

/**
 * A Route 53 Profile that is associated with a VPC.
 *
 * @param status {@code COMPLETE} where it holds
 */
public record ProfileAssociation(String id, String profileId, String vpcId, String status) {}
