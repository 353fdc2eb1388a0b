package dev.loginpath.simulator.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a file holds, whatever call it was saved for. */
sealed interface SavedContent {

  record Json(JsonNode tree) implements SavedContent {}

  /** The AWS CLI's own line about an error that AWS answered. */
  record CommandError(String code, String operation, String message) implements SavedContent {}

  /** The line begins with the program's name in newer versions. */
  Pattern ERROR_LINE =
      Pattern.compile(
          "An error occurred \\(([^()\\s]{1,120})\\) when calling the (\\w{1,120}) operation"
              + "(?: \\([^()]{0,80}\\))?:[ \\t]*([^\\r\\n]*)");

  /** How much of a file may stand before that line. */
  int HEAD = 4000;

  /**
   * Reads a file.
   *
   * @throws NotAnAnswerException if nothing of AWS is in it; the message says what was there
   *     instead
   */
  static SavedContent of(Path file) throws NotAnAnswerException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > FileText.MOST) {
        throw new NotAnAnswerException("no regular file, or one of more than 1 GiB");
      }
      return of(FileText.of(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      throw new NotAnAnswerException(
          "a file that cannot be read (" + unreadable.getClass().getSimpleName() + ")");
    }
  }

  static SavedContent of(String text) throws NotAnAnswerException {
    String content = text.strip();
    if (text.isEmpty()) {
      throw new NotAnAnswerException(
          "an empty file (0 bytes), which a denied \"aws … > file\" leaves");
    }
    if (content.isEmpty()) {
      throw new NotAnAnswerException("a file of blanks");
    }
    char first = content.charAt(0);
    if (first != '{' && first != '[') {
      Matcher error = ERROR_LINE.matcher(content.substring(0, Math.min(HEAD, content.length())));
      if (error.find()) {
        return new CommandError(error.group(1), error.group(2), error.group(3).strip());
      }
    }
    try {
      return new Json(SavedJson.parse(content));
    } catch (NotAnAnswerException noJson) {
      String what = ForeignText.name(content).orElseGet(() -> String.valueOf(noJson.getMessage()));
      throw new NotAnAnswerException(what + ": " + Words.first(content));
    }
  }
}
