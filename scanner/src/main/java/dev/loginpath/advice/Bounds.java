package dev.loginpath.advice;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number that is known between two others; what was not seen moves them apart.
 *
 * @param most empty where there is no telling how much it is
 */
record Bounds(BigDecimal least, Optional<BigDecimal> most) {

  static Bounds exactly(BigDecimal number) {
    return new Bounds(number, Optional.of(number));
  }

  static Bounds atLeast(BigDecimal number) {
    return new Bounds(number, Optional.empty());
  }

  /** Whatever the two are within their bounds, this one is the smaller. */
  boolean surelyBelow(Bounds other) {
    return most.filter(it -> it.compareTo(other.least) < 0).isPresent();
  }
}
