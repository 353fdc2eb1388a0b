package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets in by becoming somebody else. */
class ChainsTest {

  private static final PathId SESSION = PathId.SESSION_MANAGER;
  private static final String HERE = "arn:aws:iam::" + IamLab.ACCOUNT + ":root";

  private final IamLab lab = new IamLab();

  ChainsTest() {
    lab.region.instance("i-1", "10.0.0.1", Map.of());
  }

  private Who ops(Clause... trust) {
    return lab.role("ops").trusting(trust).may(Clause.allow("ssm:*"));
  }

  private static Clause assume(String role) {
    return Clause.allow("sts:AssumeRole").on("arn:aws:iam::" + IamLab.ACCOUNT + ":role/" + role);
  }

  private PrincipalAccess way(Who who) {
    return lab.mayGetThere(who, SESSION, "i-1").orElseThrow();
  }

  @Test
  void aTrustedPrincipalThatMayAssumeTheRoleGetsThere() {
    ops(Clause.trust("AWS", HERE));
    Who alice = lab.user("alice").may(assume("ops"));
    Who bob = lab.user("bob").may(assume("other"));

    assertThat(lab.may(alice, SESSION, "i-1")).isEmpty();
    assertThat(way(alice))
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .satisfies(it ->
            assertThat(it.via()).containsExactly("assumes arn:aws:iam::111122223333:role/ops"));
    assertThat(lab.mayGetThere(bob, SESSION, "i-1")).isEmpty();
  }

