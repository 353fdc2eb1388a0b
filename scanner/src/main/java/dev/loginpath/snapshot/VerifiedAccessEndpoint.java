package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A Verified Access endpoint.
 *
 * @param type {@code load-balancer}, {@code network-interface}, {@code rds} or {@code cidr}
 * @param protocol {@code tcp} where it carries logins; {@code http} and {@code https} do not
 * @param target what it leads to: an interface, a load balancer or a range
 * @param subnetIds where its own interfaces stand; the answer does not tell it of every type
 */
public record VerifiedAccessEndpoint(
    String id,
    String verifiedAccessGroupId,
    String type,
    String status,
    String protocol,
    List<PortRange> ports,
    Optional<String> target,
    List<String> groupIds,
    List<String> subnetIds) {

  /** Ports from one to another, both counted in. */
  public record PortRange(int from, int to) {}

  public VerifiedAccessEndpoint {
    ports = List.copyOf(ports);
    groupIds = List.copyOf(groupIds);
    subnetIds = List.copyOf(subnetIds);
  }

  /** Whether it hands over plain TCP to a port. */
  public boolean carriesTcpTo(int port) {
    return protocol.equals("tcp")
        && ports.stream().anyMatch(it -> it.from() <= port && port <= it.to());
  }
}
