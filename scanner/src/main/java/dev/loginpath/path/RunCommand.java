package dev.loginpath.path;

import java.util.List;

/**
 * Run Command, State Manager and Automation: commands as root through the agent, without a session.
 * See <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html">Run
 * Command</a>.
 */
public final class RunCommand implements LoginPath {

  public static final String ID = "run-command";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Assessment assess(Subject subject) {
    return Assessment.of(
        ID,
        subject,
        List.of(NodeChannel.forCommands(subject)),
        List.of(SessionManager.service(subject)));
  }
}
