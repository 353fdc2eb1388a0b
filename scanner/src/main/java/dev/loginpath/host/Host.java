package dev.loginpath.host;

import dev.loginpath.report.Platform;
import dev.loginpath.report.PlatformSource;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the inside of an instance.
 *
 * @param system the operating system, empty where nothing tells
 * @param source how it is known
 * @param systemFact the evidence for it: which call, and what it said
 * @param doubts why the system is not known, empty where it is
 * @param instanceConnectAgent whether the agent is there
 * @param packageInventory whether inventory answered for packages: met where it lists the agent,
 *     not met where it answered and does not, unknown where it was not seen
 * @param carriage how the system comes by the agent
 * @param ssmAgentPreinstalled whether the publisher's images come with the SSM agent
 * @param sshServer whether the system takes SSH logins; empty where nothing speaks against it
 */
public record Host(
    Optional<OperatingSystem> system,
    PlatformSource source,
    Verdict systemFact,
    List<Cause> doubts,
    Verdict instanceConnectAgent,
    Verdict packageInventory,
    Carriage carriage,
    Optional<Boolean> ssmAgentPreinstalled,
    Optional<Verdict> sshServer) {

  public boolean isWindows() {
    return system.filter(OperatingSystem::isWindows).isPresent();
  }

  public Platform toReport() {
    return new Platform(
        system.map(OperatingSystem::name), system.flatMap(OperatingSystem::version), source);
  }
}
