package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a requirement holds. */
public enum Answer {
  MET,
  NOT_MET,
  UNKNOWN;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
