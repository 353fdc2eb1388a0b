package dev.loginpath.identity;

import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tag that a condition asks for is the principal's to write. */
record WrittenTags(LoginMeans means, Solver solver) implements Escalation {

  private static final String STEP = "writes the tag that the condition asks for (ec2:CreateTags)";

  @Override
  public Stream<Reached> from(PrincipalClass each, PathId path) {
    Principal first = each.first();
    List<Statement> login =
        means.of(path).stream()
            .flatMap(it -> PrincipalClass.statements(first.policies(), it.action()).stream())
            .toList();
    Map<String, Value> tags =
        login.stream()
            .flatMap(it -> it.conditions().stream())
            .map(Condition::key)
            .filter(it -> it.contains("resourcetag/"))
            .distinct()
            .collect(Collectors.toMap(it -> it, it -> Value.OPEN));
    if (tags.isEmpty() || !Escalation.mayAllow(first, LoginAction.CREATE_TAGS)) {
      return Stream.empty();
    }
    List<Statement> statements =
        new ArrayList<>(PrincipalClass.statements(first.policies(), LoginAction.CREATE_TAGS));
    statements.addAll(login);
    return means.hosts().parts(statements, first).stream()
        .flatMap(part ->
            written(first, path, part.first(), tags)
                .map(it -> Reached.by(STEP, each, new Rows.Cell(part, it)))
                .stream());
  }

  /** How the tag is written, where any value of it would let the principal in. */
  private Optional<Outcome> written(
      Principal principal, PathId path, int instance, Map<String, Value> tags) {
    Means first = means.of(path).getFirst();
    List<Ask> login = new ArrayList<>(first.beside());
    login.add(new Ask(first.action(), means.targets(path).get(instance).with(tags)));
    Ask write = new Ask(LoginAction.CREATE_TAGS, means.hosts().get(instance));
    return solver.solve(principal, login).isPresent()
        ? solver.solve(principal, List.of(write))
        : Optional.empty();
  }
}
