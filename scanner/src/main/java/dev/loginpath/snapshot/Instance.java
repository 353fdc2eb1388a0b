package dev.loginpath.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** An EC2 instance as {@code DescribeInstances} shows it. */
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
    SortedMap<String, String> tags) {
  public Instance {
    networkInterfaceIds = List.copyOf(networkInterfaceIds);
  }

  public boolean isRunning() {
    return state.equals("running");
  }

  /** Gone for good: it is listed for about an hour after its end, without interfaces. */
  public boolean isTerminated() {
    return state.equals("terminated") || state.equals("shutting-down");
  }
}
