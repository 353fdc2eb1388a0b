package dev.loginpath.identity;

import dev.loginpath.policy.Statement;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import java.util.List;
import java.util.stream.Stream;

/** One kind of step by which those who may not log in arrange to. */
interface Escalation {

  /** Some principals, and the instances that a step opens to them. */
  record Reached(PrincipalClass who, Rows.Cell cell) {

    /** By a step that adds no condition of its own. */
    static Reached by(String step, PrincipalClass who, Rows.Cell cell) {
      Outcome outcome = cell.outcome().after(Decision.ALLOWED, List.of(), List.of(step));
      return new Reached(who, new Rows.Cell(cell.resources(), outcome));
    }
  }

  /** Where the step leads principals of one class on a path. */
  Stream<Reached> from(PrincipalClass each, PathId path);

  /** It helps also those who hold the rights, and find the door shut. */
  default boolean opensTheDoor() {
    return false;
  }

  static boolean mayAllow(Principal principal, LoginAction action) {
    return principal.policies().identity().statements(action.lowerCase()).stream()
        .anyMatch(it -> it.effect() == Statement.Effect.ALLOW);
  }

  /** Everything is allowed to it in one statement: nothing has to be arranged. */
  static boolean isAdministrator(Principal principal) {
    List<Statement> others =
        principal.policies().identity().statements(LoginAction.ENABLE_SERIAL_CONSOLE.lowerCase());
    return principal
        .policies()
        .identity()
        .statements(LoginAction.PUT_ROLE_POLICY.lowerCase())
        .stream()
        .filter(it -> it.effect() == Statement.Effect.ALLOW)
        .filter(it -> it.coversEverything() && it.conditions().isEmpty())
        .anyMatch(others::contains);
  }
}
