package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.identity.IamLab.Membership;
import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What boundaries and the organization leave of a principal's rights. */
class GuardrailsTest {

  private static final PathId SESSION = PathId.SESSION_MANAGER;
  private static final PathId SSH = PathId.INSTANCE_CONNECT;
  private static final Clause EVERYTHING = Clause.allow("*");

  private final IamLab lab = new IamLab();

  GuardrailsTest() {
    lab.region.instance("i-1", "10.0.0.1", Map.of());
  }

  @Test
  void aBoundaryLimitsWhatIsAllowed() {
    lab.policy("only-ec2", Clause.allow("ec2:*", "ec2-instance-connect:*"));
    Who alice = lab.user("alice").may(EVERYTHING).boundBy("only-ec2");

    assertThat(lab.decision(alice, SESSION, "i-1")).isEmpty();
    assertThat(lab.decision(alice, SSH, "i-1")).contains(Decision.ALLOWED);
  }

  @Test
  void aBoundaryAloneAllowsNothing() {
    lab.policy("all", EVERYTHING);
    Who alice = lab.user("alice").boundBy("all");

    assertThat(lab.decision(alice, SESSION, "i-1")).isEmpty();
  }

  @Test
  void aBoundaryThatNobodyCouldReadIsUnknown() {
    lab.policy("bounds", EVERYTHING).unread.add("bounds");
    Who alice = lab.user("alice").may(EVERYTHING).boundBy("bounds");

    PrincipalAccess access = lab.may(alice, SESSION, "i-1").orElseThrow();
    assertThat(access.decision()).isEqualTo(Decision.UNKNOWN);
    assertThat(access.conditions()).singleElement().asString().contains("was not read");
  }

  @Test
  void everyLevelOfTheOrganizationMustAllow() {
    Who alice = lab.scp(EVERYTHING).scp(Clause.allow("ec2:*")).user("alice").may(EVERYTHING);

    assertThat(lab.decision(alice, SESSION, "i-1")).isEmpty();
  }

  @Test
  void aDenyOfTheOrganizationWins() {
    Who alice =
        lab.scp(EVERYTHING, Clause.deny("ssm:StartSession"))
            .scp(EVERYTHING)
            .user("alice")
            .may(EVERYTHING);

    assertThat(lab.decision(alice, SESSION, "i-1")).isEmpty();
    assertThat(lab.decision(alice, PathId.RUN_COMMAND, "i-1")).contains(Decision.ALLOWED);
  }

  @Test
  void theManagementAccountIsNotBound() {
    Who alice = lab.scp(Clause.deny("*")).user("alice").may(EVERYTHING);
    lab.membership = Membership.MANAGEMENT;

    assertThat(lab.decision(alice, SESSION, "i-1")).contains(Decision.ALLOWED);
  }

  @Test
  void consolidatedBillingBindsNobody() {
    Who alice = lab.scp(Clause.deny("*")).user("alice").may(EVERYTHING);
    lab.membership = Membership.BILLING_ONLY;

    assertThat(lab.decision(alice, SESSION, "i-1")).contains(Decision.ALLOWED);
  }

  @Test
  void whereTheOrganizationWasNotSeenNothingIsAllowedForSure() {
    Who alice = lab.scp(EVERYTHING).user("alice").may(EVERYTHING);
    for (String call :
        List.of(
            "organizations:DescribeOrganization",
            "organizations:ListPoliciesForTarget",
            "organizations:ListParents",
            "organizations:DescribePolicy")) {
      lab.refused.add(call);
      PrincipalAccess access = lab.may(alice, SESSION, "i-1").orElseThrow();
      lab.refused.clear();

      assertThat(access.decision()).as(call).isEqualTo(Decision.UNKNOWN);
      assertThat(access.conditions()).as(call).anyMatch(it -> it.contains(call));
    }
  }

  @Test
  void aDenyThatWasReadDecidesWhateverWasNotSeen() {
    Who alice = lab.scp(EVERYTHING).user("alice").may(EVERYTHING, Clause.deny("ssm:StartSession"));
    lab.refused.add("organizations:ListPoliciesForTarget");

    assertThat(lab.decision(alice, SESSION, "i-1")).isEmpty();
  }

