package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key that a session document, its log group or its bucket names.
 *
 * @param id the key as it is named there: an id, an ARN or an alias
 * @param policy the key policy's JSON text, asked for the keys of sessions: people must be allowed
 *     by it
 */
public record NamedKey(
    String id,
    Observed<KmsKey> key,
    @Added(in = "4.1", without = "null") Optional<Observed<String>> policy) {

  /** Of the key itself, where it was seen. */
  public Optional<String> arn() {
    return key instanceof Observed.Known<KmsKey> known
        ? Optional.of(known.value().arn()).filter(it -> !it.isEmpty())
        : Optional.empty();
  }

  Stream<Observed<?>> observations() {
    return Stream.concat(Stream.of(key), policy.stream());
  }
}
