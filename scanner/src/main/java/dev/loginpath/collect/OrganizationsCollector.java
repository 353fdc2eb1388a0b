package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.CallerIdentity;
import dev.loginpath.snapshot.Organization;
import dev.loginpath.snapshot.OrganizationParent;
import dev.loginpath.snapshot.OrganizationPolicy;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PolicyLevel;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * Reads which policies of its organization bind the account, level by level. The management account
 * is bound by none, so that nothing more is asked there.
 */
final class OrganizationsCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "organizations:DescribeOrganization",
          "organizations:DescribePolicy",
          "organizations:ListParents",
          "organizations:ListPoliciesForTarget");

  private static final String SERVICE = "organizations:";
  private static final String GLOBAL = "aws-global";

  /** The largest page of Organizations. */
  private static final int PAGE = 20;

  /** Organizational units nest five deep; more is a circle. */
  private static final int DEEPEST = 10;

  private static final Set<String> NOT_ENABLED = Set.of("PolicyTypeNotEnabledException");

  private final OrganizationsClient organizations;

  OrganizationsCollector(OrganizationsClient organizations) {
    this.organizations = organizations;
  }

  OrganizationSnapshot collect(Observed<CallerIdentity> caller) {
    Observed<Organization> organization = organization();
    List<OrganizationParent> parents =
        switch (organization) {
          case Observed.Known<Organization> known -> parents(known.value(), caller);
          case Observed.Absent<Organization> absent -> List.<OrganizationParent>of();
          case Observed.Unseen<Organization> unseen ->
              List.of(unasked(account(caller).orElse(""), "the organization could not be seen"));
        };
    SortedMap<String, PolicySummary> named = new TreeMap<>();
    List<PolicyLevel> levels =
        organization instanceof Observed.Known<Organization>
            ? targets(parents).stream().map(it -> level(it, named)).toList()
            : List.of();
    List<OrganizationPolicy> policies =
        named.values().stream()
            .map(it ->
                new OrganizationPolicy(
                    it.id(), text(it.name()), text(it.typeAsString()), content(it.id())))
            .toList();
    return new OrganizationSnapshot(organization, parents, levels, policies);
  }

  private Observed<Organization> organization() {
    return Observe.one(
        Call.of(SERVICE + "DescribeOrganization", GLOBAL),
        Set.of("AWSOrganizationsNotInUseException"),
        () ->
            Optional.ofNullable(organizations.describeOrganization(it -> {}).organization())
                .map(it ->
                    new Organization(
                        text(it.id()), text(it.masterAccountId()), text(it.featureSetAsString()))));
  }

  private static Optional<String> account(Observed<CallerIdentity> caller) {
    return caller instanceof Observed.Known<CallerIdentity> known
        ? maybe(known.value().account())
        : Optional.empty();
  }

  private static OrganizationParent unasked(String childId, String because) {
    return new OrganizationParent(childId, Observe.notCalled(parentOf(childId), because));
  }

  private static Call parentOf(String childId) {
    return new Call(SERVICE + "ListParents", GLOBAL, childId);
  }

  private List<OrganizationParent> parents(
      Organization organization, Observed<CallerIdentity> caller) {
    Optional<String> account = account(caller);
    if (account.isEmpty()) {
      return List.of(unasked("", "the account's id is not known"));
    }
    List<OrganizationParent> parents = new ArrayList<>();
    Optional<String> child = account.filter(it -> !it.equals(organization.managementAccountId()));
    while (child.isPresent() && parents.size() < DEEPEST) {
      OrganizationParent parent = new OrganizationParent(child.get(), parent(child.get()));
      parents.add(parent);
      child =
          parent.parentId() instanceof Observed.Known<String> known
              ? Optional.of(known.value()).filter(it -> !OrganizationParent.isRoot(it))
              : Optional.empty();
    }
    return parents;
  }

  /** A child has one parent; the API answers with a list of one. */
  private Observed<String> parent(String childId) {
    return Observe.one(
        parentOf(childId),
        Set.of(),
        () ->
            organizations.listParents(it -> it.childId(childId)).parents().stream()
                .flatMap(it -> maybe(it.id()).stream())
                .findFirst());
  }

  /** The levels that were seen, the topmost first. */
  private static List<String> targets(List<OrganizationParent> parents) {
    List<String> targets = new ArrayList<>();
    for (OrganizationParent parent : parents) {
      if (!parent.childId().isEmpty()) {
        targets.addFirst(parent.childId());
      }
      if (parent.parentId() instanceof Observed.Known<String> known
          && OrganizationParent.isRoot(known.value())) {
        targets.addFirst(known.value());
      }
    }
    return targets;
  }

  private PolicyLevel level(String targetId, SortedMap<String, PolicySummary> named) {
    return new PolicyLevel(
        targetId,
        attached(targetId, PolicyType.SERVICE_CONTROL_POLICY, named),
        attached(targetId, PolicyType.RESOURCE_CONTROL_POLICY, named));
  }

  private Observed<List<String>> attached(
      String targetId, PolicyType type, SortedMap<String, PolicySummary> named) {
    Call call = new Call(SERVICE + "ListPoliciesForTarget", GLOBAL, targetId + " " + type);
    Observed<List<PolicySummary>> policies =
        Observe.pages(
            call,
            NOT_ENABLED,
            () ->
                organizations
                    .listPoliciesForTargetPaginator(
                        it -> it.targetId(targetId).filter(type).maxResults(PAGE))
                    .iterator(),
            page -> page.policies().stream().filter(it -> it.id() != null).toList(),
            PolicySummary::id);
    Observed.items(policies).forEach(it -> named.put(it.id(), it));
    List<String> ids = Observed.items(policies).stream().map(PolicySummary::id).toList();
    return switch (policies) {
      // Where a type is enabled, every level holds a policy of it: AWS does not let the last one
      // go.
      case Observed.Known<List<PolicySummary>> known ->
          ids.isEmpty() ? new Observed.Absent<>(call) : new Observed.Known<>(call, ids);
      case Observed.Absent<List<PolicySummary>> absent -> new Observed.Absent<>(call);
      case Observed.Unseen<List<PolicySummary>> unseen ->
          new Observed.Unseen<>(
              call, unseen.outcome(), unseen.detail(), unseen.soFar().map(read -> ids));
    };
  }

  private Observed<String> content(String policyId) {
    return Observe.one(
        new Call(SERVICE + "DescribePolicy", GLOBAL, policyId),
        Set.of(),
        () ->
            Optional.ofNullable(organizations.describePolicy(it -> it.policyId(policyId)).policy())
                .flatMap(it -> maybe(it.content())));
  }
}
