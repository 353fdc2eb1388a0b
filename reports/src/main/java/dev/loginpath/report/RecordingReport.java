package dev.loginpath.report;

import java.util.List;

/**
 * What a session on a path leaves behind.
 *
 * @param audit the CloudTrail events that tell who came
 * @param destinations where the content goes
 * @param bypasses session documents that somebody may use instead and that are not recorded
 * @param requirements what has to be so that it arrives
 */
public record RecordingReport(
    Content content,
    List<String> audit,
    List<String> destinations,
    List<String> bypasses,
    List<Requirement> requirements) {

  public RecordingReport {
    audit = List.copyOf(audit);
    destinations = List.copyOf(destinations);
    bypasses = List.copyOf(bypasses);
    requirements = List.copyOf(requirements);
  }
}
