package dev.loginpath.report;

import java.util.List;

/**
 * One login path of one instance.
 *
 * @param principals the key of the set in {@link Report#principalSets} of those who may use it
 */
public record PathAssessment(
    String path,
    Status status,
    List<Requirement> requirements,
    List<Source> sources,
    String principals) {

  public PathAssessment {
    requirements = List.copyOf(requirements);
    sources = List.copyOf(sources);
  }
}
