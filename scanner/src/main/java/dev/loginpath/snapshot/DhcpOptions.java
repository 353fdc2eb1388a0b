package dev.loginpath.snapshot;

import java.util.List;
import java.util.Set;

/**
 * A set of DHCP options, which VPCs hand to what is in them.
 *
 * @param nameServers the values of {@code domain-name-servers}; none where the set has no such
 *     option
 */
public record DhcpOptions(String id, List<String> nameServers) {

  /** What stands for the resolver of AWS: its word and its addresses in every VPC. */
  private static final Set<String> AMAZONS =
      Set.of("AmazonProvidedDNS", "169.254.169.253", "fd00:ec2::253");

  public DhcpOptions {
    nameServers = List.copyOf(nameServers);
  }

  /** No servers but those of AWS are named. */
  public boolean leavesNamesToAmazon() {
    return AMAZONS.containsAll(nameServers);
  }
}
