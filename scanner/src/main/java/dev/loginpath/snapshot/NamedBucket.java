package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/**
 * A bucket that a session document names. Where there is none of that name, all is absent by the
 * call that said so.
 *
 * @param region where the bucket lies
 * @param policy the bucket policy's JSON text, absent where it has none
 */
public record NamedBucket(
    String name,
    Observed<String> region,
    Observed<BucketEncryption> encryption,
    Observed<String> policy) {

  Stream<Observed<?>> observations() {
    return Stream.<Observed<?>>of(region, encryption, policy).distinct();
  }
}
