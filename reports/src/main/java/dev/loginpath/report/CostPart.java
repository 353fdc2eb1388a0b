package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One thing that a path uses, and what it costs a month.
 *
 * @param resource its id, where it has one
 * @param amount exact; whoever shows it rounds
 * @param basis how the amount comes about, in words: {@code 2 × 0.014 USD × 730 h}
 * @param shared how many instances of the VPC share it, where it is shared and all were listed
 * @param priceSource who told the unit price, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CostPart(
    String name,
    Optional<String> resource,
    BigDecimal amount,
    String basis,
    Optional<Integer> shared,
    Optional<String> priceSource) {

  public CostPart {
    amount = MonthlyCost.plain(amount);
  }
}
