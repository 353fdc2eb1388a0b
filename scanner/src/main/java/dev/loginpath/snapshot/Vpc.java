package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A VPC with its associated address ranges.
 *
 * @param dhcpOptionsId {@code default} where it has no set of DHCP options
 */
public record Vpc(
    String id,
    String ownerId,
    List<String> cidrs,
    List<Ipv6Range> ipv6Ranges,
    @Added(in = "4.1", without = "null") Optional<String> dhcpOptionsId) {
  public Vpc {
    cidrs = List.copyOf(cidrs);
    ipv6Ranges = List.copyOf(ipv6Ranges);
  }

  /** Nothing in it has an IPv6 address: AWS leaves the ranges out where there are none. */
  public boolean hasNoIpv6() {
    return ipv6Ranges.isEmpty();
  }
}
