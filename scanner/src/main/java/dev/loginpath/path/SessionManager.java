package dev.loginpath.path;

import dev.loginpath.host.Version;
import dev.loginpath.identity.LoginAction;
import dev.loginpath.network.Network;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Session Manager: a shell through the SSM agent, which opens every connection itself. What AWS
 * says of the node decides; role, network and agent version are causes beneath it and no second
 * vote. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-prerequisites.html">its
 * prerequisites</a>.
 */
public final class SessionManager implements LoginPath {

  public static final String ID = "session-manager";

  /** An agent registers within minutes of the launch; before that, absence proves nothing. */
  private static final Duration SETTLED = Duration.ofMinutes(15);

  private static final List<LoginAction> CHANNELS =
      List.of(
          LoginAction.CREATE_CONTROL_CHANNEL,
          LoginAction.OPEN_CONTROL_CHANNEL,
          LoginAction.CREATE_DATA_CHANNEL,
          LoginAction.OPEN_DATA_CHANNEL);

  private static final Version OLDEST_AGENT = Version.of("2.3.68.0");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Assessment assess(Subject subject) {
    Requirement node = Requirement.explained("managed-node", managedNode(subject), causes(subject));
    Source source =
        new Source(
            SourceKind.AWS_SERVICE, "ssm." + subject.region().name(), Optional.empty(), List.of());
    return Assessment.of(ID, subject, List.of(node), List.of(source));
  }

  /** Whether AWS's word on the node alone does not decide, so that the channel itself is asked. */
  public static boolean needsConnectionStatus(Subject subject) {
    return subject.instance().isRunning()
        && subject.node().filter(it -> !it.pingStatus().equals("ConnectionLost")).isPresent()
        && !(wayTo(subject, "ssmmessages") instanceof Verdict.Met);
  }

  private static Verdict managedNode(Subject subject) {
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
          .map(it -> Verdict.unknown(List.of(it)))
          .orElseGet(() -> notListed(subject, call));
    }
    String ping = node.get().pingStatus();
    if (ping.equals("ConnectionLost")) {
      String since = node.get().lastPing().map(it -> ", last seen " + it).orElse("");
      return Verdict.notMet(call, "the SSM agent's connection is lost" + since);
    }
    if (ping.equals("Online") && wayTo(subject, "ssmmessages") instanceof Verdict.Met) {
      return Verdict.met(call, "the SSM agent is online, and a way to ssmmessages is seen");
    }
    return channel(subject, call, ping);
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

  /** A node that reaches only {@code ssm} is online and admits nobody: the channel is asked. */
  private static Verdict channel(Subject subject, Call call, String ping) {
    Optional<ConnectionStatus> asked = subject.connectionStatus();
    if (asked.isEmpty()) {
      return Verdict.unknown(
          call,
          "the SSM agent is " + ping + ", and no way to ssmmessages is seen",
          "Whether an online node without a visible way to ssmmessages admits sessions was not"
              + " asked.");
    }
    return switch (asked.get().status()) {
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

  private static List<Requirement> causes(Subject subject) {
    List<Requirement> causes = new ArrayList<>();
    causes.add(way(subject, "ssm"));
    causes.add(way(subject, "ssmmessages"));
    causes.add(role(subject));
    subject
        .node()
        .flatMap(ManagedNode::agentVersion)
        .ifPresent(it -> causes.add(Requirement.of("agent-version", agent(subject, it))));
    subject
        .host()
        .ssmAgentPreinstalled()
        .filter(it -> subject.node().isEmpty())
        .ifPresent(it -> causes.add(Requirement.of("agent-on-image", onImage(subject, it))));
    return causes;
  }

  private static Verdict wayTo(Subject subject, String service) {
    return way(subject, service).verdict();
  }

  private static Requirement way(Subject subject, String service) {
    Network.Attached attached = subject.network().interfacesOf(subject.instance());
    List<Requirement> ways = new ArrayList<>();
    for (NetworkInterface each : attached.interfaces()) {
      ways.add(subject.network().egressTo(each, service));
    }
    if (!attached.doubts().isEmpty()) {
      ways.add(Requirement.of("interface", Verdict.unknown(attached.doubts())));
    }
    String id = "way-to-" + service;
    if (ways.isEmpty()) {
      return Requirement.of(
          id, Verdict.notMet(subject.instanceCall(), "the instance has no network interface"));
    }
    return ways.size() == 1 ? ways.getFirst() : Requirement.anyOf(id, ways);
  }

  /** Which role the agent acts with and whether it may do what the agent needs. */
  private static Requirement role(Subject subject) {
    Instance instance = subject.instance();
    return Requirement.allOf(
        "instance-role",
        List.of(
            Requirement.of("agent-credentials", subject.agentRole().exists(instance)),
            Requirement.of(
                "agent-may-register",
                subject
                    .agentRole()
                    .may(instance, List.of(LoginAction.UPDATE_INSTANCE_INFORMATION))),
            Requirement.of(
                "agent-may-open-channels", subject.agentRole().may(instance, CHANNELS))));
  }

  private static Verdict agent(Subject subject, String version) {
    Call call = subject.region().ssm().nodes().call().about(subject.instance().id());
    String fact = "the SSM agent is version " + version + ", sessions need " + "2.3.68.0";
    return Version.of(version).compareTo(OLDEST_AGENT) >= 0
        ? Verdict.met(call, fact)
        : Verdict.notMet(call, fact);
  }

  private static Verdict onImage(Subject subject, boolean preinstalled) {
    String system = subject.host().system().map(Object::toString).orElse("the system");
    String source = subject.host().systemFact().evidence().getFirst().source();
    return preinstalled
        ? Verdict.met(source, "published images of " + system + " come with the SSM agent")
        : Verdict.unknown(
            List.of(
                new Cause.Undecided(
                    "Images of " + system + " come without the SSM agent: it must be installed.")));
  }
}
