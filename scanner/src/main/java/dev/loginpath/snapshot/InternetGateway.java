package dev.loginpath.snapshot;

import java.util.List;

/** An internet gateway and the VPCs it is attached to. */
public record InternetGateway(String id, List<String> vpcIds) {
  public InternetGateway {
    vpcIds = List.copyOf(vpcIds);
  }
}
