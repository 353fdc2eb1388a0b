package dev.loginpath.cli;

import java.util.List;

/** Something that the user can mend: one line, what to do about it, and an exit code. */
final class UserMistake extends RuntimeException {

  private final ExitCode exitCode;
  private final String key;
  private final transient List<String> details;

  UserMistake(ExitCode exitCode, String key, String... details) {
    super(key);
    this.exitCode = exitCode;
    this.key = key;
    this.details = List.of(details);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  String text(Messages messages) {
    return messages.text(key, details.toArray());
  }
}
