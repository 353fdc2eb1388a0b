package dev.loginpath.path;

import java.util.List;

/** An instance with the answer of every path. */
public record AssessedInstance(Subject subject, List<Assessment> assessments) {

  public AssessedInstance {
    assessments = List.copyOf(assessments);
  }

  public Assessment on(String path) {
    return assessments.stream()
        .filter(it -> it.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no path " + path + " was assessed"));
  }
}
