package dev.loginpath.path;

import dev.loginpath.report.PathId;
import java.util.stream.Stream;

/**
 * SSH straight to an address of the instance, or of a load balancer in front of it. Keys and
 * passwords are visible to no API, so that they are no condition. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-to-linux-instance.html">connect
 * with SSH</a>.
 */
public final class SshDirect implements LoginPath {

  public static final int PORT = 22;

  @Override
  public PathId id() {
    return PathId.SSH_DIRECT;
  }

  @Override
  public Assessment assess(Subject subject) {
    OutsideReach reach = OutsideReach.byAddressOrLoadBalancer(subject, PORT);
    return Assessment.of(
        PathId.SSH_DIRECT,
        subject,
        Stream.concat(Stream.of(reach.requirement()), subject.sshServer().stream()).toList(),
        reach.sources());
  }
}
