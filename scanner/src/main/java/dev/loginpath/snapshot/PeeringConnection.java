package dev.loginpath.snapshot;

import java.util.List;

/** A VPC peering connection. */
public record PeeringConnection(String id, String status, Side requester, Side accepter) {

  /** One of the two VPCs; the ranges are told only once the connection was accepted. */
  public record Side(String ownerId, String vpcId, String region, List<String> cidrs) {
    public Side {
      cidrs = List.copyOf(cidrs);
    }
  }

  /** The side that is not this VPC. */
  public Side beyond(String vpcId) {
    return requester.vpcId().equals(vpcId) ? accepter : requester;
  }
}
