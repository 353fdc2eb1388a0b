package dev.loginpath.advice;

import dev.loginpath.cost.PathCosts;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * The path to keep on an instance, of those for which no port is open to the outside. One criterion
 * after the other drops what another path is better than.
 *
 * @param why the facts that made it the choice, in one sentence
 */
record Choice(Assessment kept, String why) {

  private static final List<PathId> LINUX =
      List.of(PathId.SESSION_MANAGER, PathId.INSTANCE_CONNECT_ENDPOINT);
  private static final List<PathId> WINDOWS =
      List.of(PathId.SESSION_MANAGER, PathId.FLEET_MANAGER_RDP, PathId.INSTANCE_CONNECT_ENDPOINT);

  /** They need a port that somebody outside the VPC reaches, and are never the ones to keep. */
  static final List<PathId> INBOUND =
      List.of(PathId.INSTANCE_CONNECT, PathId.SSH_DIRECT, PathId.RDP_DIRECT);

  private record Dropped(Candidate candidate, Criterion by) {}

  static Choice of(AssessedInstance assessed, PathCosts costs, Ranking ranking) {
    List<Candidate> left =
        (assessed.subject().host().isWindows() ? WINDOWS : LINUX)
            .stream()
                .filter(it -> assessed.on(it).leadsIn() || it != PathId.FLEET_MANAGER_RDP)
                .map(it -> Candidate.of(assessed, assessed.on(it), costs, ranking.preference()))
                .toList();
    List<Dropped> dropped = new ArrayList<>();
    for (Criterion criterion : ranking.criteria()) {
      List<Candidate> beaten = beaten(criterion, left);
      beaten.forEach(it -> dropped.add(new Dropped(it, criterion)));
      left = left.stream().filter(it -> !beaten.contains(it)).toList();
    }
    Candidate kept = left.getFirst();
    StringBuilder why = new StringBuilder(facts(kept.path()));
    dropped.stream()
        .filter(it -> it.by().prefers(kept, it.candidate()))
        .forEach(it -> why.append("; ").append(it.by().because(kept, it.candidate())));
    return new Choice(kept.path(), why.toString());
  }

  private static List<Candidate> beaten(Criterion criterion, List<Candidate> all) {
    return all.stream()
        .filter(one -> all.stream().anyMatch(it -> criterion.prefers(it, one)))
        .toList();
  }

  private static String facts(Assessment path) {
    StringBuilder why = new StringBuilder();
    why.append(
        switch (path.status()) {
          case OPEN -> "it is open";
          case LATENT -> "it is open as soon as the instance runs";
          case UNKNOWN -> "whether it is open is not known, and it can be set up";
          case CLOSED -> "it can be set up";
        });
    why.append(", no port is open to the outside for it");
    path.recording()
        .ifPresent(it ->
            why.append(
                switch (it.content()) {
                  case RECORDED -> ", sessions are recorded";
                  case NOT_RECORDED -> ", what is typed is not recorded";
                  case IMPOSSIBLE -> ", what is typed cannot be recorded";
                  case UNKNOWN -> ", whether sessions are recorded is not known";
                }));
    List<PrincipalAccess> may = path.principals().may().principals();
    long principals = may.stream().filter(PrincipalAccess::namesOne).count();
    why.append("; ").append(may.size() > principals ? "at least " : "").append(principals);
    why.append(principals == 1 ? " principal" : " principals");
    return why.append(" of the account may use it").toString();
  }
}
