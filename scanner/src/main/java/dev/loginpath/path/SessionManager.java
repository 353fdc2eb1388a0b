package dev.loginpath.path;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Session Manager: a shell through the SSM agent, which opens every connection itself. What AWS
 * says of the node decides; role, network and agent version are causes beneath it and no second
 * vote. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-prerequisites.html">its
 * prerequisites</a>.
 */
public final class SessionManager implements LoginPath {

  public static final String ID = "session-manager";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Assessment assess(Subject subject) {
    return Assessment.of(
        ID, subject, List.of(NodeChannel.forSessions(subject)), List.of(service(subject)));
  }

  /** Systems Manager itself comes in, over the agent's own connection. */
  static Source service(Subject subject) {
    return new Source(
        SourceKind.AWS_SERVICE, "ssm." + subject.region().name(), Optional.empty(), List.of());
  }

  /** Whether AWS's word on the node alone does not decide, so that the channel itself is asked. */
  public static boolean needsConnectionStatus(Subject subject) {
    return subject.instance().isRunning()
        && subject.node().filter(it -> !it.pingStatus().equals("ConnectionLost")).isPresent()
        && !(AgentCauses.wayTo(subject, "ssmmessages") instanceof Verdict.Met);
  }
}
