package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What has to be kept in order for a path, as it is on some instances. */
final class Upkeep {

  private Upkeep() {}

  static String of(PathId path, List<AssessedInstance> instances) {
    return switch (path) {
      case SESSION_MANAGER, SSM_TUNNEL, RUN_COMMAND, FLEET_MANAGER_RDP -> agents(instances);
      case INSTANCE_CONNECT -> pushed(instances);
      case INSTANCE_CONNECT_ENDPOINT -> endpoints(instances);
      case SSH_DIRECT, RDP_DIRECT -> keys(instances);
      case SSH_BASTION -> bastions(instances);
      case SERIAL_CONSOLE -> "a password in each system, which no API shows";
    };
  }

  private static String agents(List<AssessedInstance> instances) {
    long online =
        instances.stream()
            .filter(
                it -> it.subject().node().filter(n -> n.pingStatus().equals("Online")).isPresent())
            .count();
    long lost =
        instances.stream()
            .filter(it ->
                it.subject()
                    .node()
                    .filter(n -> n.pingStatus().equals("ConnectionLost"))
                    .isPresent())
            .count();
    TreeSet<String> versions = new TreeSet<>();
    instances.forEach(
        it -> it.subject().node().flatMap(n -> n.agentVersion()).ifPresent(versions::add));
    String agents =
        "agents: " + online + " online, " + lost + " lost, of " + instances.size() + " instances";
    return versions.isEmpty() ? agents : agents + "; versions " + String.join(", ", versions);
  }

  private static String pushed(List<AssessedInstance> instances) {
    long there =
        instances.stream()
            .filter(it -> it.subject().host().instanceConnectAgent() instanceof Verdict.Met)
            .count();
    return "the Instance Connect agent is known on " + there + " of " + instances.size();
  }

  private static String endpoints(List<AssessedInstance> instances) {
    TreeSet<String> endpoints = new TreeSet<>();
    boolean known = true;
    for (AssessedInstance each : instances) {
      for (Source source : each.on(PathId.INSTANCE_CONNECT_ENDPOINT).sources()) {
        if (source.proven()) {
          endpoints.add(source.value());
        }
        known &= source.proven();
      }
    }
    if (endpoints.isEmpty()) {
      return known
          ? "no endpoint reaches any of them"
          : "whether an endpoint reaches any of them is not known";
    }
    return "kept by AWS: " + String.join(", ", endpoints) + (known ? "" : ", perhaps more");
  }

  private static String keys(List<AssessedInstance> instances) {
    TreeSet<String> keys = new TreeSet<>();
    instances.stream()
        .map(it -> it.subject().instance())
        .map(Instance::keyName)
        .flatMap(Optional::stream)
        .forEach(keys::add);
    return keys.isEmpty()
        ? "launched without a key pair; keys added later are not seen"
        : "key pairs at launch: " + String.join(", ", keys) + "; keys added later are not seen";
  }

  private static String bastions(List<AssessedInstance> instances) {
    TreeSet<String> bastions = new TreeSet<>();
    boolean known = true;
    for (AssessedInstance each : instances) {
      for (Source source : each.on(PathId.SSH_BASTION).sources()) {
        source.via().stream()
            .map(it -> it.substring(0, (it + " ").indexOf(' ')))
            .forEach(bastions::add);
        known &= source.proven();
      }
    }
    if (bastions.isEmpty()) {
      return known
          ? "no bastion leads to any of them"
          : "whether a bastion leads to any of them is not known";
    }
    return (known ? "" : "at least ")
        + bastions.size()
        + " instances to patch and watch: "
        + String.join(", ", bastions);
  }
}
