package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/** One region. */
public record RegionSnapshot(
    String name,
    Ec2Snapshot ec2,
    @Added(in = "4.1", without = "{\"vpcs\": [], \"profiles\": [], \"records\": []}")
        PrivateDnsSnapshot privateDns,
    LoadBalancingSnapshot loadBalancing,
    SsmSnapshot ssm,
    @Added(in = "4.0", call = "ssm-guiconnect:GetConnectionRecordingPreferences")
        Observed<ConnectionRecordingPreferences> connectionRecording,
    CloudTrailSnapshot cloudTrail,
    LogDestinationsSnapshot logDestinations) {

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            ec2.observations(),
            privateDns.observations(),
            loadBalancing.observations(),
            ssm.observations(),
            Stream.of(connectionRecording),
            cloudTrail.observations(),
            logDestinations.observations())
        .flatMap(it -> it);
  }

  /** The same region with what EC2 told read otherwise. */
  public RegionSnapshot withEc2(Ec2Snapshot read) {
    return new RegionSnapshot(
        name,
        read,
        privateDns,
        loadBalancing,
        ssm,
        connectionRecording,
        cloudTrail,
        logDestinations);
  }

  /** The same region with the answers to questions that were asked later. */
  public RegionSnapshot withConnectionStatuses(List<ConnectionStatus> statuses) {
    return new RegionSnapshot(
        name,
        ec2,
        privateDns,
        loadBalancing,
        ssm.withConnectionStatuses(statuses),
        connectionRecording,
        cloudTrail,
        logDestinations);
  }
}
