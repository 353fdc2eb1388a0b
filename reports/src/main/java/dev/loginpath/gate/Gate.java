package dev.loginpath.gate;

import dev.loginpath.report.Coverage;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.Report;
import dev.loginpath.report.Severity;
import java.util.List;

/**
 * A threshold for CI: only violations fail it, and a report that could not see what the rules need
 * does not pass it.
 *
 * @param failOn the mildest severity that fails
 */
public record Gate(Severity failOn) {

  public GateResult judge(Report report) {
    List<Finding> violations =
        report.findings().stream()
            .filter(it -> it.status() == FindingStatus.VIOLATION)
            .filter(it -> it.severity().compareTo(failOn) <= 0)
            .toList();
    List<Coverage> missing = report.coverage().stream().filter(Gate::isMissing).toList();
    if (!violations.isEmpty()) {
      return new GateResult.Failed(violations, missing);
    }
    return missing.isEmpty() ? new GateResult.Passed() : new GateResult.Incomplete(missing);
  }

  /**
   * A call that a rule needs and that failed. One that is not offered counts only where a finding
   * is unknown through it, and so does one that was not made.
   */
  private static boolean isMissing(Coverage coverage) {
    return switch (coverage.outcome()) {
      case DENIED, THROTTLED, ERROR, CUT_SHORT -> !coverage.neededBy().isEmpty();
      case NOT_OFFERED, NOT_SUPPLIED, NOT_CALLED -> !coverage.blinds().isEmpty();
      case OK -> false;
    };
  }
}
