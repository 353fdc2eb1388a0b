package dev.loginpath.path;

import dev.loginpath.report.PathId;
import java.util.List;

/**
 * Port forwarding and SSH over Session Manager: a tunnel through the agent to any port of the
 * instance, and from there to other hosts. Its content cannot be recorded. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html">starting
 * a session</a>.
 */
public final class SsmTunnel implements LoginPath {

  @Override
  public PathId id() {
    return PathId.SSM_TUNNEL;
  }

  @Override
  public Assessment assess(Subject subject) {
    return Assessment.of(
        PathId.SSM_TUNNEL,
        subject,
        List.of(
            NodeChannel.forSessionsToo(subject),
            // The prerequisites page names the first, the how-to pages the second.
            AgentVersion.atLeast(subject, "3.0.222.0", "2.3.672.0")),
        List.of(SessionManager.service(subject)));
  }
}
