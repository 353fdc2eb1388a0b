package dev.loginpath.snapshot;

import java.util.List;

/** A network ACL. */
public record NetworkAcl(String id, String vpcId, List<String> subnetIds, List<AclEntry> entries) {
  public NetworkAcl {
    subnetIds = List.copyOf(subnetIds);
    entries = List.copyOf(entries);
  }
}
