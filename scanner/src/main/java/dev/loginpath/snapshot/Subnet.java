package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/** A subnet. */
public record Subnet(
    String id,
    String vpcId,
    String ownerId,
    Optional<String> cidr,
    List<String> ipv6Cidrs,
    @Added(in = "4.0", without = "null") Optional<String> availabilityZone,
    @Added(in = "4.0", without = "null") Optional<String> outpostArn) {
  public Subnet {
    ipv6Cidrs = List.copyOf(ipv6Cidrs);
  }
}
