package dev.loginpath.path;

import dev.loginpath.identity.SessionDemands;
import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.NamedKey;
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
    for (SessionDemands.Versions each : shells) {
      verdicts.add(keys(subject, demands.keys(each), each));
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

  private static Verdict keys(
      Subject subject, List<SessionDemands.Key> keys, SessionDemands.Versions versions) {
    if (keys.isEmpty()) {
      return Verdict.met(versions.standard().call(), "sessions need no key");
    }
    return Kleene.allOf(
        keys.stream()
            .flatMap(it ->
                Stream.concat(
                    state(subject, it).stream(),
                    Stream.of(subject.agentRole().mayDecrypt(subject.instance(), it))))
            .toList());
  }

  private static Optional<Verdict> state(Subject subject, SessionDemands.Key key) {
    return subject.region().logDestinations().keys().stream()
        .filter(it -> it.id().equals(key.id()))
        .map(NamedKey::key)
        .findFirst()
        .map(it -> enabled(it, key.id()));
  }

  private static Verdict enabled(Observed<KmsKey> key, String id) {
    return switch (key) {
      case Observed.Known<KmsKey> known when known.value().state().equals("Enabled") ->
          Verdict.met(known.call(), "the key " + id + " is enabled");
      case Observed.Known<KmsKey> known ->
          Verdict.notMet(known.call(), "the key " + id + " is " + known.value().state());
      case Observed.Absent<KmsKey> absent -> Verdict.notMet(absent.call(), "there is no key " + id);
      case Observed.Unseen<KmsKey> unseen -> Verdict.unknown(unseen);
    };
  }

  /** As whom a shell starts, where Run As is on. */
  static Optional<Requirement> runAs(SessionDemands demands) {
    return demands
        .runAsUser()
        .map(it ->
            Requirement.of(
                    "run-as",
                    Verdict.met(
                        demands.preferences().standard().call(),
                        "Run As is on: on Linux and macOS a shell starts as the OS user of the"
                            + " session's tag, or of the caller's tag, SSMSessionRunAs"
                            + (it.isEmpty()
                                ? "; for anybody without one no session starts"
                                : ", else as " + it)))
                .asInformative());
  }
}
