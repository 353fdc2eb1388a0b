package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A subnet.
 *
 * @param dns64 its resolver makes IPv6 addresses of names that have IPv4 ones alone
 * @param ipv6Untold the answer leaves out its IPv6 ranges, be there any or none
 */
public record Subnet(
    String id,
    String vpcId,
    String ownerId,
    Optional<String> cidr,
    List<String> ipv6Cidrs,
    @Added(in = "4.0", without = "null") Optional<String> availabilityZone,
    @Added(in = "4.0", without = "null") Optional<String> outpostArn,
    @Added(in = "4.1", without = "null") Optional<Boolean> dns64,
    @Added(in = "4.1", without = "false") boolean ipv6Untold) {
  public Subnet {
    ipv6Cidrs = List.copyOf(ipv6Cidrs);
  }

  /** Of which everything is told; DNS64 is off, as AWS makes them. */
  public Subnet(
      String id,
      String vpcId,
      String ownerId,
      Optional<String> cidr,
      List<String> ipv6Cidrs,
      Optional<String> availabilityZone,
      Optional<String> outpostArn) {
    this(
        id,
        vpcId,
        ownerId,
        cidr,
        ipv6Cidrs,
        availabilityZone,
        outpostArn,
        Optional.of(false),
        false);
  }

  /** The same subnet with what another answer tells of its VPC. */
  public Subnet in(String vpc) {
    return new Subnet(
        id, vpc, ownerId, cidr, ipv6Cidrs, availabilityZone, outpostArn, dns64, ipv6Untold);
  }

  /** AWS says that nothing in it has an IPv6 address. */
  public boolean hasNoIpv6() {
    return !ipv6Untold && ipv6Cidrs.isEmpty();
  }
}
