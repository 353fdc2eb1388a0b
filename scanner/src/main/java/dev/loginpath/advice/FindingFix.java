package dev.loginpath.advice;

import dev.loginpath.report.Closing;
import dev.loginpath.report.Fix;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fix of a finding about an instance. Where the advice for the instance says how to close the
 * path, the finding says the same: two answers to one question would lock somebody out.
 */
public final class FindingFix {

  private FindingFix() {}

  /**
   * The steps to take.
   *
   * @param advised the instance, where the finding is about one
   * @param path the login path that the finding is about
   * @param own what the rule says by itself
   */
  public static Fix of(Optional<ComparisonTable.Advised> advised, Optional<PathId> path, Fix own) {
    if (advised.isEmpty()) {
      return own;
    }
    if (Operated.is(advised.get().instance())) {
      return Operated.fix(advised.get().instance());
    }
    List<Closing> close = advised.get().advice().close();
    if (close.isEmpty() || path.filter(Choice.INBOUND::contains).isEmpty()) {
      return Recreated.first(advised.get().instance().subject().owner(), own);
    }
    List<String> steps = new ArrayList<>(advised.get().advice().steps());
    for (Closing each : close) {
      each.first().forEach(it -> steps.add("Before the port is closed: " + it));
      steps.addAll(each.steps());
    }
    return new Fix("Keep " + advised.get().advice().path() + ", then close the port.", steps);
  }
}
