package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.math.BigDecimal;

/** A unit price in US dollars as AWS's Price List tells it; absent where no product matches. */
public record ListedPrice(PriceQuestion question, Observed<BigDecimal> usd) {}
