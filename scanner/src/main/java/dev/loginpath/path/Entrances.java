package dev.loginpath.path;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the instances of a region can be entered from outside, each by its best way. */
public final class Entrances {

  /** The ways in, the public ones first. */
  private static final List<PathId> BY_PREFERENCE =
      List.of(
          PathId.SSH_DIRECT,
          PathId.RDP_DIRECT,
          PathId.INSTANCE_CONNECT,
          PathId.SESSION_MANAGER,
          PathId.INSTANCE_CONNECT_ENDPOINT,
          PathId.SSH_BASTION);

  /**
   * How one instance is entered.
   *
   * @param isPublic it is entered at its own login port and not through AWS
   * @param words how, for a list of sources
   */
  public record Entrance(Instance instance, Verdict verdict, boolean isPublic, String words) {}

  private final List<Entrance> all;

  private Entrances(List<Entrance> all) {
    this.all = all;
  }

  /** From the answers so far; a bastion may itself be entered over another one. */
  public static Entrances of(List<AssessedInstance> instances) {
    List<Entrance> all = new ArrayList<>();
    instances.forEach(it -> entrance(it).ifPresent(all::add));
    all.sort(
        Comparator.comparing((Entrance it) -> !(it.verdict() instanceof Verdict.Met))
            .thenComparing(it -> !it.isPublic())
            .thenComparing(it -> it.instance().id()));
    return new Entrances(List.copyOf(all));
  }

  /**
   * Only what may run can pass anybody on; a stopped one that would is said to be latent itself.
   */
  private static Optional<Entrance> entrance(AssessedInstance assessed) {
    Instance instance = assessed.subject().instance();
    if (!instance.mayRun()) {
      return Optional.empty();
    }
    List<Cause> doubts = new ArrayList<>();
    for (PathId path : BY_PREFERENCE) {
      Optional<Assessment> answered =
          assessed.assessments().stream().filter(it -> it.path() == path).findFirst();
      if (answered.isEmpty()) {
        continue;
      }
      Assessment assessment = answered.get();
      if (assessment.status() == Status.OPEN) {
        boolean isPublic = BY_PREFERENCE.indexOf(path) < 3;
        String words = instance.id() + " is entered by " + path;
        return Optional.of(
            new Entrance(
                instance,
                Verdict.met(
                    assessed.subject().instanceCall(),
                    words + ", as a " + (isPublic ? "public" : "private") + " bastion"),
                isPublic,
                words));
      }
      doubts.addAll(assessment.causesOfDoubt());
    }
    return doubts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Entrance(
                instance,
                Verdict.unknown(doubts.stream().distinct().toList()),
                false,
                instance.id()));
  }

  /**
   * Which instances can be entered, and how surely: what more bastions can change. An id that data
   * of others uses twice counts by its first, which is the surest.
   */
  public Map<String, Answer> answers() {
    return all.stream()
        .collect(
            Collectors.toMap(
                it -> it.instance().id(), it -> it.verdict().answer(), (first, second) -> first));
  }

  List<Entrance> ofOthers(Instance instance) {
    return all.stream().filter(it -> !it.instance().id().equals(instance.id())).toList();
  }
}
