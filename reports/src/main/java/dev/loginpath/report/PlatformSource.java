package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the operating system is known, best first. */
public enum PlatformSource {
  /** Systems Manager Inventory, filled by the agent. */
  INVENTORY,
  /** The SSM agent's registration. */
  AGENT,
  /** The image's name and owner. */
  IMAGE,
  /** The billing code, which names only paid systems. */
  BILLING,
  /** Nothing tells. */
  UNKNOWN;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
