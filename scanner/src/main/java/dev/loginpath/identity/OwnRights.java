package dev.loginpath.identity;

import dev.loginpath.policy.Policies;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may change its own policies has any right, as far as boundary and organization let it. */
final class OwnRights implements Escalation {

  private static final PolicySet EVERYTHING =
      PolicySet.of(
          List.of(
              PolicyReader.read(
                  "a policy of its own making",
                  "{\"Version\":\"2012-10-17\",\"Statement\":"
                      + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")));

  private final AccountAccess account;
  private final LoginMeans means;
  private final Rows rows;
  private final Map<Principal, Optional<String>> steps = new HashMap<>();

  OwnRights(AccountAccess account, LoginMeans means, Rows rows) {
    this.account = account;
    this.means = means;
    this.rows = rows;
  }

  @Override
  public Stream<Reached> from(PrincipalClass each, String path) {
    Map<String, List<Principal>> byStep = new LinkedHashMap<>();
    for (Principal member : each.members()) {
      step(member)
          .ifPresent(it -> byStep.computeIfAbsent(it, key -> new ArrayList<>()).add(member));
    }
    return byStep.entrySet().stream()
        .flatMap(it -> {
          PrincipalClass who = new PrincipalClass(it.getValue().getFirst(), it.getValue());
          return rows.row(withRights(each.first()), means.targets(path), means.of(path)).stream()
              .map(cell -> Reached.by(it.getKey(), who, cell));
        });
  }

  private static Principal withRights(Principal principal) {
    return new Principal(
        principal.caller(),
        principal.name(),
        new Policies(
            EVERYTHING,
            principal.policies().boundary(),
            principal.policies().session(),
            principal.policies().scps(),
            principal.policies().rcps(),
            principal.policies().resource(),
            principal.policies().endpoint()),
        principal.context(),
        principal.trust(),
        principal.sessionTags());
  }

  private Optional<String> step(Principal principal) {
    return steps.computeIfAbsent(principal, this::find);
  }

  private Optional<String> find(Principal principal) {
    if (Escalation.isAdministrator(principal)) {
      return Optional.empty();
    }
    Map<LoginAction, List<String>> wanted = new LinkedHashMap<>();
    List<String> self = List.of(principal.arn());
    if (principal.isUser()) {
      wanted.put(LoginAction.PUT_USER_POLICY, self);
      wanted.put(LoginAction.ATTACH_USER_POLICY, self);
    } else {
      wanted.put(LoginAction.PUT_ROLE_POLICY, self);
      wanted.put(LoginAction.ATTACH_ROLE_POLICY, self);
    }
    List<String> attached =
        principal.policies().identity().policies().stream()
            .map(Policy::name)
            .filter(it -> it.contains("::" + account.account() + ":policy/"))
            .toList();
    wanted.put(LoginAction.CREATE_POLICY_VERSION, attached);
    for (Map.Entry<LoginAction, List<String>> each : wanted.entrySet()) {
      if (Escalation.mayAllow(principal, each.getKey())) {
        for (String arn : each.getValue()) {
          Target target = new Target(arn, account.account(), Map.of(), Optional.empty());
          if (account
              .solver()
              .solve(principal, List.of(new Ask(each.getKey(), target)))
              .isPresent()) {
            return Optional.of("changes its own policies (" + each.getKey().action() + ")");
          }
        }
      }
    }
    return Optional.empty();
  }
}
