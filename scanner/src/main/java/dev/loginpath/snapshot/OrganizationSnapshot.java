package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything read from Organizations about the account. Member accounts may seldom read more than
 * the organization itself.
 *
 * @param organization absent where the account belongs to none
 * @param parents from the account upwards; empty for the management account, which no policy of the
 *     organization binds. The last one is the root, unless it was not seen
 * @param levels from the topmost level that was seen down to the account
 * @param policies what the levels name, each once
 */
public record OrganizationSnapshot(
    Observed<Organization> organization,
    List<OrganizationParent> parents,
    List<PolicyLevel> levels,
    List<OrganizationPolicy> policies) {
  public OrganizationSnapshot {
    parents = List.copyOf(parents);
    levels = List.copyOf(levels);
    policies = List.copyOf(policies);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.<Observed<?>>of(organization),
            parents.stream().map(OrganizationParent::parentId),
            levels.stream().flatMap(PolicyLevel::observations),
            policies.stream().map(OrganizationPolicy::content))
        .flatMap(it -> it);
  }
}
