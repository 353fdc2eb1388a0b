package dev.loginpath.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loginpath.report.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KleeneTest {

  private static Verdict verdict(Answer answer) {
    return switch (answer) {
      case MET -> Verdict.met("test", "met");
      case NOT_MET -> Verdict.notMet("test", "not met");
      case UNKNOWN -> Verdict.unknown(List.of(new Cause.Undecided("Nobody knows.")));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "MET, MET, MET, MET",
    "MET, UNKNOWN, UNKNOWN, MET",
    "MET, NOT_MET, NOT_MET, MET",
    "UNKNOWN, MET, UNKNOWN, MET",
    "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
    "UNKNOWN, NOT_MET, NOT_MET, UNKNOWN",
    "NOT_MET, MET, NOT_MET, MET",
    "NOT_MET, UNKNOWN, NOT_MET, UNKNOWN",
    "NOT_MET, NOT_MET, NOT_MET, NOT_MET"
  })
  void joinsAsKleeneDoes(Answer left, Answer right, Answer all, Answer any) {
    List<Verdict> both = List.of(verdict(left), verdict(right));
    assertThat(Kleene.allOf(both).answer()).isEqualTo(all);
    assertThat(Kleene.anyOf(both).answer()).isEqualTo(any);
  }

  @Test
  void nothingToJoinIsABug() {
    assertThatThrownBy(() -> Kleene.allOf(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noVerdictIsWithoutEvidence() {
    assertThatThrownBy(() -> new Verdict.Met(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Verdict.Unknown(verdict(Answer.MET).evidence(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
