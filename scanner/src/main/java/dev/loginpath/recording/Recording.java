package dev.loginpath.recording;

import dev.loginpath.report.Content;
import dev.loginpath.report.RecordingReport;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session on a path leaves behind.
 *
 * @param audit the CloudTrail events that tell who came
 * @param destinations where the content goes
 * @param requirements what has to be so that it arrives
 * @param bypasses documents that somebody may start a session with that is not recorded
 */
public record Recording(
    Content content,
    List<String> audit,
    List<String> destinations,
    List<Requirement> requirements,
    List<String> bypasses) {

  public Recording {
    audit = List.copyOf(audit);
    destinations = List.copyOf(destinations);
    requirements = List.copyOf(requirements);
    bypasses = List.copyOf(bypasses);
  }

  /**
   * The same, with the documents around it.
   *
   * @param doubts why somebody may come by one more
   */
  public Recording withBypasses(List<String> documents, List<Cause> doubts) {
    List<Requirement> all = new ArrayList<>(requirements);
    if (!doubts.isEmpty()) {
      all.add(Requirement.of("other-session-documents", Verdict.unknown(doubts)).asInformative());
    }
    return new Recording(content, audit, destinations, all, documents);
  }

  /** Whether the content is kept and arrives, with the facts that say so. */
  public Verdict verdict() {
    return Kleene.allOf(
        requirements.stream().filter(it -> !it.informative()).map(Requirement::verdict).toList());
  }

  public RecordingReport toReport() {
    return new RecordingReport(
        content,
        audit,
        destinations,
        bypasses,
        requirements.stream().map(Requirement::toReport).toList());
  }
}
