package dev.loginpath.verdict;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Evidence;
import java.util.List;
import java.util.function.Function;

/**
 * Kleene's three-valued logic over verdicts. The result keeps the evidence of the verdicts that
 * decided it, so no join hides a reason.
 */
public final class Kleene {

  private Kleene() {}

  /** All must hold: one not met decides, then one unknown. */
  public static Verdict allOf(List<Verdict> verdicts) {
    return first(verdicts, Answer.NOT_MET, Answer.UNKNOWN, Answer.MET);
  }

  /** One is enough: one met decides, then one unknown. */
  public static Verdict anyOf(List<Verdict> verdicts) {
    return first(verdicts, Answer.MET, Answer.UNKNOWN, Answer.NOT_MET);
  }

  private static Verdict first(List<Verdict> verdicts, Answer... order) {
    for (Answer answer : order) {
      List<Verdict> deciding = verdicts.stream().filter(it -> it.answer() == answer).toList();
      if (!deciding.isEmpty()) {
        List<Evidence> evidence = gather(deciding, Verdict::evidence);
        return switch (answer) {
          case MET -> new Verdict.Met(evidence);
          case NOT_MET -> new Verdict.NotMet(evidence);
          case UNKNOWN -> new Verdict.Unknown(evidence, gather(deciding, Verdict::causesOfDoubt));
        };
      }
    }
    throw new IllegalArgumentException("nothing to join");
  }

  private static <T> List<T> gather(List<Verdict> verdicts, Function<Verdict, List<T>> part) {
    return verdicts.stream().flatMap(it -> part.apply(it).stream()).distinct().toList();
  }
}
