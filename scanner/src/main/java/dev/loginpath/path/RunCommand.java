package dev.loginpath.path;

import dev.loginpath.report.PathId;
import java.util.List;

/**
 * Run Command, State Manager and Automation: commands as root through the agent, without a session.
 * See <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html">Run
 * Command</a>.
 */
public final class RunCommand implements LoginPath {

  @Override
  public PathId id() {
    return PathId.RUN_COMMAND;
  }

  @Override
  public Assessment assess(Subject subject) {
    return Assessment.of(
        PathId.RUN_COMMAND,
        subject,
        List.of(NodeChannel.forCommands(subject)),
        List.of(SessionManager.service(subject)));
  }
}
