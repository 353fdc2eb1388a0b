package dev.loginpath.snapshot;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * One rule of a security group: a protocol, a range of ports and one peer.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1}
 *     for all
 * @param fromPort missing where the rule holds for all ports
 */
public record GroupRule(
    String protocol, Optional<Integer> fromPort, Optional<Integer> toPort, Peer peer) {

  /** Who is at the other end of the connection. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "peer")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Range.class, name = "range"),
    @JsonSubTypes.Type(value = List.class, name = "prefix-list"),
    @JsonSubTypes.Type(value = Group.class, name = "group")
  })
  public sealed interface Peer {}

  /** An IPv4 or IPv6 range. */
  public record Range(String cidr) implements Peer {}

  /** The entries of a managed prefix list. */
  public record List(String prefixListId) implements Peer {}

  /**
   * The interfaces of a security group, perhaps in another account or beyond a peering connection.
   */
  public record Group(
      String groupId,
      Optional<String> ownerId,
      Optional<String> peeringConnectionId,
      Optional<String> peeringStatus)
      implements Peer {

    /**
     * Whether AWS says that what it names is gone. See <a
     * href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html">stale
     * rules</a>.
     */
    public boolean isStale() {
      return peeringStatus.filter(it -> !it.equals("active")).isPresent();
    }
  }

  /** Whether the rule lets a TCP connection to this port through, whoever the peer. */
  public boolean coversTcp(int port) {
    if (protocol.equals("-1")) {
      return true;
    }
    boolean tcp = protocol.equals("tcp") || protocol.equals("6");
    return tcp && fromPort.orElse(0) <= port && port <= toPort.orElse(65535);
  }

  /** Protocol and ports as a person writes them: {@code tcp 22}, {@code tcp 20-25}, {@code all}. */
  public String ports() {
    if (protocol.equals("-1")) {
      return "all traffic";
    }
    if (fromPort.isEmpty() || toPort.isEmpty()) {
      return protocol;
    }
    return fromPort.equals(toPort)
        ? protocol + " " + fromPort.get()
        : protocol + " " + fromPort.get() + "-" + toPort.get();
  }
}
