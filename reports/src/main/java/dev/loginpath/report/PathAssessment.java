package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One login path of one instance.
 *
 * @param principals the key of the set in {@link Report#principalSets} of those who may use it
 * @param mayGetThere the key of the set of those who may not and can arrange to; empty where there
 *     are none
 * @param stopped the key of the set of those whose own policies would let them, and that a denial,
 *     a boundary or the organization stops; empty where there are none
 * @param monthlyCost what the path's own means cost; empty where it is closed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PathAssessment(
    PathId path,
    Status status,
    List<Requirement> requirements,
    List<Source> sources,
    String principals,
    Optional<String> mayGetThere,
    Optional<String> stopped,
    Optional<RecordingReport> recording,
    Optional<MonthlyCost> monthlyCost) {

  public PathAssessment {
    requirements = List.copyOf(requirements);
    sources = List.copyOf(sources);
  }
}
