package dev.loginpath.path;

import dev.loginpath.cost.PathUse;
import dev.loginpath.identity.PathPrincipals;
import dev.loginpath.recording.Recording;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one path of one instance.
 *
 * @param requirements the door's conditions; the first says whether the instance runs
 * @param principals who holds a key to the door, be it open or not
 * @param recording what a session leaves behind
 * @param monthlyCost what the path's own means cost
 */
public record Assessment(
    PathId path,
    Status status,
    List<Requirement> requirements,
    List<Source> sources,
    PathPrincipals principals,
    Optional<Recording> recording,
    Optional<MonthlyCost> monthlyCost) {

  public Assessment {
    requirements = List.copyOf(requirements);
    sources = List.copyOf(sources);
  }

  /**
   * Joins the conditions: an instance that does not run makes an otherwise open door latent, and
   * never one that is closed or unknown anything else.
   *
   * @param conditions all but that the instance runs
   */
  static Assessment of(
      PathId path, Subject subject, List<Requirement> conditions, List<Source> sources) {
    Verdict door =
        Kleene.allOf(
            conditions.stream().filter(it -> !it.informative()).map(Requirement::verdict).toList());
    Requirement running = subject.running();
    Status status =
        switch (door) {
          case Verdict.NotMet notMet -> Status.CLOSED;
          case Verdict.Unknown unknown -> Status.UNKNOWN;
          case Verdict.Met met ->
              switch (running.verdict()) {
                case Verdict.Met yes -> Status.OPEN;
                case Verdict.NotMet no -> Status.LATENT;
                case Verdict.Unknown untold -> Status.UNKNOWN;
              };
        };
    List<Requirement> all = Stream.concat(Stream.of(running), conditions.stream()).toList();
    return new Assessment(
        path,
        status,
        all,
        switch (status) {
          case OPEN, LATENT -> sources;
          case UNKNOWN -> unknown(doubts(all).stream());
          case CLOSED -> List.of();
        },
        PathPrincipals.KEY_HOLDERS,
        Optional.empty(),
        Optional.empty());
  }

  /** What stands in the list of sources for those of whom it is not known whether they come in. */
  static List<Source> unknown(Stream<Cause> causes) {
    return causes
        .map(Cause::reason)
        .distinct()
        .map(it -> Source.unknown(it, Optional.empty()))
        .toList();
  }

  private static List<Cause> doubts(List<Requirement> requirements) {
    return requirements.stream()
        .filter(it -> !it.informative())
        .flatMap(it -> it.verdict().causesOfDoubt().stream())
        .distinct()
        .toList();
  }

  /** The same door with those whom IAM lets use it. */
  public Assessment with(PathPrincipals known) {
    return new Assessment(path, status, requirements, sources, known, recording, monthlyCost);
  }

  /** The same door with what a session leaves behind. */
  public Assessment with(Recording left) {
    return new Assessment(
        path, status, requirements, sources, principals, Optional.of(left), monthlyCost);
  }

  /** The same door with what its means cost. */
  public Assessment with(MonthlyCost cost) {
    return new Assessment(
        path, status, requirements, sources, principals, recording, Optional.of(cost));
  }

  /** What the path uses; empty where it is closed. */
  public Optional<PathUse> use() {
    return status == Status.CLOSED
        ? Optional.empty()
        : Optional.of(new PathUse(path, leadsIn(), sources, namesNotAll()));
  }

  /** More bastions lead there than the sources name. */
  boolean namesNotAll() {
    return requirements.stream()
        .flatMap(it -> it.children().stream())
        .anyMatch(it -> it.id().equals(SshBastion.MORE));
  }

  /** It is open, or will be as soon as the instance runs. */
  public boolean leadsIn() {
    return status == Status.OPEN || status == Status.LATENT;
  }

  /** Why it is unknown; empty where it is not. */
  public List<Cause> causesOfDoubt() {
    return status == Status.UNKNOWN ? doubts(requirements) : List.of();
  }

  public PathAssessment toReport() {
    return new PathAssessment(
        path,
        status,
        requirements.stream().map(Requirement::toReport).toList(),
        sources,
        principals.may().key(),
        principals.mayGetThere().keyIfAny(),
        principals.stopped().keyIfAny(),
        recording.map(Recording::toReport),
        monthlyCost);
  }
}
