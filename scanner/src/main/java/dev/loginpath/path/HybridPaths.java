package dev.loginpath.path;

import dev.loginpath.cost.PathCosts;
import dev.loginpath.host.Version;
import dev.loginpath.identity.LoginAccess;
import dev.loginpath.identity.PathPrincipals;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways onto a hybrid node. Since 2026-06-30 sessions need no advanced tier any more, but for
 * China, of which AWS's pages do not say it. Its network is not AWS's, and is not looked at. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-release-history.html">release
 * history</a> and <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-configure-instance-tiers.html">instance
 * tiers</a>.
 */
public final class HybridPaths {

  private static final Version TUNNELS = Version.of("3.0.222.0");

  private static final String CHINA = "cn-";

  /** AWS's how-to pages name this one. */
  private static final Version FIRST_TUNNELS = Version.of("2.3.672.0");

  private final RegionSnapshot region;

  public HybridPaths(RegionSnapshot region) {
    this.region = region;
  }

  /** Whether AWS's word on the node does not decide, so that the channel itself is asked. */
  public static boolean needsConnectionStatus(ManagedNode node) {
    return node.isHybrid() && node.pingStatus().equals("Online");
  }

  /** With those who may use each path. */
  public AssessedNode of(ManagedNode node, String partition, String account, LoginAccess who) {
    Requirement online = online(node);
    List<Requirement> needed = new ArrayList<>(List.of(online, connected(node)));
    if (region.name().startsWith(CHINA)) {
      needed.add(1, tier());
    }
    Requirement session = Requirement.allOf("managed-node", needed);
    Map<PathId, List<Requirement>> requirements = new LinkedHashMap<>();
    requirements.put(PathId.SESSION_MANAGER, List.of(session));
    requirements.put(PathId.SSM_TUNNEL, List.of(session, version(node)));
    requirements.put(PathId.RUN_COMMAND, List.of(online));
    HybridNode hybrid =
        new HybridNode(
            node.id(),
            "arn:%s:ssm:%s:%s:managed-instance/%s"
                .formatted(partition, region.name(), account, node.id()),
            account,
            region.name(),
            node.pingStatus(),
            node.platformName(),
            node.platformVersion(),
            requirements.entrySet().stream()
                .map(it -> path(it.getKey(), it.getValue(), who.on(it.getKey(), node)))
                .toList());
    return new AssessedNode(
        hybrid, requirements.keySet().stream().map(it -> who.on(it, node)).toList());
  }

  private PathAssessment path(
      PathId id, List<Requirement> requirements, PathPrincipals principals) {
    Source service =
        new Source(SourceKind.AWS_SERVICE, "ssm." + region.name(), Optional.empty(), List.of());
    Status status;
    List<Source> sources;
    switch (Kleene.allOf(requirements.stream().map(Requirement::verdict).toList())) {
      case Verdict.Met met -> {
        status = Status.OPEN;
        sources = List.of(service);
      }
      case Verdict.NotMet notMet -> {
        status = Status.CLOSED;
        sources = List.of();
      }
      case Verdict.Unknown unknown -> {
        status = Status.UNKNOWN;
        sources = Assessment.unknown(unknown.causes().stream());
      }
    }
    return new PathAssessment(
        id,
        status,
        requirements.stream().map(Requirement::toReport).toList(),
        sources,
        principals.may().key(),
        principals.mayGetThere().keyIfAny(),
        principals.stopped().keyIfAny(),
        Optional.empty(),
        status == Status.CLOSED ? Optional.empty() : PathCosts.onHybridNode(id, region));
  }

  private Call call(ManagedNode node) {
    return region.ssm().nodes().call().about(node.id());
  }

  private Requirement online(ManagedNode node) {
    String fact = "the SSM agent is " + node.pingStatus();
    Verdict verdict =
        switch (node.pingStatus()) {
          case "Online" -> Verdict.met(call(node), fact);
          case "ConnectionLost" -> Verdict.notMet(call(node), fact);
          default -> Verdict.unknown(call(node), fact, "AWS tells no usable state of an agent.");
        };
    return Requirement.of("agent-online", verdict);
  }

  private Requirement tier() {
    Observed<ServiceSetting> tier = region.ssm().activationTier();
    Verdict verdict =
        switch (tier) {
          case Observed.Known<ServiceSetting> known -> {
            String fact = "the tier of hybrid nodes is " + known.value().value();
            yield known.value().value().equals("advanced")
                ? Verdict.met(known.call(), fact)
                : Verdict.unknown(
                    known.call(),
                    fact,
                    "Whether sessions still need the advanced tier in China is not known.");
          }
          case Observed.Absent<ServiceSetting> absent ->
              Verdict.unknown(
                  absent.call(), "no tier is told", "The tier of hybrid nodes is not told.");
          case Observed.Unseen<ServiceSetting> unseen -> Verdict.unknown(unseen);
        };
    return Requirement.of("advanced-tier", verdict);
  }

  private Requirement connected(ManagedNode node) {
    Optional<Observed<String>> asked =
        region.ssm().connectionStatuses().stream()
            .filter(it -> it.nodeId().equals(node.id()))
            .map(ConnectionStatus::status)
            .findFirst();
    Verdict verdict =
        asked
            .map(NodeChannel::connected)
            .orElseGet(() ->
                Verdict.unknown(
                    call(node),
                    "was not asked",
                    "Whether a hybrid node admits sessions was not asked."));
    return Requirement.of("connected", verdict);
  }

  private Requirement version(ManagedNode node) {
    Optional<Version> version = node.agentVersion().map(Version::of).filter(it -> !it.isNone());
    String fact =
        "the SSM agent is version "
            + node.agentVersion().orElse("not told")
            + ", needed is 3.0.222.0";
    Verdict verdict;
    if (version.isEmpty()) {
      verdict = Verdict.unknown(call(node), fact, "The version of the SSM agent is not told.");
    } else if (version.get().compareTo(TUNNELS) >= 0) {
      verdict = Verdict.met(call(node), fact);
    } else if (version.get().compareTo(FIRST_TUNNELS) >= 0) {
      verdict =
          Verdict.unknown(
              call(node),
              fact,
              "AWS's pages name two versions from which on the agent can do this.");
    } else {
      verdict = Verdict.notMet(call(node), fact);
    }
    return Requirement.of("agent-version", verdict);
  }
}
