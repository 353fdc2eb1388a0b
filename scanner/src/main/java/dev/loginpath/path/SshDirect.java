package dev.loginpath.path;

import java.util.stream.Stream;

/**
 * SSH straight to an address of the instance, or of a load balancer in front of it. Keys and
 * passwords are visible to no API, so that they are no condition. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-to-linux-instance.html">connect
 * with SSH</a>.
 */
public final class SshDirect implements LoginPath {

  public static final String ID = "ssh-direct";
  public static final int PORT = 22;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Assessment assess(Subject subject) {
    OutsideReach reach = OutsideReach.byAddressOrLoadBalancer(subject, PORT);
    return Assessment.of(
        ID,
        subject,
        Stream.concat(Stream.of(reach.requirement()), subject.sshServer().stream()).toList(),
        reach.sources());
  }
}
