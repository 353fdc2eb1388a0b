package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** Without its permissions boundary a principal is bound by its policies alone. */
record OwnBoundary(AccountAccess account) implements RightsChange {

  @Override
  public Stream<Changed> of(Principal principal) {
    boolean bound = principal.policies().boundary().isPresent();
    return bound
        ? account
            .solver()
            .best(principal, Stream.of(remove(principal), replace(principal)))
            .map(it ->
                new Changed(
                    principal.with(principal.policies().withBoundary(Optional.empty())),
                    words(it.ask().action()),
                    it.how()))
            .stream()
        : Stream.empty();
  }

  private static String words(LoginAction action) {
    boolean removed =
        action == LoginAction.DELETE_USER_BOUNDARY || action == LoginAction.DELETE_ROLE_BOUNDARY;
    return (removed ? "removes" : "replaces")
        + " its permissions boundary ("
        + action.action()
        + ")";
  }

  private static Ask remove(Principal principal) {
    LoginAction action =
        principal.isUser() ? LoginAction.DELETE_USER_BOUNDARY : LoginAction.DELETE_ROLE_BOUNDARY;
    return new Ask(action, principal.asTarget());
  }

  /** By one that every account has, and that allows everything. */
  private Ask replace(Principal principal) {
    LoginAction action =
        principal.isUser() ? LoginAction.PUT_USER_BOUNDARY : LoginAction.PUT_ROLE_BOUNDARY;
    String everything = "arn:" + account.partition() + ":iam::aws:policy/AdministratorAccess";
    return new Ask(
        action, principal.asTarget().with("iam:permissionsboundary", Value.of(everything)));
  }
}
