package dev.loginpath.report;

import java.util.List;

/** What to do about a finding: one sentence, and the steps in order. */
public record Fix(String summary, List<String> steps) {

  public Fix {
    steps = List.copyOf(steps);
  }
}
