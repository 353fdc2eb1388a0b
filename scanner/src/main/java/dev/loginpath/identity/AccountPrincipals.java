package dev.loginpath.identity;

import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.IamGroup;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The users and roles of an account with every policy that binds them.
 *
 * @param groups the groups that were listed
 * @param profiles the role's ARN of each instance profile
 * @param gaps why there may be more of them, or none be known at all
 */
record AccountPrincipals(
    List<Principal> principals,
    List<AccountGroup> groups,
    Map<String, String> profiles,
    List<Cause> gaps) {

  private static final Pattern PERMISSION_SET = Pattern.compile("AWSReservedSSO_(.+)_[0-9a-f]{16}");

  AccountPrincipals {
    principals = List.copyOf(principals);
    groups = List.copyOf(groups);
    profiles = Map.copyOf(profiles);
    gaps = List.copyOf(gaps);
  }

  static AccountPrincipals of(AccountSnapshot snapshot) {
    Observed<AuthorizationDetails> read = snapshot.iam().authorizationDetails();
    List<Cause> gaps = Observed.gap(read).map(List::of).orElse(List.of());
    Optional<AuthorizationDetails> details =
        switch (read) {
          case Observed.Known<AuthorizationDetails> known -> Optional.of(known.value());
          case Observed.Absent<AuthorizationDetails> none -> Optional.empty();
          case Observed.Unseen<AuthorizationDetails> unseen -> unseen.soFar();
        };
    Map<String, String> profiles = new HashMap<>();
    details.ifPresent(it ->
        it.roles()
            .forEach(role ->
                role.instanceProfileArns().forEach(profile -> profiles.put(profile, role.arn()))));
    Optional<Builder> builder = details.map(it -> new Builder(snapshot, it, !gaps.isEmpty()));
    return new AccountPrincipals(
        builder.map(Builder::principals).orElse(List.of()),
        builder.map(Builder::groups).orElse(List.of()),
        profiles,
        gaps);
  }

  /** A name for people: the permission set's where IAM Identity Center made the role. */
  static String nameOf(Caller caller) {
    Matcher matcher = PERMISSION_SET.matcher(caller.name());
    return matcher.matches() ? "permission set " + matcher.group(1) : caller.name();
  }

  private static final class Builder {

    private final AccountSnapshot snapshot;
    private final AuthorizationDetails details;
    private final boolean cutShort;
    private final PolicyShelf shelf;
    private final Guardrails guardrails;
    private final Map<String, IamGroup> groups = new HashMap<>();
    private final Map<List<Policy>, PolicySet> sets = new HashMap<>();

    Builder(AccountSnapshot snapshot, AuthorizationDetails details, boolean cutShort) {
      this.snapshot = snapshot;
      this.details = details;
      this.cutShort = cutShort;
      this.shelf = new PolicyShelf(snapshot.iam(), details);
      this.guardrails = Guardrails.of(snapshot);
      details.groups().forEach(it -> groups.putIfAbsent(it.name(), it));
    }

    List<Principal> principals() {
      List<Principal> principals = new ArrayList<>();
      details.users().forEach(it -> principals.add(user(it)));
      details.roles().forEach(it -> principals.add(role(it)));
      return principals;
    }

    List<AccountGroup> groups() {
      return details.groups().stream()
          .map(it -> {
            List<Policy> policies = new ArrayList<>();
            add(policies, it);
            return new AccountGroup(it.arn(), it.name(), policies);
          })
          .toList();
    }

    private void add(List<Policy> policies, IamGroup group) {
      add(
          policies,
          group.inlinePolicies(),
          group.attachedPolicyArns(),
          " of group " + group.name());
    }

    private Principal user(IamUser user) {
      List<Policy> policies = new ArrayList<>();
      add(policies, user.inlinePolicies(), user.attachedPolicyArns(), "");
      for (String name : user.groups()) {
        IamGroup group = groups.get(name);
        if (group == null) {
          policies.add(
              Policy.unreadable(
                  "group " + name,
                  cutShort ? "the list of groups was cut short" : "the group was not listed"));
        } else {
          add(policies, group);
        }
      }
      Caller caller = Caller.of(user.arn());
      Map<String, Value> keys = keys(caller, user.arn(), user.tags());
      keys.put("aws:principaltype", Value.of("User"));
      keys.put("aws:username", Value.of(user.name()));
      if (!user.id().isEmpty()) {
        keys.put("aws:userid", Value.of(user.id()));
      }
      KeyRole.OF_INSTANCES.forEach(it -> keys.put(it, Value.ABSENT));
      keys.put("aws:sourceidentity", Value.ABSENT);
      keys.put("aws:federatedprovider", Value.ABSENT);
      return new Principal(
          caller,
          nameOf(caller),
          policies(policies, user.permissionsBoundaryArn()),
          Context.of(keys),
          Optional.empty(),
          false);
    }

    private Principal role(IamRole role) {
      List<Policy> policies = new ArrayList<>();
      add(policies, role.inlinePolicies(), role.attachedPolicyArns(), "");
      Caller caller = Caller.of(role.arn());
      Map<String, Value> keys = keys(caller, role.arn(), role.tags());
      keys.put("aws:principaltype", Value.of("AssumedRole"));
      keys.put("aws:username", Value.ABSENT);
      PolicySet trust =
          set(List.of(shelf.read("trust policy of " + role.name(), role.trustPolicy())));
      boolean ofInstances =
          trust.hasUnreadable()
              || trust.statements("sts:assumerole").stream()
                  .flatMap(it -> it.principals().stream())
                  .anyMatch(it -> it.others().contains("ec2.amazonaws.com"));
      if (!ofInstances) {
        KeyRole.OF_INSTANCES.forEach(it -> keys.put(it, Value.ABSENT));
      }
      boolean sessionTags = trust.hasUnreadable() || !trust.statements("sts:tagsession").isEmpty();
      return new Principal(
          caller,
          nameOf(caller),
          policies(policies, role.permissionsBoundaryArn()),
          Context.of(keys),
          Optional.of(trust),
          sessionTags);
    }

    private Map<String, Value> keys(Caller caller, String arn, Map<String, String> tags) {
      Map<String, Value> keys = new HashMap<>();
      keys.put("aws:principalarn", Value.of(arn));
      keys.put("aws:principalaccount", Value.of(caller.account()));
      keys.put("aws:resourceaccount", Value.of(snapshot.account()));
      keys.put("aws:principalisawsservice", Value.of("false"));
      keys.put("aws:viaawsservice", Value.of("false"));
      keys.put("aws:securetransport", Value.of("true"));
      keys.putAll(guardrails.keys());
      for (Map.Entry<String, String> tag : tags.entrySet()) {
        keys.merge(
            "aws:principaltag/" + tag.getKey().toLowerCase(Locale.ROOT),
            Value.of(tag.getValue()),
            (a, b) -> a.equals(b) ? a : a.or(b));
      }
      return keys;
    }

    private void add(
        List<Policy> policies, List<NamedPolicy> inline, List<String> attached, String of) {
      inline.forEach(it -> policies.add(shelf.inline(it, of)));
      attached.forEach(it -> policies.add(shelf.managed(it)));
    }

    private Policies policies(List<Policy> identity, Optional<String> boundary) {
      List<Policy> sorted =
          identity.stream()
              .distinct()
              .sorted(java.util.Comparator.comparing(Policy::name))
              .toList();
      return Policies.of(set(sorted))
          .withBoundary(boundary.map(it -> set(List.of(shelf.managed(it)))))
          .withOrganization(guardrails.scps(), guardrails.rcps());
    }

    /** Principals with the same policies share one set, and what it has sorted by action. */
    private PolicySet set(List<Policy> policies) {
      return sets.computeIfAbsent(policies, PolicySet::of);
    }
  }
}
