package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/** Everything read from IAM. */
public record IamSnapshot(
    Observed<AuthorizationDetails> authorizationDetails, Observed<List<String>> accountAliases) {
  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(authorizationDetails, accountAliases);
  }
}
