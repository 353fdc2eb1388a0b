package dev.loginpath.path;

import dev.loginpath.report.PathId;
import java.util.List;

/**
 * Fleet Manager Remote Desktop: RDP in the browser through the agent of a Windows node, without an
 * inbound rule. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-remote-desktop-connections.html">its
 * page</a>.
 */
public final class FleetManagerRdp implements LoginPath {

  @Override
  public PathId id() {
    return PathId.FLEET_MANAGER_RDP;
  }

  @Override
  public Assessment assess(Subject subject) {
    return Assessment.of(
        PathId.FLEET_MANAGER_RDP,
        subject,
        List.of(
            RdpDirect.windows(subject),
            NodeChannel.forSessionsToo(subject),
            AgentVersion.atLeast(subject, "3.0.222.0", "3.0.222.0")),
        List.of(SessionManager.service(subject)));
  }
}
