package dev.loginpath.render;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Join;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Status;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The hops of a path out of its tree: of one that leads in, one way from the first hop to the last;
 * of a closed one, where each way breaks first; of an unknown one, what could not be decided.
 *
 * @param kind the key of the words that introduce them
 */
record HopList(String kind, List<Requirement> hops) {

  static HopList of(PathAssessment path) {
    return switch (path.status()) {
      case OPEN, LATENT -> new HopList("hops.way", hops(path, Answer.MET));
      case CLOSED -> new HopList("hops.broken", hops(path, Answer.NOT_MET));
      case UNKNOWN -> new HopList("hops.undecided", hops(path, Answer.UNKNOWN));
    };
  }

  private static List<Requirement> hops(PathAssessment path, Answer answer) {
    boolean latent = path.status() == Status.LATENT;
    Predicate<Requirement> deciding = it -> !it.informative() && (latent || it.verdict() == answer);
    return path.requirements().stream()
        .filter(deciding)
        .flatMap(it -> it.verdict() == answer ? leaves(it, answer) : Stream.of(it))
        .distinct()
        .toList();
  }

  private static Stream<Requirement> leaves(Requirement requirement, Answer answer) {
    List<Requirement> children =
        requirement.children().stream()
            .filter(it -> !it.informative() && it.verdict() == answer)
            .toList();
    if (requirement.join().isEmpty() || children.isEmpty()) {
      return Stream.of(requirement);
    }
    boolean all = requirement.join().get() == Join.ALL;
    boolean one =
        switch (answer) {
          case MET -> !all;
          case NOT_MET -> all;
          case UNKNOWN -> false;
        };
    return (one ? children.stream().limit(1) : children.stream()).flatMap(it -> leaves(it, answer));
  }
}
