package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether what happens in a session is recorded. */
public enum Content {
  RECORDED,
  NOT_RECORDED,
  IMPOSSIBLE,
  UNKNOWN;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
