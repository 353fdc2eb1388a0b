package dev.loginpath.path;

import dev.loginpath.host.Host;
import dev.loginpath.identity.AgentRole;
import dev.loginpath.network.AddressReach;
import dev.loginpath.network.Network;
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
    Optional<ManagedNode> node,
    Optional<ConnectionStatus> connectionStatus,
    Instant readAt) {

  /** The call that listed the instance, as the source of facts about it. */
  public Call instanceCall() {
    return region.ec2().instances().call().about(instance.id());
  }

  /** Where its system takes logins from the network. */
  int loginPort() {
    return host.isWindows() ? RdpDirect.PORT : SshDirect.PORT;
  }

  Requirement running() {
    String fact = "the instance is " + instance.state();
    return Requirement.of(
        "instance-running",
        instance.isRunning()
            ? Verdict.met(instanceCall(), fact)
            : Verdict.notMet(instanceCall(), fact));
  }

  /** Who reaches a TCP port from outside the VPC, over every address of every interface. */
  public List<AddressReach> sourcesReaching(int port) {
    return network.interfacesOf(instance).interfaces().stream()
        .flatMap(it -> network.sourcesReaching(it, port, instance.isRunning()).stream())
        .toList();
  }
}
