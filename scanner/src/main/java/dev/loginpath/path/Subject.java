package dev.loginpath.path;

import dev.loginpath.host.Host;
import dev.loginpath.host.Place;
import dev.loginpath.identity.AgentRole;
import dev.loginpath.identity.SessionDemands;
import dev.loginpath.network.AddressReach;
import dev.loginpath.network.Network;
import dev.loginpath.report.ManagedBy;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An instance and everything that the paths ask about it.
 *
 * @param owner what recreates the instance
 * @param node the instance as Systems Manager lists it, where it does
 * @param connectionStatus what AWS said of the node's session channel, where it was asked
 * @param readAt when AWS was read: what happened since then is not known
 */
public record Subject(
    Instance instance,
    RegionSnapshot region,
    Network network,
    AgentRole agentRole,
    Host host,
    Place place,
    Optional<ManagedBy> owner,
    Optional<ManagedNode> node,
    Optional<ConnectionStatus> connectionStatus,
    Instant readAt) {

  /** The call that listed the instance, as the source of facts about it. */
  public Call instanceCall() {
    return region.ec2().instances().call().about(instance.id());
  }

  /** Where its system takes logins from the network. */
  public int loginPort() {
    return host.isWindows() ? RdpDirect.PORT : SshDirect.PORT;
  }

  /**
   * That its system takes no SSH logins as it is shipped. A remark beside the network's answer: who
   * set the machine up may have put a server there, and no API shows it.
   */
  Optional<Requirement> sshServer() {
    return host.sshServer().map(it -> Requirement.of("ssh-server", it).asInformative());
  }

  /** What the region's session documents demand. */
  SessionDemands sessionDemands() {
    return new SessionDemands(region, agentRole.partition(), agentRole.account());
  }

  Requirement running() {
    String state = instance.state();
    String fact = "the instance is " + state;
    Verdict verdict =
        switch (state) {
          case "running" -> Verdict.met(instanceCall(), fact);
          case "pending", "stopping", "stopped" -> Verdict.notMet(instanceCall(), fact);
          default ->
              Verdict.unknown(
                  instanceCall(),
                  state.isEmpty() ? "no state is told" : fact,
                  "Whether the instance runs is not told.");
        };
    return Requirement.of("instance-running", verdict);
  }

  /** Who reaches a TCP port from outside the VPC, over every address of every interface. */
  public List<AddressReach> sourcesReaching(int port) {
    return network.interfacesOf(instance).interfaces().stream()
        .flatMap(it -> network.sourcesReaching(it, port, instance.isRunning()).stream())
        .toList();
  }
}
