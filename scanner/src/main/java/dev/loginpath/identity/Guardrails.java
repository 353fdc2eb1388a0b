package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.Organization;
import dev.loginpath.snapshot.OrganizationParent;
import dev.loginpath.snapshot.OrganizationPolicy;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PolicyLevel;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the organization lets the account do. A level that was not seen is a policy of which nothing
 * is known, never no policy. See <a
 * href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html">how
 * service control policies are evaluated</a>.
 *
 * @param scps service control policies by level, root first; empty where none binds the account
 * @param rcps resource control policies, in the same way
 * @param keys the condition keys to which the organization gives their values
 */
record Guardrails(List<PolicySet> scps, List<PolicySet> rcps, Map<String, Value> keys) {

  static Guardrails of(AccountSnapshot snapshot) {
    OrganizationSnapshot read = snapshot.organization();
    return switch (read.organization()) {
      case Observed.Absent<Organization> none ->
          new Guardrails(List.of(), List.of(), keys(Value.ABSENT, Value.ABSENT));
      case Observed.Unseen<Organization> unseen -> {
        List<PolicySet> unknown = List.of(unseen("organization", Cause.of(unseen)));
        yield new Guardrails(unknown, unknown, Map.of());
      }
      case Observed.Known<Organization> known -> {
        Organization organization = known.value();
        boolean free =
            organization.managementAccountId().equals(snapshot.account())
                || organization.featureSet().equals("CONSOLIDATED_BILLING");
        Map<String, Value> keys =
            keys(Value.of(organization.id()), path(organization, read.parents()));
        yield free
            ? new Guardrails(List.of(), List.of(), keys)
            : new Guardrails(
                levels(read, "service control policies", PolicyLevel::scpIds),
                levels(read, "resource control policies", PolicyLevel::rcpIds),
                keys);
      }
    };
  }

  /** Its principals and its resources lie in the same place. */
  private static Map<String, Value> keys(Value id, Value path) {
    return Map.of(
        "aws:principalorgid", id,
        "aws:resourceorgid", id,
        "aws:principalorgpaths", path,
        "aws:resourceorgpaths", path);
  }

  /**
   * Where the account lies in the organization: {@code o-…/r-…/ou-…/}. See <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-view-data-orgs.html">the
   * entity path</a>.
   */
  private static Value path(Organization organization, List<OrganizationParent> parents) {
    StringBuilder path = new StringBuilder();
    for (OrganizationParent each : parents) {
      switch (each.parentId()) {
        case Observed.Known<String> known -> path.insert(0, known.value() + "/");
        case Observed.Absent<String> none -> {
          return Value.unknown(each.childId() + " has no parent");
        }
        case Observed.Unseen<String> unseen -> {
          return Value.unknown(Cause.of(unseen).reason());
        }
      }
    }
    return OrganizationParent.isRoot(path.toString())
        ? Value.ofAll(List.of(organization.id() + "/" + path))
        : Value.unknown("the way to the root of the organization was not read");
  }

  private static PolicySet unseen(String name, Cause cause) {
    return PolicySet.of(List.of(Policy.unreadable(name, cause.reason())));
  }

  private static List<PolicySet> levels(
      OrganizationSnapshot read,
      String kind,
      Function<PolicyLevel, Observed<List<String>>> attached) {
    List<PolicySet> levels = new ArrayList<>();
    // A parent that was not seen hides its own level and all above it.
    for (OrganizationParent parent : read.parents()) {
      Observed.gap(parent.parentId())
          .ifPresent(it -> levels.add(unseen(kind + " above " + parent.childId(), it)));
    }
    Map<String, OrganizationPolicy> policies = new HashMap<>();
    read.policies().forEach(it -> policies.putIfAbsent(it.id(), it));
    for (PolicyLevel level : read.levels()) {
      switch (attached.apply(level)) {
        case Observed.Absent<List<String>> notEnabled -> {}
        case Observed.Unseen<List<String>> unseen ->
            levels.add(unseen(kind + " of " + level.targetId(), Cause.of(unseen)));
        case Observed.Known<List<String>> known -> {
          List<Policy> here =
              known.value().stream().map(it -> policy(it, policies.get(it))).toList();
          levels.add(PolicySet.of(here));
        }
      }
    }
    return levels;
  }

  private static Policy policy(
      String id, @org.jspecify.annotations.Nullable OrganizationPolicy policy) {
    if (policy == null) {
      return Policy.unreadable(id, "the policy was not read");
    }
    String name = policy.name() + " (" + policy.id() + ")";
    return switch (policy.content()) {
      case Observed.Known<String> known -> PolicyReader.read(name, known.value());
      case Observed.Absent<String> gone -> Policy.unreadable(name, "the policy has no content");
      case Observed.Unseen<String> unseen -> Policy.unreadable(name, Cause.of(unseen).reason());
    };
  }
}
