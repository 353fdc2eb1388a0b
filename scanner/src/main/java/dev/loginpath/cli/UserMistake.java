package dev.loginpath.cli;

import dev.loginpath.file.UnusableFile;
import java.util.List;
import java.util.Locale;

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

  /** A file given as input that is of no use, and why. */
  static UserMistake of(UnusableFile unusable) {
    String problem = unusable.problem().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new UserMistake(
        ExitCode.INPUT, "file-" + problem, unusable.details().toArray(String[]::new));
  }

  ExitCode exitCode() {
    return exitCode;
  }

  String text(Messages messages) {
    return messages.text(key, details.toArray());
  }
}
