package dev.loginpath.snapshot;

import java.util.List;

/** An egress-only internet gateway: IPv6 out, nothing in. */
public record EgressOnlyInternetGateway(String id, List<String> vpcIds) {
  public EgressOnlyInternetGateway {
    vpcIds = List.copyOf(vpcIds);
  }
}
