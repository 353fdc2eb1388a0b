package dev.loginpath.render;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import java.util.ArrayList;
import java.util.List;

/** A principal's access in words, for the HTML and the terminal alike. */
final class PrincipalWords {

  private final Words words;

  PrincipalWords(Words words) {
    this.words = words;
  }

  String name(PrincipalAccess access) {
    return access.name().equals(access.arn()) || access.arn().endsWith("/" + access.name())
        ? access.arn()
        : access.name() + " (" + access.arn() + ")";
  }

  /** The decision, with its conditions and choices. */
  String decision(PrincipalAccess access) {
    StringBuilder text = new StringBuilder(words.named("decision", access.decision().word()));
    if (!access.conditions().isEmpty()) {
      text.append(": ").append(String.join("; ", access.conditions()));
    }
    if (!access.choices().isEmpty()) {
      text.append(" (")
          .append(words.text("choices", String.join("; ", access.choices())))
          .append(")");
    }
    return text.toString();
  }

  /** What decides it, a line each. */
  List<String> details(PrincipalAccess access) {
    List<String> lines = new ArrayList<>();
    String key = access.decision() == Decision.DENIED ? "via.would" : "via";
    access.via().forEach(it -> lines.add(words.text(key, it)));
    return lines;
  }
}
