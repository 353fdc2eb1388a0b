package dev.loginpath.path;

import dev.loginpath.host.Version;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.Optional;

/** Whether the agent on a node is new enough for a feature. */
final class AgentVersion {

  private AgentVersion() {}

  /**
   * Met from the version that AWS demands on.
   *
   * @param possible from here on it is known to work although AWS's pages contradict each other;
   *     between the two it is unknown
   */
  static Requirement atLeast(Subject subject, String demanded, String possible) {
    Call call = subject.region().ssm().nodes().call().about(subject.instance().id());
    Optional<String> version =
        subject.node().flatMap(ManagedNode::agentVersion).filter(it -> !Version.of(it).isNone());
    return Requirement.of(
        "agent-version",
        version
            .map(it -> verdict(call, it, demanded, possible))
            .orElseGet(() ->
                Verdict.unknown(
                    call,
                    "no agent version is told",
                    "The version of the SSM agent is not told.")));
  }

  private static Verdict verdict(Call call, String version, String demanded, String possible) {
    Version given = Version.of(version);
    String fact = "the SSM agent is version " + version + ", needed is " + demanded;
    if (given.compareTo(Version.of(demanded)) >= 0) {
      return Verdict.met(call, fact);
    }
    return given.compareTo(Version.of(possible)) >= 0
        ? Verdict.unknown(
            call, fact, "AWS's pages name two versions from which on the agent can do this.")
        : Verdict.notMet(call, fact);
  }
}
