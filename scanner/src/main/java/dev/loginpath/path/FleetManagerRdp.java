package dev.loginpath.path;

import java.util.List;

/**
 * Fleet Manager Remote Desktop: RDP in the browser through the agent of a Windows node, without an
 * inbound rule. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-remote-desktop-connections.html">its
 * page</a>.
 */
public final class FleetManagerRdp implements LoginPath {

  public static final String ID = "fleet-manager-rdp";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Assessment assess(Subject subject) {
    return Assessment.of(
        ID,
        subject,
        List.of(
            RdpDirect.windows(subject),
            NodeChannel.forSessionsToo(subject),
            AgentVersion.atLeast(subject, "3.0.222.0", "3.0.222.0")),
        List.of(SessionManager.service(subject)));
  }
}
