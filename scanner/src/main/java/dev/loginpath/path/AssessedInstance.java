package dev.loginpath.path;

import dev.loginpath.report.PathId;
import java.util.List;
import java.util.stream.Stream;

/** An instance with the answer of every path. */
public record AssessedInstance(Subject subject, List<Assessment> assessments) {

  public AssessedInstance {
    assessments = List.copyOf(assessments);
  }

  /** With the answer of one more path, or a new one of the same path. */
  public AssessedInstance with(Assessment assessment) {
    return new AssessedInstance(
        subject,
        Stream.concat(
                assessments.stream().filter(it -> it.path() != assessment.path()),
                Stream.of(assessment))
            .toList());
  }

  public Assessment on(PathId path) {
    return assessments.stream()
        .filter(it -> it.path() == path)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no path " + path + " was assessed"));
  }
}
