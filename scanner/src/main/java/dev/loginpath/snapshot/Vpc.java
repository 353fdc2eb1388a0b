package dev.loginpath.snapshot;

import java.util.List;

/** A VPC with its associated address ranges. */
public record Vpc(String id, String ownerId, List<String> cidrs, List<Ipv6Range> ipv6Ranges) {
  public Vpc {
    cidrs = List.copyOf(cidrs);
    ipv6Ranges = List.copyOf(ipv6Ranges);
  }

  /** Nothing in it has an IPv6 address: AWS leaves the ranges out where there are none. */
  public boolean hasNoIpv6() {
    return ipv6Ranges.isEmpty();
  }
}
