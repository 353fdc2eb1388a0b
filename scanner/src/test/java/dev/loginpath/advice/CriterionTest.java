package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.identity.PathPrincipals;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every criterion promises, on random candidates. */
class CriterionTest {

  private static final int CANDIDATES = 60;

  private static Candidate candidate(Random random, int number) {
    Status status = List.of(Status.values()).get(random.nextInt(Status.values().length));
    boolean leadsIn = status == Status.OPEN || status == Status.LATENT;
    return new Candidate(
        new Assessment(
            List.of(PathId.values()).get(number % PathId.values().length),
            status,
            List.of(),
            List.of(),
            PathPrincipals.KEY_HOLDERS,
            Optional.empty(),
            Optional.empty()),
        Situation.PRIVATE,
        leadsIn && random.nextBoolean(),
        leadsIn && random.nextBoolean(),
        bounds(random),
        bounds(random),
        random.nextBoolean());
  }

  private static Bounds bounds(Random random) {
    int least = random.nextInt(6);
    return random.nextInt(4) == 0
        ? Bounds.atLeast(BigDecimal.valueOf(least))
        : new Bounds(
            BigDecimal.valueOf(least), Optional.of(BigDecimal.valueOf(least + random.nextInt(4))));
  }

  private static List<Candidate> candidates() {
    Random random = new Random(Seeds.first());
    List<Candidate> candidates = new ArrayList<>();
    for (int number = 0; number < CANDIDATES; number++) {
      candidates.add(candidate(random, number));
    }
    return candidates;
  }

  /** So that somebody is left whom nobody beats, whatever the order of the candidates. */
  @ParameterizedTest
  @EnumSource
  void itIsAStrictOrder(Criterion criterion) {
    List<Candidate> all = candidates();
    int decided = 0;
    for (Candidate a : all) {
      assertThat(criterion.prefers(a, a)).isFalse();
      for (Candidate b : all) {
        if (criterion.prefers(a, b)) {
          decided++;
          assertThat(criterion.prefers(b, a)).as("%s %s", a, b).isFalse();
          assertThat(criterion.because(a, b)).contains(b.id().word());
          assertThat(all)
              .filteredOn(c -> criterion.prefers(b, c))
              .allMatch(c -> criterion.prefers(a, c));
        }
      }
    }
    assertThat(decided).isPositive();
  }

  /** Moving bounds apart takes an answer away, and gives none. */
  @ParameterizedTest
  @EnumSource
  void lessKnowledgeDecidesLess(Criterion criterion) {
    List<Candidate> all = candidates();
    for (Candidate a : all) {
      for (Candidate b : all) {
        if (!criterion.prefers(a, b)) {
          assertThat(criterion.prefers(vaguer(a), b)).isFalse();
          assertThat(criterion.prefers(a, vaguer(b))).isFalse();
        }
      }
    }
  }

  private static Candidate vaguer(Candidate known) {
    return new Candidate(
        known.path(),
        known.situation(),
        known.ready(),
        known.recorded(),
        vaguer(known.principals()),
        vaguer(known.cost()),
        known.preferred());
  }

  private static Bounds vaguer(Bounds known) {
    BigDecimal least = known.least().subtract(BigDecimal.ONE).max(BigDecimal.ZERO);
    return new Bounds(least, known.most().map(it -> it.add(BigDecimal.ONE)));
  }
}
