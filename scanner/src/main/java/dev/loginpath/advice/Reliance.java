package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.NodeChannel;
import dev.loginpath.path.Subject;
import dev.loginpath.report.Join;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether people may be left with a path alone. That it is open is not enough: all under it is met,
 * what only explains it too, and of an agent AWS itself says that it is connected.
 */
final class Reliance {

  private Reliance() {}

  static boolean on(AssessedInstance assessed, Assessment path) {
    return path.status() == Status.OPEN && doubts(assessed, path).isEmpty();
  }

  /** What is to be found out of an open path before anything else is closed. */
  static List<String> doubts(AssessedInstance assessed, Assessment path) {
    List<String> doubts = new ArrayList<>();
    if (NodeChannel.PATHS.contains(path.path()) && !isConnected(assessed.subject())) {
      doubts.add("AWS was not seen to say that the node is connected");
    }
    path.requirements().forEach(it -> open(it).ifPresent(doubts::add));
    return doubts;
  }

  private static boolean isConnected(Subject subject) {
    return subject
        .connectionStatus()
        .map(ConnectionStatus::status)
        .filter(Observed.Known.class::isInstance)
        .map(it -> ((Observed.Known<String>) it).value())
        .filter(it -> it.equals("connected"))
        .isPresent();
  }

  /** The first condition that is not met; of several ways one is enough. */
  private static Optional<String> open(Requirement requirement) {
    if (!(requirement.verdict() instanceof Verdict.Met)) {
      return Optional.of(requirement.verdict().evidence().getFirst().fact());
    }
    List<Optional<String>> beneath =
        requirement.children().stream()
            .filter(
                it -> requirement.join().filter(Join.ANY::equals).isEmpty() || !it.informative())
            .map(Reliance::open)
            .toList();
    boolean oneIsEnough = requirement.join().filter(Join.ANY::equals).isPresent();
    if (oneIsEnough && beneath.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return beneath.stream().flatMap(Optional::stream).findFirst();
  }
}
