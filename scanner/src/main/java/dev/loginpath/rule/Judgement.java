package dev.loginpath.rule;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.Fix;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Resource;
import dev.loginpath.report.Severity;
import dev.loginpath.verdict.Cause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule says of one resource.
 *
 * @param causes why it cannot tell; empty for a violation
 */
public record Judgement(
    Resource resource,
    Optional<PathId> path,
    Severity severity,
    String message,
    List<Evidence> evidence,
    List<Cause> causes,
    Fix fix) {

  public Judgement {
    evidence = List.copyOf(evidence);
    causes = List.copyOf(causes);
  }

  /** The rule cannot tell; the message is the same for every resource with the same causes. */
  static Judgement unknown(
      Rule rule,
      Resource resource,
      Optional<PathId> path,
      List<Evidence> evidence,
      List<Cause> causes,
      Fix fix) {
    String message =
        causes.stream().map(Cause::reason).distinct().sorted().collect(Collectors.joining(" "));
    return new Judgement(resource, path, rule.about().severity(), message, evidence, causes, fix);
  }

  public boolean isViolation() {
    return causes.isEmpty();
  }
}
