package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a principal may use a path. */
public enum Decision {
  ALLOWED,
  CONDITIONAL,
  UNKNOWN,
  /**
   * Its own policies would let it, and another one stops it; such principals have their own set.
   */
  DENIED;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
