package dev.loginpath.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * An EC2 instance as {@code DescribeInstances} shows it.
 *
 * @param networkInterfaceIds its interfaces; every instance has one, so that none means untold
 * @param interfaces the same interfaces as this call tells them; the list of interfaces tells them
 *     too
 * @param primary what the instance says itself of its primary interface, without its id
 * @param doubts why it may have more interfaces than are told, after the answers were joined
 */
public record Instance(
    String id,
    String ownerId,
    String state,
    Optional<Instant> launchTime,
    Optional<String> imageId,
    InstancePlatform platform,
    Optional<String> instanceType,
    Optional<String> vpcId,
    Optional<String> subnetId,
    @Added(in = "4.0", without = "{}") Placement placement,
    @Added(in = "4.0", without = "{\"managed\": false}") Operator operator,
    Optional<String> instanceProfileArn,
    Optional<String> keyName,
    MetadataOptions metadataOptions,
    List<String> networkInterfaceIds,
    SortedMap<String, String> tags,
    @Added(in = "4.1", without = "[]") List<NetworkInterface> interfaces,
    @Added(in = "4.1", without = "null") Optional<NetworkInterface> primary,
    @Added(in = "4.1", without = "[]") List<String> doubts) {
  public Instance {
    networkInterfaceIds = List.copyOf(networkInterfaceIds);
    interfaces = List.copyOf(interfaces);
    doubts = List.copyOf(doubts);
  }

  /** Of whose interfaces nothing but the ids is told. */
  public Instance(
      String id,
      String ownerId,
      String state,
      Optional<Instant> launchTime,
      Optional<String> imageId,
      InstancePlatform platform,
      Optional<String> instanceType,
      Optional<String> vpcId,
      Optional<String> subnetId,
      Placement placement,
      Operator operator,
      Optional<String> instanceProfileArn,
      Optional<String> keyName,
      MetadataOptions metadataOptions,
      List<String> networkInterfaceIds,
      SortedMap<String, String> tags) {
    this(
        id,
        ownerId,
        state,
        launchTime,
        imageId,
        platform,
        instanceType,
        vpcId,
        subnetId,
        placement,
        operator,
        instanceProfileArn,
        keyName,
        metadataOptions,
        networkInterfaceIds,
        tags,
        List.of(),
        Optional.empty(),
        List.of());
  }

  public boolean isRunning() {
    return state.equals("running");
  }

  /** It runs, or no state is told that says otherwise. */
  public boolean mayRun() {
    return !isTerminated() && !Set.of("pending", "stopping", "stopped").contains(state);
  }

  /** Gone for good: it is listed for about an hour after its end, without interfaces. */
  public boolean isTerminated() {
    return state.equals("terminated") || state.equals("shutting-down");
  }
}
