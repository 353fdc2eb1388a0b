package dev.loginpath.policy;

import java.util.List;
import java.util.Optional;

/**
 * Everything that bears on the requests of one principal on one resource.
 *
 * @param boundary the permissions boundary
 * @param session the session policy
 * @param scps service control policies by level, root first; empty: the account is bound by none
 * @param rcps resource control policies of the resource's owner, in the same way; AWS's own allow
 *     is implied on every level
 * @param resource the resource's own policy; a role's is its trust policy
 * @param endpoint the policy of the VPC endpoint that the request passes
 */
public record Policies(
    PolicySet identity,
    Optional<PolicySet> boundary,
    Optional<PolicySet> session,
    List<PolicySet> scps,
    List<PolicySet> rcps,
    Optional<PolicySet> resource,
    Optional<PolicySet> endpoint) {

  public Policies {
    scps = List.copyOf(scps);
    rcps = List.copyOf(rcps);
  }

  /** Identity policies and nothing else. */
  public static Policies of(PolicySet identity) {
    return new Policies(
        identity,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public Policies withIdentity(PolicySet own) {
    return new Policies(own, boundary, session, scps, rcps, resource, endpoint);
  }

  public Policies withBoundary(Optional<PolicySet> given) {
    return new Policies(identity, given, session, scps, rcps, resource, endpoint);
  }

  public Policies withOrganization(List<PolicySet> scpLevels, List<PolicySet> rcpLevels) {
    return new Policies(identity, boundary, session, scpLevels, rcpLevels, resource, endpoint);
  }

  public Policies withResource(PolicySet own) {
    return new Policies(identity, boundary, session, scps, rcps, Optional.of(own), endpoint);
  }

  public Policies withEndpoint(PolicySet passed) {
    return new Policies(identity, boundary, session, scps, rcps, resource, Optional.of(passed));
  }
}
