package dev.loginpath.gate;

import dev.loginpath.report.Coverage;
import dev.loginpath.report.Finding;
import java.util.List;

/** What a gate says of a report. */
public sealed interface GateResult {

  /** Nothing is at or above the threshold, and everything needed was seen. */
  record Passed() implements GateResult {}

  /**
   * Violations are at or above the threshold.
   *
   * @param missing calls that did not answer beside it: there may be more violations
   */
  record Failed(List<Finding> violations, List<Coverage> missing) implements GateResult {

    public Failed {
      violations = List.copyOf(violations);
      missing = List.copyOf(missing);
    }
  }

  /** No violation was seen at the threshold, and these calls might have shown one. */
  record Incomplete(List<Coverage> missing) implements GateResult {

    public Incomplete {
      missing = List.copyOf(missing);
    }
  }
}
