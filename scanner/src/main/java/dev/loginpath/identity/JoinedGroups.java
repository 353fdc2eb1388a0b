package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A user in a group has the group's policies beside its own. */
final class JoinedGroups implements RightsChange {

  private static final LoginAction ACTION = LoginAction.ADD_USER_TO_GROUP;

  private record Joined(PolicySet own, AccountGroup group) {}

  private final AccountAccess account;
  private final List<AccountGroup> groups;
  private final Map<Joined, PolicySet> both = new HashMap<>();

  JoinedGroups(AccountAccess account) {
    this.account = account;
    this.groups = account.groups().stream().filter(JoinedGroups::isOfUse).toList();
  }

  /** Groups that allow nothing on any way to a login only multiply the sets of groups. */
  private static boolean isOfUse(AccountGroup group) {
    PolicySet policies = PolicySet.of(group.policies());
    return policies.hasUnreadable()
        || Arrays.stream(LoginAction.values())
            .flatMap(it -> policies.statements(it.lowerCase()).stream())
            .anyMatch(it -> it.effect() == Statement.Effect.ALLOW);
  }

  @Override
  public Stream<Changed> of(Principal principal) {
    return principal.isUser()
            && Escalation.mayAllow(principal, ACTION)
            && !Escalation.isAdministrator(principal)
        ? groups.stream().flatMap(it -> joined(principal, it).stream())
        : Stream.empty();
  }

  private Optional<Changed> joined(Principal principal, AccountGroup group) {
    PolicySet own = principal.policies().identity();
    if (own.policies().containsAll(group.policies())) {
      return Optional.empty();
    }
    Target target = new Target(group.arn(), account.account(), Map.of(), Optional.empty());
    return account
        .solver()
        .solve(principal, List.of(new Ask(ACTION, target)))
        .map(it ->
            new Changed(
                principal.with(
                    principal
                        .policies()
                        .withIdentity(
                            both.computeIfAbsent(new Joined(own, group), JoinedGroups::join))),
                "adds itself to the group " + group.name() + " (" + ACTION.action() + ")",
                it));
  }

  private static PolicySet join(Joined joined) {
    List<Policy> policies = new ArrayList<>(joined.own().policies());
    policies.addAll(joined.group().policies());
    return PolicySet.of(policies.stream().distinct().toList());
  }
}