  @Test
  void whomTheTrustPolicyNamesNeedsNoPolicyOfItsOwn() {
    Who alice = lab.user("alice");
    ops(Clause.trust("AWS", alice.arn()));

    assertThat(way(alice).decision()).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void mfaAndExternalIdAreConditionsOfTheStep() {
    ops(
        Clause.trust("AWS", HERE)
            .when("Bool", "aws:MultiFactorAuthPresent", "true")
            .when("StringEquals", "sts:ExternalId", "k1"));
    Who alice = lab.user("alice").may(assume("ops"));

    PrincipalAccess way = way(alice);
    assertThat(way.decision()).isEqualTo(Decision.CONDITIONAL);
    assertThat(way.conditions())
        .anyMatch(it -> it.endsWith("with MFA"))
        .anyMatch(it -> it.endsWith("sts:ExternalId is k1"));
  }

  @Test
  void aSessionNameThatMustBeTheUsersIsEachUsersOwn() {
    ops(Clause.trust("AWS", HERE).when("StringLike", "sts:RoleSessionName", "${aws:username}"));
    lab.policy("may-assume", assume("ops"));
    Who alice = lab.user("alice").with("may-assume");
    Who bob = lab.user("bob").with("may-assume");

    assertThat(way(alice).conditions()).anyMatch(it -> it.endsWith("sts:RoleSessionName is alice"));
    assertThat(way(bob).conditions()).anyMatch(it -> it.endsWith("sts:RoleSessionName is bob"));
  }

  /** A user and so many roles, each of which may assume the next; the last one may log in. */
  private Who chain(int roles) {
    Who user = lab.user("alice").may(assume("r-1"));
    for (int each = 1; each <= roles; each++) {
      Who role = lab.role("r-" + each).trusting(Clause.trust("AWS", HERE));
      role.may(each == roles ? Clause.allow("ssm:*") : assume("r-" + (each + 1)));
    }
    return user;
  }

  @Test
  void aChainOfThreeRolesIsFollowed() {
    Who alice = chain(3);

    assertThat(way(alice).via())
        .containsExactly(
            "assumes arn:aws:iam::111122223333:role/r-1",
            "assumes arn:aws:iam::111122223333:role/r-2",
            "assumes arn:aws:iam::111122223333:role/r-3");
  }

  @Test
  void aLongChainIsFollowedToItsEnd() {
    PrincipalAccess way = way(chain(12));

    assertThat(way.via()).hasSize(12);
    assertThat(way.via().getLast()).isEqualTo("assumes arn:aws:iam::111122223333:role/r-12");
  }

  @Test
  void theShortestWayIsTold() {
    Who alice = chain(6);
    alice.may(assume("r-5"));

    assertThat(way(alice).via()).hasSize(2);
  }

  @Test
  void rolesThatLeadInACircleLeadNowhere() {
    Who alice = lab.user("alice").may(assume("a"));
    lab.role("a").trusting(Clause.trust("AWS", HERE)).may(assume("b"));
    lab.role("b").trusting(Clause.trust("AWS", HERE)).may(assume("a"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-1")).isEmpty();
  }

  @Test
  void theBoundaryOfTheRoleCountsAndNotThatOfTheCaller() {
    lab.policy("no-ssm", Clause.allow("sts:*", "ec2:*"));
    ops(Clause.trust("AWS", HERE));
    lab.role("bound")
        .trusting(Clause.trust("AWS", HERE))
        .may(Clause.allow("ssm:*"))
        .boundBy("no-ssm");
    Who alice = lab.user("alice").may(assume("ops")).boundBy("no-ssm");
    Who bob = lab.user("bob").may(assume("bound"));

    assertThat(way(alice).decision()).isEqualTo(Decision.ALLOWED);
    assertThat(lab.mayGetThere(bob, SESSION, "i-1")).isEmpty();
  }

  @Test
  void aRoleDoesNotTrustItself() {
    Who ops = ops(Clause.trust("Service", "ec2.amazonaws.com"));
    Who alice = lab.user("alice").may(Clause.allow("sts:AssumeRole").on(ops.arn()));

    assertThat(lab.mayGetThere(alice, SESSION, "i-1")).isEmpty();
  }

  @Test
  void whoMakesAKeyForAnotherUserBecomesThatUser() {
    Who admin = lab.user("admin").may(Clause.allow("ssm:*"));
    Who alice = lab.user("alice").may(Clause.allow("iam:CreateAccessKey").on(admin.arn()));
    Who bob = lab.user("bob").may(Clause.allow("iam:CreateAccessKey").on(alice.arn()));

    assertThat(way(alice).via())
        .containsExactly(
            "makes credentials for arn:aws:iam::111122223333:user/admin (iam:CreateAccessKey)");
    assertThat(way(bob).via()).hasSize(2);
  }

  @Test
  void whoRewritesATrustPolicyBecomesTheRole() {
    Who ops = ops(Clause.trust("Service", "ec2.amazonaws.com"));
    Who alice = lab.user("alice").may(Clause.allow("iam:UpdateAssumeRolePolicy").on(ops.arn()));

    assertThat(way(alice).via()).singleElement().asString().contains("rewrites the trust policy");
  }

  @Test
  void aRoleThatChangesItsOwnRightsOpensTheDoorToThoseWhoAssumeIt() {
    String stranger = "arn:aws:iam::999988887777:root";
    Who helper =
        lab.role("helper")
            .trusting(Clause.trust("AWS", HERE), Clause.trust("AWS", stranger))
            .may(Clause.allow("iam:PutRolePolicy").on("arn:aws:iam::*:role/helper"));
    Who alice = lab.user("alice").may(assume("helper"));

    assertThat(way(alice))
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .satisfies(it ->
            assertThat(it.via())
                .containsExactly(
                    "assumes " + helper.arn(), "changes its own policies (iam:PutRolePolicy)"));
    assertThat(strangers()).containsExactly(stranger);
  }

  @Test
  void theSurerOfBecomingAnotherAndOfChangingItsOwnRightsIsTold() {
    ops(Clause.trust("AWS", HERE).when("Bool", "aws:MultiFactorAuthPresent", "true"));
    Who alice = lab.user("alice").may(assume("ops"), Clause.allow("iam:PutUserPolicy"));

    assertThat(way(alice))
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .satisfies(it ->
            assertThat(it.via()).containsExactly("changes its own policies (iam:PutUserPolicy)"));
  }

  private java.util.List<String> strangers() {
    return lab.access().mayGetThere(SESSION, lab.region.instances.getFirst()).principals().stream()
        .filter(it -> it.decision() == Decision.UNKNOWN)
        .map(PrincipalAccess::arn)
        .toList();
  }

  @Test
  void aTrustedAccountIsAStrangerOfWhomNothingIsKnown() {
    ops(Clause.trust("AWS", "arn:aws:iam::999988887777:root", "444455556666"));

    assertThat(strangers()).containsExactly("444455556666", "arn:aws:iam::999988887777:root");
  }

  @Test
  void theRestOfADeletedPrincipalIsNobody() {
    ops(Clause.trust("AWS", "AROAEXAMPLEDELETED"));

    assertThat(strangers()).isEmpty();
  }

  @Test
  void aNameThatHoldsTheAccountsNumberIsStillAStranger() {
    String stranger = "arn:aws:iam::999988887777:role/from-111122223333";
    ops(Clause.trust("AWS", stranger));

    assertThat(strangers()).containsExactly(stranger);
  }
}
