package dev.loginpath.identity;

import dev.loginpath.policy.Statement;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** User data runs as root when the instance boots. */
record WrittenUserData(LoginMeans means, Solver solver) implements Escalation {

  private static final String STEP =
      "writes user data that runs at the next boot (ec2:ModifyInstanceAttribute,"
          + " ec2:StopInstances, ec2:StartInstances)";

  private static final List<LoginAction> ACTIONS =
      List.of(
          LoginAction.MODIFY_INSTANCE_ATTRIBUTE,
          LoginAction.STOP_INSTANCES,
          LoginAction.START_INSTANCES);

  @Override
  public Stream<Reached> from(PrincipalClass each, PathId path) {
    Principal first = each.first();
    if (path != PathId.RUN_COMMAND
        || Escalation.isAdministrator(first)
        || !ACTIONS.stream().allMatch(it -> Escalation.mayAllow(first, it))) {
      return Stream.empty();
    }
    Targets hosts = means.hosts();
    List<Statement> statements = new ArrayList<>();
    ACTIONS.forEach(it -> statements.addAll(PrincipalClass.statements(first.policies(), it)));
    return hosts.parts(statements, first).stream()
        .flatMap(part ->
            solver
                .solve(
                    first,
                    ACTIONS.stream().map(it -> new Ask(it, hosts.get(part.first()))).toList())
                .map(it -> Reached.by(STEP, each, new Rows.Cell(part, it)))
                .stream());
  }
}
