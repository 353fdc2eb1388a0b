package dev.loginpath.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.render.Reports;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static final List<String> RULE = List.of("sessions-are-recorded");

  private static GateResult judge(List<Finding> findings, List<Coverage> coverage) {
    return new Gate(Severity.HIGH).judge(Reports.with(findings, coverage));
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, VIOLATION, true",
    "HIGH, VIOLATION, true",
    "MEDIUM, VIOLATION, false",
    "CRITICAL, UNKNOWN, false",
    "CRITICAL, WAIVED, false"
  })
  void onlyViolationsAtTheThresholdFail(Severity severity, FindingStatus status, boolean fails) {
    GateResult result = judge(List.of(Reports.finding("i-1", severity, status, "so")), List.of());
    assertThat(result instanceof GateResult.Failed).isEqualTo(fails);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, true, true, false",
    "DENIED, true, false, true",
    "DENIED, false, false, false",
    "THROTTLED, true, false, true",
    "ERROR, true, false, true",
    "CUT_SHORT, true, false, true",
    "NOT_OFFERED, true, false, false",
    "NOT_OFFERED, true, true, true",
    "NOT_SUPPLIED, true, false, false",
    "NOT_SUPPLIED, true, true, true",
    "NOT_CALLED, true, true, true",
    "NOT_CALLED, true, false, false"
  })
  void aMissingCallIsIncompleteWhereARuleNeedsIt(
      Outcome outcome, boolean needed, boolean blinds, boolean incomplete) {
    Coverage coverage =
        Reports.coverage(outcome, needed ? RULE : List.of(), blinds ? RULE : List.of());
    GateResult result = judge(List.of(), List.of(coverage));
    assertThat(result instanceof GateResult.Incomplete).isEqualTo(incomplete);
  }

  @Test
  void aViolationWinsOverIncompletenessAndSaysSo() {
    GateResult result =
        judge(
            List.of(Reports.finding("i-1", Severity.HIGH, FindingStatus.VIOLATION, "so")),
            List.of(Reports.coverage(Outcome.DENIED, RULE, RULE)));
    assertThat(result)
        .isInstanceOfSatisfying(
            GateResult.Failed.class, failed -> assertThat(failed.missing()).hasSize(1));
  }
}
