package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What a rule says of one resource.
 *
 * @param id see {@link FindingId}
 * @param message why, in one or two sentences; the same for all resources that share the cause, so
 *     that unknown findings group by it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Finding(
    String id,
    String rule,
    Severity severity,
    FindingStatus status,
    String account,
    String region,
    Resource resource,
    Optional<PathId> path,
    String title,
    String message,
    List<Evidence> evidence,
    Fix fix) {

  public Finding {
    evidence = List.copyOf(evidence);
  }
}
