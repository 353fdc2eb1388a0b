package dev.loginpath.path;

import dev.loginpath.host.Place;
import dev.loginpath.report.PathId;
import dev.loginpath.verdict.Requirement;
import java.util.Map;
import java.util.stream.Stream;

/**
 * EC2 Instance Connect: AWS pushes a key for a minute, and SSH comes to an address of the instance
 * from outside its VPC. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-prerequisites.html">its
 * prerequisites</a>.
 */
public final class InstanceConnect implements LoginPath {

  public static final int SSH = 22;

  @Override
  public PathId id() {
    return PathId.INSTANCE_CONNECT;
  }

  @Override
  public Assessment assess(Subject subject) {
    OutsideReach reach = OutsideReach.byAddress(subject, SSH);
    return Assessment.of(
        PathId.INSTANCE_CONNECT,
        subject,
        Stream.concat(
                Stream.of(
                    Requirement.of("instance-connect-agent", subject.host().instanceConnectAgent()),
                    AgentCauses.metadataService(subject),
                    offered(subject),
                    reach.requirement()),
                subject.sshServer().stream())
            .toList(),
        reach.sources());
  }

  /**
   * All of a region but its Local Zones; of the other places no page speaks. See <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-linux-inst-eic.html">Region
   * availability</a>.
   */
  private static Requirement offered(Subject subject) {
    return subject
        .place()
        .offers(
            "offered-in-zone",
            "EC2 Instance Connect",
            Map.of(
                Place.Kind.AVAILABILITY_ZONE, Place.Support.OFFERED,
                Place.Kind.LOCAL_ZONE, Place.Support.REFUSED));
  }
}
