package dev.loginpath.snapshot;

import java.util.List;

/**
 * The attachment of a VPC to a transit gateway.
 *
 * @param subnetIds one in each zone from which and to which it carries packets
 * @param applianceMode it may hand packets over in another zone than the one that they come from
 */
public record TransitGatewayVpcAttachment(
    String id,
    String transitGatewayId,
    String vpcId,
    String vpcOwnerId,
    String state,
    List<String> subnetIds,
    boolean securityGroupReferencing,
    boolean applianceMode,
    boolean ipv6) {
  public TransitGatewayVpcAttachment {
    subnetIds = List.copyOf(subnetIds);
  }
}
