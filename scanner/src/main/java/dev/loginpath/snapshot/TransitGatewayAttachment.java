package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * What a transit gateway is attached to.
 *
 * @param resourceType {@code vpc}, {@code vpn}, {@code direct-connect-gateway}, {@code peering} …
 * @param association the route table for what comes in by it; AWS tells it to the gateway's owner
 */
public record TransitGatewayAttachment(
    String id,
    String transitGatewayId,
    String resourceType,
    String resourceId,
    String state,
    @Added(in = "4.1", without = "\"\"") String transitGatewayOwnerId,
    @Added(in = "4.1", without = "\"\"") String resourceOwnerId,
    @Added(in = "4.1") Optional<Association> association) {

  /** The route table that decides where an attachment's packets go. */
  public record Association(String routeTableId, String state) {}

  public boolean isVpc(String vpcId) {
    return resourceType.equals("vpc") && resourceId.equals(vpcId);
  }
}
