package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The ways onto an instance, ascending by the words that reports and command lines use. Nothing
 * that decides by it has a default, so that a new one does not compile before all of them know it.
 */
public enum PathId {
  FLEET_MANAGER_RDP,
  INSTANCE_CONNECT,
  INSTANCE_CONNECT_ENDPOINT,
  RDP_DIRECT,
  RUN_COMMAND,
  SERIAL_CONSOLE,
  SESSION_MANAGER,
  SSH_BASTION,
  SSH_DIRECT,
  SSM_TUNNEL;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<PathId> find(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  /** Its word, so that it reads in a sentence as it does in a report. */
  @Override
  public String toString() {
    return word();
  }
}
