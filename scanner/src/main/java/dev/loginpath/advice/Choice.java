package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.FleetManagerRdp;
import dev.loginpath.path.InstanceConnect;
import dev.loginpath.path.InstanceConnectEndpoint;
import dev.loginpath.path.RdpDirect;
import dev.loginpath.path.SessionManager;
import dev.loginpath.path.SshDirect;
import dev.loginpath.report.Content;
import dev.loginpath.report.Status;
import dev.loginpath.verdict.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * The path to keep on an instance. Only ways for which no port is open to the outside are kept; of
 * those what is recorded comes first, then what is open already, then what is preferred.
 */
final class Choice {

  private static final List<String> LINUX = List.of(SessionManager.ID, InstanceConnectEndpoint.ID);
  private static final List<String> WINDOWS =
      List.of(SessionManager.ID, FleetManagerRdp.ID, InstanceConnectEndpoint.ID);

  /** They need a port that somebody outside the VPC reaches, and are never the ones to keep. */
  static final List<String> INBOUND = List.of(InstanceConnect.ID, SshDirect.ID, RdpDirect.ID);

  private final Preference preference;

  Choice(Preference preference) {
    this.preference = preference;
  }

  /** How good a path is; smaller is better, the first difference decides. */
  private record Merit(boolean unrecorded, int effort, boolean notPreferred, int order) {}

  Assessment of(AssessedInstance assessed) {
    List<String> candidates = assessed.subject().host().isWindows() ? WINDOWS : LINUX;
    return candidates.stream()
        .filter(it -> assessed.on(it).leadsIn() || !it.equals(FleetManagerRdp.ID))
        .map(assessed::on)
        .min(
            Comparator.comparing(
                it -> merit(assessed, it, candidates.indexOf(it.path())),
                Comparator.comparing(Merit::unrecorded)
                    .thenComparingInt(Merit::effort)
                    .thenComparing(Merit::notPreferred)
                    .thenComparingInt(Merit::order)))
        .orElseThrow();
  }

  private Merit merit(AssessedInstance assessed, Assessment path, int order) {
    boolean recorded =
        path.leadsIn()
            && path.recording().filter(it -> it.content() == Content.RECORDED).isPresent();
    return new Merit(!recorded, effort(path.status()), !isPreferred(assessed, path), order);
  }

  /** What is not known to be open has to be looked after as much as what is closed. */
  private static int effort(Status status) {
    return switch (status) {
      case OPEN, LATENT -> 0;
      case UNKNOWN, CLOSED -> 1;
    };
  }

  /** An endpoint is preferred where AWS can push a key, which needs the agent. */
  private boolean isPreferred(AssessedInstance assessed, Assessment path) {
    boolean preferred = preference.of(Situation.of(assessed)).equals(path.path());
    boolean endpoint = path.path().equals(InstanceConnectEndpoint.ID);
    boolean agent = !(assessed.subject().host().instanceConnectAgent() instanceof Verdict.NotMet);
    return preferred && (!endpoint || agent || assessed.subject().host().isWindows());
  }

  /** The facts that made it the choice. */
  static String why(Assessment path) {
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
    long principals =
        path.principals().may().principals().stream().filter(it -> !it.arn().equals("*")).count();
    boolean more =
        path.principals().may().principals().stream().anyMatch(it -> it.arn().equals("*"));
    why.append("; ").append(more ? "at least " : "").append(principals);
    why.append(principals == 1 ? " principal" : " principals");
    return why.append(" of the account may use it").toString();
  }
}
