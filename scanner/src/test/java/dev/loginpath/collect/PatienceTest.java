package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as users write them. */
class PatienceTest {

  @ParameterizedTest
  @CsvSource({"30m,PT30M", "90s,PT1M30S", "1h30m,PT1H30M", " 2H ,PT2H", "1h1s,PT1H1S"})
  void times(String words, String time) {
    assertThat(Patience.time(words)).hasValue(Duration.parse(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0s", "30", "-5m", "m", "30 minutes", "99999999999h", "1.5h"})
  void noTimes(String words) {
    assertThat(Patience.time(words)).isEmpty();
  }

  @Test
  void theTimeIsToldAsItIsWritten() {
    assertThat(Patience.DEFAULT.words()).isEqualTo("30m");
    assertThat(Patience.DEFAULT.within(Duration.ofSeconds(90)).words()).isEqualTo("1m30s");
  }
}
