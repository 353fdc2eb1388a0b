package dev.loginpath.identity;

import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import java.util.List;
import java.util.stream.Stream;

/** A policy of the principal's own making allows everything. */
record OwnPolicies(AccountAccess account) implements RightsChange {

  static final PolicySet EVERYTHING =
      PolicySet.of(
          List.of(
              PolicyReader.read(
                  "a policy of its own making",
                  "{\"Version\":\"2012-10-17\",\"Statement\":"
                      + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")));

  @Override
  public Stream<Changed> of(Principal principal) {
    return Escalation.isAdministrator(principal)
        ? Stream.empty()
        : account
            .solver()
            .best(principal, asks(principal))
            .map(it ->
                new Changed(
                    principal.with(principal.policies().withIdentity(EVERYTHING)),
                    "changes its own policies (" + it.ask().action().action() + ")",
                    it.how()))
            .stream();
  }

  private Stream<Ask> asks(Principal principal) {
    List<LoginAction> onItself =
        principal.isUser()
            ? List.of(LoginAction.PUT_USER_POLICY, LoginAction.ATTACH_USER_POLICY)
            : List.of(LoginAction.PUT_ROLE_POLICY, LoginAction.ATTACH_ROLE_POLICY);
    return Stream.concat(
        onItself.stream().map(it -> new Ask(it, principal.asTarget())),
        account.ownedPolicies(principal).map(it -> new Ask(LoginAction.CREATE_POLICY_VERSION, it)));
  }
}
