package dev.loginpath.path;

import dev.loginpath.identity.SessionDemands;
import dev.loginpath.identity.SessionKeys;
import dev.loginpath.report.Evidence;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the session documents of a region demand of a node for a shell: where they name a key, the
 * node's role decrypts with it, or the handshake fails. Tunnels are not encrypted by it. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html">session
 * encryption</a>.
 */
final class ShellDemands {

  private ShellDemands() {}

  /**
   * The key of sessions, none where no document names one; a shell by one document of several is
   * enough.
   */
  static Optional<Requirement> sessionKey(Subject subject, SessionDemands demands) {
    List<SessionDemands.Versions> shells =
        Stream.concat(
                Stream.of(demands.preferences()),
                subject.region().ssm().sessionDocuments().stream()
                    .filter(ShellDemands::mayBeShell)
                    .map(SessionDemands::versions))
            .toList();
    if (shells.stream().allMatch(it -> demands.keys(it).isEmpty())) {
      return Optional.empty();
    }
    List<Verdict> verdicts = new ArrayList<>();
    SessionKeys keys = new SessionKeys(demands, subject.agentRole());
    for (SessionDemands.Versions each : shells) {
      verdicts.add(keys.on(subject.instance(), each));
    }
    // A document that was not seen may be a shell without a key.
    Observed.gap(subject.region().ssm().sessionDocumentNames())
        .ifPresent(it -> verdicts.add(Verdict.unknown(List.of(it))));
    // A proxy leads to KMS as well, so that a way which is not seen breaks nothing.
    return Optional.of(
        Requirement.explained(
            "session-key", Kleene.anyOf(verdicts), List.of(AgentCauses.way(subject, "kms"))));
  }

  private static boolean mayBeShell(SessionDocumentVersions document) {
    return Stream.of(document.defaultVersion(), document.latestVersion())
        .anyMatch(it ->
            !(it instanceof Observed.Known<SessionDocument> known)
                || known.value().sessionType().filter(type -> type.equals("Port")).isEmpty());
  }

  /** As whom shells start, for each document with which Run As is on; none where it is nowhere. */
  static Optional<Requirement> runAs(Subject subject, SessionDemands demands) {
    List<Evidence> facts = new ArrayList<>();
    landing(demands, demands.preferences(), "").ifPresent(facts::add);
    subject.region().ssm().sessionDocuments().stream()
        .filter(ShellDemands::mayBeShell)
        .forEach(it ->
            landing(demands, SessionDemands.versions(it), "With " + it.name() + ": ")
                .ifPresent(facts::add));
    return facts.isEmpty() || subject.host().isWindows()
        ? Optional.empty()
        : Optional.of(Requirement.of("run-as", new Verdict.Met(facts)).asInformative());
  }

  private static Optional<Evidence> landing(
      SessionDemands demands, SessionDemands.Versions versions, String with) {
    return demands
        .runAsUser(versions)
        .map(it ->
            new Evidence(
                versions.standard().call().toString(),
                with
                    + "Run As is on: on Linux and macOS a shell starts as the OS user of the"
                    + " session's tag, or of the caller's tag, SSMSessionRunAs"
                    + (it.isEmpty()
                        ? "; for anybody without one no session starts"
                        : ", else as " + it)));
  }
}
