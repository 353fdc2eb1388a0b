package dev.loginpath.path;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What AWS itself says of the agent on an instance: whether it is registered, online, and connected
 * for sessions. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetConnectionStatus.html">GetConnectionStatus</a>.
 */
public final class NodeChannel {

  /** The paths that go over the agent's channel. */
  public static final List<PathId> PATHS =
      List.of(
          PathId.SESSION_MANAGER, PathId.SSM_TUNNEL, PathId.RUN_COMMAND, PathId.FLEET_MANAGER_RDP);

  /** An agent registers within minutes of the launch; before that, absence proves nothing. */
  private static final Duration SETTLED = Duration.ofMinutes(15);

  private NodeChannel() {}

  /** Sessions reach the agent; what may be wrong with it stands beneath without a vote. */
  static Requirement forSessions(Subject subject) {
    return Requirement.explained("managed-node", managedNode(subject), AgentCauses.of(subject));
  }

  /** The same for paths beside Session Manager, whose page holds the explanations. */
  static Requirement forSessionsToo(Subject subject) {
    return Requirement.of("managed-node", managedNode(subject));
  }

  /**
   * Commands reach the agent: by the channel of sessions, or by the older {@code ec2messages},
   * which says nothing of itself.
   */
  static Requirement forCommands(Subject subject) {
    Verdict sessions = managedNode(subject);
    boolean online = subject.node().filter(it -> it.pingStatus().equals("Online")).isPresent();
    Verdict verdict = sessions;
    Optional<Cause> unlisted =
        subject.node().isEmpty() ? Observed.gap(subject.region().ssm().nodes()) : Optional.empty();
    if (sessions instanceof Verdict.NotMet && unlisted.isPresent()) {
      // The channel of sessions alone says nothing of the older one.
      verdict = Verdict.unknown(List.of(unlisted.get()));
    } else if (sessions instanceof Verdict.NotMet && online && subject.instance().isRunning()) {
      Verdict older = AgentCauses.wayTo(subject, "ec2messages");
      Call call = subject.region().ssm().nodes().call().about(subject.instance().id());
      verdict =
          older instanceof Verdict.Met
              ? Verdict.met(call, "the SSM agent is online, and a way to ec2messages is seen")
              : Verdict.unknown(
                  call,
                  "the SSM agent is online and not connected for sessions",
                  "Whether commands reach an agent by ec2messages, without a visible way there, no API"
                      + " tells.");
    }
    return Requirement.of("managed-node", verdict);
  }

  static Verdict managedNode(Subject subject) {
    SsmSnapshot ssm = subject.region().ssm();
    Call call = ssm.nodes().call().about(subject.instance().id());
    if (!subject.instance().isRunning()) {
      return Verdict.unknown(
          call,
          "the instance is " + subject.instance().state(),
          "Systems Manager lists running instances only, so that nothing tells whether a stopped one"
              + " would connect.");
    }
    Optional<ManagedNode> node = subject.node();
    if (node.isEmpty()) {
      return Observed.gap(ssm.nodes())
          .map(it -> told(subject).orElseGet(() -> Verdict.unknown(List.of(it))))
          .orElseGet(() -> notListed(subject, call));
    }
    return told(subject)
        .orElseGet(() ->
            node.get().pingStatus().equals("ConnectionLost")
                ? lost(node.get(), call)
                : bySurroundings(subject, call, node.get().pingStatus()));
  }

  private static Verdict lost(ManagedNode node, Call call) {
    String since = node.lastPing().map(it -> ", last seen " + it).orElse("");
    return Verdict.notMet(call, "the SSM agent's connection is lost" + since);
  }

  /** AWS's word on the channel, where it was asked and answered: it wins over all that is seen. */
  private static Optional<Verdict> told(Subject subject) {
    return subject
        .connectionStatus()
        .map(ConnectionStatus::status)
        .filter(it -> !(it instanceof Observed.Unseen<String>))
        .map(NodeChannel::connected);
  }

  /**
   * An agent may ping and admit nobody, and may be admitted where nothing shows how, as by a proxy:
   * without AWS's word on the channel, only what is met in all that it needs counts.
   */
  private static Verdict bySurroundings(Subject subject, Call call, String ping) {
    Verdict surroundings = AgentCauses.surroundings(subject);
    if (ping.equals("Online") && surroundings instanceof Verdict.Met) {
      return Verdict.met(
          call, "the SSM agent is online, and all that a session needs of it is seen");
    }
    Cause unasked =
        subject
            .connectionStatus()
            .map(ConnectionStatus::status)
            .flatMap(Observed::gap)
            .orElse(
                new Cause.Undecided(
                    "Whether a node admits sessions was not asked, and not all that it needs for"
                        + " them is seen."));
    Evidence first = surroundings.evidence().getFirst();
    return new Verdict.Unknown(
        List.of(new Evidence(call.toString(), "the SSM agent is " + ping), first),
        List.of(unasked));
  }

  private static Verdict notListed(Subject subject, Call call) {
    boolean settled =
        subject
            .instance()
            .launchTime()
            .filter(it -> Duration.between(it, subject.readAt()).compareTo(SETTLED) > 0)
            .isPresent();
    return settled
        ? Verdict.notMet(call, "the instance is not among the managed nodes")
        : Verdict.unknown(
            call,
            "the instance is not among the managed nodes",
            "The instance was launched within the last 15 minutes, or AWS does not tell when: its"
                + " agent may not have registered yet.");
  }

  /** AWS's word on whether a node is ready for a session now. */
  static Verdict connected(Observed<String> status) {
    return switch (status) {
      case Observed.Known<String> known when known.value().equals("connected") ->
          Verdict.met(known.call(), "the node is connected for sessions");
      case Observed.Known<String> known when known.value().equals("notconnected") ->
          Verdict.notMet(known.call(), "the node is not connected for sessions");
      case Observed.Known<String> known ->
          Verdict.unknown(
              known.call(),
              "the status is " + known.value(),
              "The connection status of a node is neither connected nor notconnected.");
      case Observed.Absent<String> absent ->
          Verdict.unknown(
              absent.call(), "no status is told", "AWS tells no connection status of a node.");
      case Observed.Unseen<String> unseen -> Verdict.unknown(unseen);
    };
  }
}
