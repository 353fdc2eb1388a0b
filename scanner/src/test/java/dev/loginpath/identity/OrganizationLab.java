package dev.loginpath.identity;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.Organization;
import dev.loginpath.snapshot.OrganizationParent;
import dev.loginpath.snapshot.OrganizationPolicy;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PolicyLevel;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;

/** The organization of an account that a test builds by hand. */
record OrganizationLab(IamLab lab) {

  OrganizationSnapshot snapshot() {
    if (lab.membership == IamLab.Membership.NONE
        && !lab.refused.contains("organizations:DescribeOrganization")) {
      return new OrganizationSnapshot(
          new Observed.Absent<>(IamLab.call("organizations:DescribeOrganization")),
          List.of(),
          List.of(),
          List.of());
    }
    Organization organization =
        new Organization(
            "o-mine",
            lab.membership == IamLab.Membership.MANAGEMENT ? IamLab.ACCOUNT : "999988887777",
            lab.membership == IamLab.Membership.BILLING_ONLY ? "CONSOLIDATED_BILLING" : "ALL");
    List<PolicyLevel> levels = new ArrayList<>();
    List<OrganizationPolicy> policies = new ArrayList<>();
    List<OrganizationParent> parents = new ArrayList<>();
    int depth = Math.max(lab.scpLevels.size(), lab.rcpLevels.size());
    for (int level = 0; level < depth; level++) {
      String id = id(level, depth);
      List<IamLab.Paper> scps = level < lab.scpLevels.size() ? lab.scpLevels.get(level) : List.of();
      List<IamLab.Paper> rcps = level < lab.rcpLevels.size() ? lab.rcpLevels.get(level) : List.of();
      levels.add(
          new PolicyLevel(
              id,
              lab.scpLevels.isEmpty()
                  ? new Observed.Absent<>(IamLab.call("organizations:ListPoliciesForTarget"))
                  : lab.read("organizations:ListPoliciesForTarget", ids(scps)),
              lab.rcpLevels.isEmpty()
                  ? new Observed.Absent<>(IamLab.call("organizations:ListPoliciesForTarget"))
                  : lab.read("organizations:ListPoliciesForTarget", ids(rcps))));
      scps.forEach(it -> policies.add(policy(it, "SERVICE_CONTROL_POLICY")));
      rcps.forEach(it -> policies.add(policy(it, "RESOURCE_CONTROL_POLICY")));
    }
    if (lab.membership == IamLab.Membership.MEMBER) {
      parents(depth).forEach(parents::add);
    }
    return new OrganizationSnapshot(
        lab.read("organizations:DescribeOrganization", organization), parents, levels, policies);
  }

  private static String id(int level, int depth) {
    return level == 0 ? "r-0" : level == depth - 1 ? IamLab.ACCOUNT : "ou-" + level;
  }

  /** From the account upwards, as far as they were seen. */
  private List<OrganizationParent> parents(int depth) {
    List<OrganizationParent> parents = new ArrayList<>();
    int levels = Math.max(depth, 2);
    for (int level = levels - 1; level > 0; level--) {
      String child = id(level, levels);
      Observed<String> parent =
          lab.unread.contains("parent of " + child)
              ? new Observed.Unseen<>(
                  IamLab.call("organizations:ListParents"), Outcome.DENIED, "no")
              : lab.read("organizations:ListParents", id(level - 1, levels));
      parents.add(new OrganizationParent(child, parent));
      if (!(parent instanceof Observed.Known<String>)) {
        return parents;
      }
    }
    return parents;
  }

  private static List<String> ids(List<IamLab.Paper> papers) {
    return papers.stream().map(it -> "p-" + it.name()).toList();
  }

  private OrganizationPolicy policy(IamLab.Paper paper, String type) {
    return new OrganizationPolicy(
        "p-" + paper.name(),
        paper.name(),
        type,
        lab.unread.contains(paper.name())
            ? new Observed.Unseen<>(
                IamLab.call("organizations:DescribePolicy"), Outcome.DENIED, "no")
            : lab.read("organizations:DescribePolicy", Clause.document(paper.clauses())));
  }
}
