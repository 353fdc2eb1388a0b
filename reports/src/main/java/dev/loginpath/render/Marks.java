package dev.loginpath.render;

import dev.loginpath.report.Answer;
import java.util.List;

/** The signs of statuses and answers: never colour alone. */
final class Marks {

  static final List<String> STATUSES = List.of("open", "latent", "closed", "unknown");

  private Marks() {}

  static String ofStatus(String status) {
    return switch (status) {
      case "open" -> "●";
      case "latent" -> "◐";
      case "closed" -> "○";
      default -> "?";
    };
  }

  static String of(Answer answer) {
    return switch (answer) {
      case MET -> "✓";
      case NOT_MET -> "✗";
      case UNKNOWN -> "?";
    };
  }
}
