package dev.loginpath.cli;

import dev.loginpath.render.Plain;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.Report;
import dev.loginpath.snapshot.AccountSnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was not seen, and what to do about it: permissions help only where AWS denied. */
final class GateNotes {

  private static final int NAMED = 5;

  private final Messages messages;

  GateNotes(Messages messages) {
    this.messages = messages;
  }

  /** The calls by name and outcome, the first of many. */
  static String calls(List<Coverage> calls) {
    return shortened(
        calls.stream()
            .map(it -> it.call() + " (" + it.region() + ", " + it.outcome().word() + ")")
            .distinct()
            .toList());
  }

  static String shortened(List<String> all) {
    String named = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? named + " +" + (all.size() - NAMED) : named;
  }

  /** A line for each way in which calls failed. */
  List<String> advice(List<Coverage> missing) {
    Map<Outcome, List<Coverage>> byOutcome = new EnumMap<>(Outcome.class);
    missing.forEach(it -> byOutcome.computeIfAbsent(it.outcome(), o -> new ArrayList<>()).add(it));
    List<String> lines = new ArrayList<>();
    byOutcome.forEach((outcome, calls) ->
        key(outcome).ifPresent(key -> lines.add(messages.text(key, details(calls)))));
    if (byOutcome.keySet().stream().anyMatch(it -> it != Outcome.DENIED)) {
      lines.add(messages.text("accept-incomplete"));
    }
    return lines;
  }

  private static Optional<String> key(Outcome outcome) {
    return switch (outcome) {
      case DENIED -> Optional.of("advice-denied");
      case THROTTLED -> Optional.of("advice-throttled");
      case CUT_SHORT -> Optional.of("advice-cut-short");
      case ERROR -> Optional.of("advice-error");
      case NOT_OFFERED, NOT_SUPPLIED -> Optional.of("advice-not-offered");
      case OK, NOT_CALLED -> Optional.empty();
    };
  }

  private static String details(List<Coverage> calls) {
    return Plain.text(
        shortened(calls.stream().map(it -> it.detail().orElse(it.call())).distinct().toList()));
  }

  /** Calls that rules need and that are not offered, although the gate passed. */
  Optional<String> notOffered(Report report) {
    List<Coverage> calls =
        report.coverage().stream()
            .filter(it -> it.outcome() == Outcome.NOT_OFFERED && !it.neededBy().isEmpty())
            .toList();
    return calls.isEmpty()
        ? Optional.empty()
        : Optional.of(messages.text("not-offered", Integer.toString(calls.size()), calls(calls)));
  }

  /** That nothing is judged, because neither the account nor a region could be read. */
  Optional<String> nothingSeen(Report report) {
    boolean unknown =
        report.scan().accounts().stream()
            .allMatch(it -> it.id().equals(AccountSnapshot.UNKNOWN_ACCOUNT));
    List<Coverage> failed =
        report.coverage().stream().filter(it -> it.outcome() != Outcome.OK).toList();
    return unknown || report.scan().regions().isEmpty()
        ? Optional.of(messages.text("nothing-seen", calls(failed)))
        : Optional.empty();
  }
}