  @Test
  void serviceLinkedRolesAreNotBoundByTheOrganization() {
    lab.scp(EVERYTHING, Clause.deny("ssm:*"));
    Who linked =
        lab.role("/aws-service-role/x.amazonaws.com/", "AWSServiceRoleForX").may(EVERYTHING);
    Who own = lab.role("own").may(EVERYTHING);

    assertThat(lab.decision(linked, SESSION, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(own, SESSION, "i-1")).isEmpty();
  }

  @Test
  void aRoleOfIdentityCenterIsNamedByItsPermissionSet() {
    Who role =
        lab.role(
                "/aws-reserved/sso.amazonaws.com/eu-central-1/",
                "AWSReservedSSO_Ops_Team_0123456789abcdef")
            .may(EVERYTHING);

    assertThat(lab.may(role, SESSION, "i-1").map(PrincipalAccess::name))
        .contains("permission set Ops_Team");
  }

  @Test
  void resourceControlPoliciesDoNotReachTheCallThatLogsIn() {
    lab.membership = Membership.MEMBER;
    lab.rcpLevels.add(List.of(new IamLab.Paper("rcp-0", List.of(Clause.deny("ssm:*", "sts:*")))));
    Who alice = lab.user("alice").may(EVERYTHING);

    assertThat(lab.decision(alice, SESSION, "i-1")).contains(Decision.ALLOWED);
  }

  @Test
  void aPolicyOfAGroupCountsForItsMembersAndNobodyElse() {
    lab.group("ops").may(EVERYTHING);
    Who alice = lab.user("alice").in("ops");
    Who bob = lab.user("bob");

    assertThat(lab.decision(alice, SESSION, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(bob, SESSION, "i-1")).isEmpty();
  }

  @Test
  void whereThePrincipalsWereNotReadSomebodyMayBeThere() {
    lab.user("alice").may(EVERYTHING);
    lab.refused.add("iam:GetAccountAuthorizationDetails");

    assertThat(lab.access().may(SESSION, lab.region.instances.getFirst()).principals())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.arn()).isEqualTo("*");
          assertThat(it.decision()).isEqualTo(Decision.UNKNOWN);
          assertThat(it.conditions())
              .anyMatch(reason -> reason.contains("GetAccountAuthorizationDetails"));
        });
  }

  /** Everything, from below an organizational unit alone. */
  private static Clause below(String path) {
    return Clause.allow("*").when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", path);
  }

  @Test
  void thePathOfTheAccountInTheOrganizationIsKnown() {
    lab.scp(EVERYTHING).scp(EVERYTHING).scp(EVERYTHING);
    Who exact = lab.user("exact").may(below("o-mine/r-0/ou-1/"));
    Who under = lab.user("under").may(below("o-mine/r-0/*"));
    Who beside = lab.user("beside").may(below("o-mine/r-0/ou-2/*"));

    assertThat(lab.decision(exact, SSH, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(under, SSH, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(beside, SSH, "i-1")).isEmpty();
  }

  @Test
  void itsInstancesLieOnTheSamePath() {
    lab.scp(EVERYTHING).scp(EVERYTHING).scp(EVERYTHING);
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("*")
                    .when("ForAllValues:StringLike", "aws:ResourceOrgPaths", "o-mine/r-0/ou-1/*"));

    assertThat(lab.decision(alice, SSH, "i-1")).contains(Decision.ALLOWED);
  }

  @Test
  void anAccountOfNoOrganizationHasNoPath() {
    Who alice = lab.user("alice").may(below("o-mine/*"));

    assertThat(lab.decision(alice, SSH, "i-1")).isEmpty();
  }

  @Test
  void aParentThatWasNotSeenHidesThePath() {
    lab.scp(EVERYTHING).scp(EVERYTHING).scp(EVERYTHING);
    lab.unread.add("parent of ou-1");
    // No policy of the organization binds it, so that only the path is open.
    Who linked =
        lab.role("/aws-service-role/x.amazonaws.com/", "AWSServiceRoleForX")
            .may(below("o-mine/r-0/ou-1/*"));

    PrincipalAccess access = lab.may(linked, SSH, "i-1").orElseThrow();
    assertThat(access.decision()).isEqualTo(Decision.UNKNOWN);
    assertThat(access.conditions())
        .anyMatch(it ->
            it.startsWith("aws:PrincipalOrgPaths is not known")
                && it.contains("the permission organizations:ListParents is missing"));
  }

  @Test
  void theManagementAccountsPathIsNotRead() {
    Who alice = lab.user("alice").may(below("o-mine/*"));
    lab.membership = Membership.MANAGEMENT;

    assertThat(lab.decision(alice, SSH, "i-1")).contains(Decision.UNKNOWN);
  }
}
