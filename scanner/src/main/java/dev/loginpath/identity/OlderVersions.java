package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import java.util.List;
import java.util.stream.Stream;

/** A version of a policy that is not the default one may allow anything: it is not read. */
record OlderVersions(AccountAccess account) implements RightsChange {

  private static final LoginAction ACTION = LoginAction.SET_DEFAULT_POLICY_VERSION;

  @Override
  public Stream<Changed> of(Principal principal) {
    return Escalation.isAdministrator(principal)
        ? Stream.empty()
        : account
            .solver()
            .best(principal, account.ownedPolicies(principal).map(it -> new Ask(ACTION, it)))
            .map(it -> changed(principal, it.ask().target().arn(), it.how()))
            .stream();
  }

  private static Changed changed(Principal principal, String policy, Outcome how) {
    String step = "makes another version of " + policy + " the default";
    return new Changed(
        principal.with(principal.policies().withIdentity(OwnPolicies.EVERYTHING)),
        step + " (" + ACTION.action() + ")",
        how.after(
            Decision.UNKNOWN,
            List.of("to what the other versions of " + policy + " are not read to allow"),
            how.via()));
  }
}
