package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Which login path to keep on an instance.
 *
 * @param why in one sentence, from the facts of this instance
 * @param steps what to do so that it works and is recorded; commands and policies ready to use
 * @param close the paths that are then not needed, each with what must be done first
 * @param monthlySaving in USD, once they are gone and the kept one is set up; less than nothing
 *     where that costs more; absent where it changes nothing or a price is missing
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Recommendation(
    PathId path,
    String why,
    List<String> steps,
    List<Closing> close,
    Optional<BigDecimal> monthlySaving) {

  public Recommendation {
    steps = List.copyOf(steps);
    close = List.copyOf(close);
    monthlySaving = monthlySaving.map(MonthlyCost::plain);
  }
}
