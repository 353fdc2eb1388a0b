package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything read from IAM.
 *
 * @param fetchedPolicies the managed policies that the authorization details refer to and do not
 *     show
 */
public record IamSnapshot(
    Observed<AuthorizationDetails> authorizationDetails,
    List<FetchedPolicy> fetchedPolicies,
    Observed<List<String>> accountAliases) {
  public IamSnapshot {
    fetchedPolicies = List.copyOf(fetchedPolicies);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.concat(
        Stream.of(authorizationDetails, accountAliases),
        fetchedPolicies.stream().flatMap(FetchedPolicy::observations));
  }
}
