package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a rule says of a resource. Only a violation fails a gate. */
public enum FindingStatus {
  /** The rule is proven broken. */
  VIOLATION,
  /** The rule could not be evaluated; the message says why. */
  UNKNOWN,
  /** A violation that somebody accepted. */
  WAIVED;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
