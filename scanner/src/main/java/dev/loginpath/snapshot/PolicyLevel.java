package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policies attached to a root, an organizational unit or the account itself.
 *
 * @param targetId {@code r-…}, {@code ou-…} or an account id
 * @param scpIds service control policies; absent where the organization has not enabled the type
 * @param rcpIds resource control policies; absent where the organization has not enabled the type
 */
public record PolicyLevel(
    String targetId, Observed<List<String>> scpIds, Observed<List<String>> rcpIds) {

  Stream<Observed<?>> observations() {
    return Stream.of(scpIds, rcpIds);
  }
}
