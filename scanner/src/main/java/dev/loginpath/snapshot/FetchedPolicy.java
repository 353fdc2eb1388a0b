package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/**
 * A managed policy that a principal refers to and {@code GetAccountAuthorizationDetails} does not
 * show, such as one of AWS that serves as a permissions boundary only.
 *
 * @param defaultVersionId which version is in force; absent where the policy is gone
 * @param policy that version; absent with the same call where the policy is gone
 */
public record FetchedPolicy(
    String arn, Observed<String> defaultVersionId, Observed<ManagedPolicy> policy) {

  /** The calls that were made: the second one only if the first was answered. */
  Stream<Observed<?>> observations() {
    return Stream.<Observed<?>>of(defaultVersionId, policy).distinct();
  }
}
