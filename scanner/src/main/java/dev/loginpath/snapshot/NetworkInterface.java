package dev.loginpath.snapshot;

import dev.loginpath.verdict.Call;
import java.util.List;
import java.util.Optional;

/**
 * An elastic network interface and every address on it.
 *
 * @param description what the owner wrote; AWS services name in it what the interface belongs to
 * @param forwards source and destination checks are off, so that it may pass on others' traffic
 * @param untold what the answer leaves out although AWS always has it
 * @param told the call that told the interface, where it was not the list of interfaces
 * @param doubts why it may have more than is told here, after the answers were joined
 * @param mayBeHeld something may use it; nothing does where AWS says that it is {@code available}
 */
public record NetworkInterface(
    String id,
    Optional<String> vpcId,
    Optional<String> subnetId,
    Optional<String> instanceId,
    Optional<Integer> deviceIndex,
    String interfaceType,
    List<PrivateAddress> privateAddresses,
    List<String> ipv6Addresses,
    List<String> groupIds,
    boolean denyAllIgwTraffic,
    String description,
    boolean forwards,
    @Added(in = "4.1", without = "[]") List<Member> untold,
    @Added(in = "4.1", without = "null") Optional<Call> told,
    @Added(in = "4.1", without = "[]") List<String> doubts,
    @Added(in = "4.1", without = "true") boolean mayBeHeld) {

  /** A part of an interface that an answer may leave out. */
  public enum Member {
    GROUPS,
    PRIVATE_ADDRESSES,
    IPV6_ADDRESSES,
    /** An address has something in front of it, and which address that is stands nowhere. */
    PUBLIC_ADDRESS,
    DENY_ALL_IGW_TRAFFIC,
    SOURCE_DEST_CHECK
  }

  public NetworkInterface {
    privateAddresses = List.copyOf(privateAddresses);
    ipv6Addresses = List.copyOf(ipv6Addresses);
    groupIds = List.copyOf(groupIds);
    untold = List.copyOf(untold);
    doubts = List.copyOf(doubts);
  }

  /** Of which everything is told. */
  public NetworkInterface(
      String id,
      Optional<String> vpcId,
      Optional<String> subnetId,
      Optional<String> instanceId,
      Optional<Integer> deviceIndex,
      String interfaceType,
      List<PrivateAddress> privateAddresses,
      List<String> ipv6Addresses,
      List<String> groupIds,
      boolean denyAllIgwTraffic,
      String description,
      boolean forwards) {
    this(
        id,
        vpcId,
        subnetId,
        instanceId,
        deviceIndex,
        interfaceType,
        privateAddresses,
        ipv6Addresses,
        groupIds,
        denyAllIgwTraffic,
        description,
        forwards,
        List.of(),
        Optional.empty(),
        List.of(),
        true);
  }

  public boolean tells(Member member) {
    return !untold.contains(member);
  }
}
