package dev.loginpath.cost;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one unit costs in US dollars.
 *
 * @param asOf when the source said so
 * @param source who said so
 */
public record UnitPrice(BigDecimal usd, LocalDate asOf, String source) {}
