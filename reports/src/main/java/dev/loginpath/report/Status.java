package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a login path leads onto an instance: it speaks of the door, not of who holds a key. */
public enum Status {
  /** Every requirement that AWS can show is met. */
  OPEN,
  /** All are met but one: the instance is not running. */
  LATENT,
  /** At least one requirement is proven not met. */
  CLOSED,
  /** No requirement is proven not met, and at least one could not be decided. */
  UNKNOWN;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
