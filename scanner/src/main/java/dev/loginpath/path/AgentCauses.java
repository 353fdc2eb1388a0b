package dev.loginpath.path;

import dev.loginpath.host.Version;
import dev.loginpath.identity.LoginAction;
import dev.loginpath.network.Exit;
import dev.loginpath.network.Network;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an agent may fail to connect: network, role, metadata service, version. AWS tells only that
 * it does; these are the places to look.
 */
final class AgentCauses {

  private static final List<LoginAction> CHANNELS =
      List.of(
          LoginAction.CREATE_CONTROL_CHANNEL,
          LoginAction.OPEN_CONTROL_CHANNEL,
          LoginAction.CREATE_DATA_CHANNEL,
          LoginAction.OPEN_DATA_CHANNEL);

  private static final List<LoginAction> REGISTER =
      List.of(LoginAction.UPDATE_INSTANCE_INFORMATION);

  private static final String OLDEST_AGENT = "2.3.68.0";

  /** From this version on the agent leaves ec2messages aside once ssmmessages connects. */
  private static final Version WITHOUT_EC2MESSAGES = Version.of("3.3.40.0");

  private AgentCauses() {}

  /**
   * Everything that a session needs of the agent and its surroundings, the most likely fault first.
   */
  static List<Requirement> of(Subject subject) {
    List<Requirement> causes = new ArrayList<>();
    causes.add(way(subject, "ssm"));
    causes.add(way(subject, "ssmmessages"));
    causes.add(role(subject));
    causes.add(metadataService(subject));
    causes.addAll(endpointPolicies(subject, "ssm", REGISTER));
    causes.addAll(endpointPolicies(subject, "ssmmessages", CHANNELS));
    if (needsOlderChannel(subject)) {
      causes.add(way(subject, "ec2messages"));
    }
    subject
        .node()
        .flatMap(ManagedNode::agentVersion)
        .filter(it -> !Version.of(it).isNone())
        .ifPresent(it -> causes.add(Requirement.of("agent-version", agent(subject, it))));
    subject
        .host()
        .ssmAgentPreinstalled()
        .filter(it -> subject.node().isEmpty())
        .ifPresent(it -> causes.add(Requirement.of("agent-on-image", onImage(subject, it))));
    return causes;
  }

  /**
   * Whether all is there that a session needs of the agent and its surroundings, but that it has
   * registered, which its ping proves. It decides where AWS's word on the channel is not known.
   */
  static Verdict surroundings(Subject subject) {
    List<Requirement> needed = new ArrayList<>();
    needed.add(way(subject, "ssmmessages"));
    needed.add(role(subject));
    needed.add(metadataService(subject));
    needed.addAll(endpointPolicies(subject, "ssmmessages", CHANNELS));
    needed.add(AgentVersion.atLeast(subject, OLDEST_AGENT, OLDEST_AGENT));
    return Kleene.allOf(needed.stream().map(Requirement::verdict).toList());
  }

  static Verdict wayTo(Subject subject, String service) {
    return way(subject, service).verdict();
  }

  static Requirement way(Subject subject, String service) {
    Network.Attached attached = subject.network().interfacesOf(subject.instance());
    List<Requirement> ways = new ArrayList<>();
    for (NetworkInterface each : attached.interfaces()) {
      ways.add(subject.network().egressTo(each, service));
    }
    if (!attached.doubts().isEmpty()) {
      ways.add(Requirement.of("interface", Verdict.unknown(attached.doubts())));
    }
    String id = "way-to-" + service;
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
                    .may(instance, REGISTER, subject.network().exitOf(instance, "ssm"))),
            Requirement.of("agent-may-open-channels", mayOpenChannels(subject))));
  }

  private static Verdict mayOpenChannels(Subject subject) {
    Instance instance = subject.instance();
    return subject
        .agentRole()
        .may(instance, CHANNELS, subject.network().exitOf(instance, "ssmmessages"));
  }

  private static Verdict agent(Subject subject, String version) {
    Call call = subject.region().ssm().nodes().call().about(subject.instance().id());
    String fact = "the SSM agent is version " + version + ", sessions need " + OLDEST_AGENT;
    return Version.of(version).compareTo(Version.of(OLDEST_AGENT)) >= 0
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

  /** The agent takes its credentials from the metadata service. */
  static Requirement metadataService(Subject subject) {
    Call call = subject.instanceCall();
    String endpoint = subject.instance().metadataOptions().httpEndpoint().orElse("not told");
    String fact = "the metadata service is " + endpoint;
    Verdict verdict =
        switch (endpoint) {
          case "enabled" -> Verdict.met(call, fact);
          case "disabled" -> Verdict.notMet(call, fact);
          default ->
              Verdict.unknown(
                  call, fact, "AWS does not tell whether the instance's metadata service is on.");
        };
    return Requirement.of("metadata-service", verdict);
  }

  /**
   * Older agents, and roles that may not open the channels of sessions, still fetch their messages
   * from {@code ec2messages}. See <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html">the
   * message APIs</a>.
   */
  private static boolean needsOlderChannel(Subject subject) {
    boolean old =
        subject
            .node()
            .flatMap(ManagedNode::agentVersion)
            .filter(it -> Version.of(it).compareTo(WITHOUT_EC2MESSAGES) < 0)
            .isPresent();
    return old || mayOpenChannels(subject) instanceof Verdict.NotMet;
  }

  /**
   * Policies of the endpoints that requests for a service may leave through: those of its name in
   * the VPC, but where the name is known to lead past them.
   */
  private static List<Requirement> endpointPolicies(
      Subject subject, String service, List<LoginAction> needed) {
    Instance instance = subject.instance();
    List<VpcEndpoint> endpoints =
        switch (subject.network().exitOf(instance, service)) {
          case Exit.Endpoints inside -> inside.endpoints();
          case Exit.Internet outside -> List.of();
          case Exit.Untold untold ->
              Observed.items(subject.region().ec2().vpcEndpoints()).stream()
                  .filter(it -> instance.vpcId().filter(it.vpcId()::equals).isPresent())
                  .filter(it -> it.serviceName().endsWith("." + service))
                  .toList();
        };
    return endpoints.stream()
        .filter(it -> it.policyDocument().isPresent())
        .map(it ->
            Requirement.of("endpoint-policy", subject.agentRole().mayThrough(it, instance, needed)))
        .toList();
  }
}
