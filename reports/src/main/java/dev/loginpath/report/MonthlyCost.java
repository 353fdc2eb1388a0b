package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a path costs a month of 730 hours: things that cost by the hour, at list prices.
 *
 * @param amount the sum of the parts; absent where a part that belongs to it has no price or is
 *     unknown, so that no sum is too small
 * @param unpriced what the path uses and the sum does not hold
 * @param pricesAsOf the date of the oldest price used
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MonthlyCost(
    Optional<BigDecimal> amount,
    String currency,
    List<CostPart> parts,
    List<UnpricedPart> unpriced,
    Optional<LocalDate> pricesAsOf) {

  public MonthlyCost {
    amount = amount.map(MonthlyCost::plain);
    parts = List.copyOf(parts);
    unpriced = List.copyOf(unpriced);
  }

  private static final int MOST_DIGITS = 100;

  /** The same number always in the same digits: {@code 30.66}, {@code 10}, {@code 0}. */
  static BigDecimal plain(BigDecimal amount) {
    // A file may hold 1e999999999, of which the digits alone would fill memory.
    if (Math.abs((long) amount.scale()) > MOST_DIGITS || amount.precision() > MOST_DIGITS) {
      throw new IllegalArgumentException("no amount of money has that many digits");
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
