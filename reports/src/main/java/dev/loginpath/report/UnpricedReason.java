package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why something that a path uses has no amount. */
public enum UnpricedReason {
  /** It costs by what goes through it, which nobody can tell beforehand; the rate is told. */
  USAGE,
  /** It may cost by the hour, and this program does not count it. */
  NOT_COUNTED,
  /** It costs by the hour, and no price of it is known for the region. */
  NO_PRICE,
  /** Whether it is used, or how many there are, was not seen. */
  UNKNOWN;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
