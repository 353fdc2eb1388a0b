package dev.loginpath.snapshot;

import java.util.List;

/** A virtual private gateway: the VPC's end of a VPN or of Direct Connect. */
public record VpnGateway(String id, String state, List<String> vpcIds) {
  public VpnGateway {
    vpcIds = List.copyOf(vpcIds);
  }
}
