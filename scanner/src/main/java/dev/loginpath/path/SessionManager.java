package dev.loginpath.path;

import dev.loginpath.identity.SessionDemands;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
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

  @Override
  public PathId id() {
    return PathId.SESSION_MANAGER;
  }

  @Override
  public Assessment assess(Subject subject) {
    List<Requirement> conditions = new ArrayList<>();
    conditions.add(NodeChannel.forSessions(subject));
    SessionDemands demands = subject.sessionDemands();
    ShellDemands.sessionKey(subject, demands).ifPresent(conditions::add);
    ShellDemands.runAs(subject, demands).ifPresent(conditions::add);
    return Assessment.of(PathId.SESSION_MANAGER, subject, conditions, List.of(service(subject)));
  }

  /** Systems Manager itself comes in, over the agent's own connection. */
  static Source service(Subject subject) {
    return new Source(
        SourceKind.AWS_SERVICE, "ssm." + subject.region().name(), Optional.empty(), List.of());
  }

  /**
   * Whether the channel itself is asked: where not all that a session needs is seen, or where the
   * list of nodes was not read.
   */
  public static boolean needsConnectionStatus(Subject subject) {
    boolean admits =
        subject.node().isPresent()
            ? subject.node().filter(it -> !it.pingStatus().equals("ConnectionLost")).isPresent()
                && !(AgentCauses.surroundings(subject) instanceof Verdict.Met)
            : Observed.gap(subject.region().ssm().nodes()).isPresent();
    return subject.instance().isRunning() && admits;
  }
}
