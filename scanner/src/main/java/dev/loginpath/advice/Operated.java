package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Fix;
import dev.loginpath.report.Recommendation;
import dev.loginpath.snapshot.Operator;
import java.util.List;
import java.util.Optional;

/**
 * What is said of an instance that a service provider operates: nobody else changes its profile,
 * image, settings or interfaces, so that no step on it is advised. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-managed-instances.html">managed
 * instances</a>.
 */
final class Operated {

  private Operated() {}

  static boolean is(AssessedInstance assessed) {
    return assessed.subject().instance().operator().managed();
  }

  /** The path to keep as it is; nothing is opened or closed for it. */
  static Recommendation keeping(AssessedInstance assessed, Choice choice) {
    Assessment kept = choice.kept();
    String operator = name(assessed);
    return new Recommendation(
        kept.path(),
        operator
            + " operates the instance, and nobody else may change it"
            + (kept.leadsIn()
                ? "; " + choice.why()
                : "; " + kept.path() + " is " + kept.status().word() + ", and no step is advised"),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The fix of a finding about it. */
  static Fix fix(AssessedInstance assessed) {
    String operator = name(assessed);
    return new Fix(
        "Ask of " + operator + " what is to change: it operates the instance.",
        List.of(
            "Nobody but "
                + operator
                + " changes the instance's profile, image, settings and interfaces: change there what"
                + " it launches instances with, and let it replace this one."));
  }

  private static String name(AssessedInstance assessed) {
    Operator operator = assessed.subject().instance().operator();
    return operator.principal().orElse("A service provider");
  }
}
