package dev.loginpath.verdict;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Evidence;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Whether something holds, and the evidence for it, which is never empty. There is no default. */
public sealed interface Verdict {

  List<Evidence> evidence();

  /** It holds. */
  record Met(List<Evidence> evidence) implements Verdict {
    public Met {
      evidence = checked(evidence);
    }
  }

  /** It is proven not to hold. */
  record NotMet(List<Evidence> evidence) implements Verdict {
    public NotMet {
      evidence = checked(evidence);
    }
  }

  /** It cannot be told, for these causes. */
  record Unknown(List<Evidence> evidence, List<Cause> causes) implements Verdict {
    public Unknown {
      evidence = checked(evidence);
      causes = causes.stream().distinct().sorted(Comparator.comparing(Cause::reason)).toList();
      if (causes.isEmpty()) {
        throw new IllegalArgumentException("an unknown verdict names its cause");
      }
    }
  }

  static Verdict met(String source, String fact) {
    return new Met(List.of(new Evidence(source, fact)));
  }

  static Verdict met(Call source, String fact) {
    return met(source.toString(), fact);
  }

  static Verdict notMet(String source, String fact) {
    return new NotMet(List.of(new Evidence(source, fact)));
  }

  static Verdict notMet(Call source, String fact) {
    return notMet(source.toString(), fact);
  }

  /** Unknown because calls did not answer, or for reasons that the causes tell themselves. */
  static Verdict unknown(Collection<Cause> causes) {
    List<Evidence> evidence =
        causes.stream()
            .sorted(Comparator.comparing(Cause::reason))
            .map(cause ->
                switch (cause) {
                  case Cause.Blind blind -> new Evidence(blind.call().toString(), blind.reason());
                  case Cause.Undecided undecided -> new Evidence("loginpath", undecided.reason());
                })
            .distinct()
            .toList();
    return new Unknown(evidence, List.copyOf(causes));
  }

  static Verdict unknown(Observed.Unseen<?> unseen) {
    return unknown(List.of(Cause.of(unseen)));
  }

  /** Unknown although AWS answered: what was read does not decide it. */
  static Verdict unknown(Call source, String fact, String reason) {
    return new Unknown(
        List.of(new Evidence(source.toString(), fact)), List.of(new Cause.Undecided(reason)));
  }

  default Answer answer() {
    return switch (this) {
      case Met met -> Answer.MET;
      case NotMet notMet -> Answer.NOT_MET;
      case Unknown unknown -> Answer.UNKNOWN;
    };
  }

  /** Why it is unknown; empty where it is not. */
  default List<Cause> causesOfDoubt() {
    return switch (this) {
      case Met met -> List.of();
      case NotMet notMet -> List.of();
      case Unknown unknown -> unknown.causes();
    };
  }

  private static List<Evidence> checked(List<Evidence> evidence) {
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("a verdict without evidence is none");
    }
    return List.copyOf(evidence);
  }
}
