package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the children of a requirement decide it. */
public enum Join {
  /** Every child must be met. */
  ALL,
  /** One met child is enough. */
  ANY;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
