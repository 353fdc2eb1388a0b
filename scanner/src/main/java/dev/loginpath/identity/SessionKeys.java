package dev.loginpath.identity;

import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a node takes part in sessions that are encrypted: where their document names a key, the
 * node's role decrypts with it, or the handshake fails. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html">session
 * encryption</a>.
 */
public record SessionKeys(SessionDemands demands, AgentRole role) {

  /** Met where the document demands no key. */
  public Verdict on(Instance instance, SessionDemands.Versions versions) {
    List<SessionDemands.Key> keys = demands.keys(versions);
    return keys.isEmpty()
        ? Verdict.met(versions.standard().call(), "sessions need no key")
        : Kleene.allOf(
            keys.stream()
                .flatMap(it -> Stream.concat(state(it).stream(), decrypts(instance, it)))
                .toList());
  }

  private Stream<Verdict> decrypts(Instance instance, SessionDemands.Key key) {
    return Stream.of(role.mayDecrypt(instance, key));
  }

  private Optional<Verdict> state(SessionDemands.Key key) {
    return demands.region().logDestinations().keys().stream()
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
}
