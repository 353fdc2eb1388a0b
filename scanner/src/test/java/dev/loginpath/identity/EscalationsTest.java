package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gets in by changing rights, tags, documents or the instance. */
class EscalationsTest {

  private static final PathId SESSION = PathId.SESSION_MANAGER;

  private final IamLab lab = new IamLab();

  EscalationsTest() {
    lab.region
        .instance("i-dev", "10.0.0.1", Map.of("Env", "dev"))
        .instance("i-prod", "10.0.0.2", Map.of("Env", "prod"));
  }

  private Optional<String> step(Who who, PathId path, String instance) {
    assertThat(lab.may(who, path, instance)).isEmpty();
    return lab.mayGetThere(who, path, instance).map(it -> it.via().getFirst());
  }

  @Test
  void whoChangesItsOwnPoliciesGetsAsFarAsItsBoundary() {
    lab.policy("bounds", Clause.allow("iam:PutUserPolicy", "ec2-instance-connect:*"));
    Who alice = lab.user("alice").may(Clause.allow("iam:PutUserPolicy")).boundBy("bounds");
    Who bob = lab.user("bob").may(Clause.allow("iam:PutUserPolicy"));

    assertThat(step(alice, PathId.INSTANCE_CONNECT, "i-dev"))
        .contains("changes its own policies (iam:PutUserPolicy)");
    assertThat(step(alice, SESSION, "i-dev")).isEmpty();
    assertThat(step(bob, SESSION, "i-dev")).isPresent();
  }

  @Test
  void whoChangesItsOwnPoliciesIsStillBoundByTheOrganization() {
    Who alice =
        lab.scp(Clause.allow("*"), Clause.deny("ssm:StartSession"))
            .user("alice")
            .may(Clause.allow("iam:AttachUserPolicy"));

    assertThat(step(alice, SESSION, "i-dev")).isEmpty();
    assertThat(step(alice, PathId.INSTANCE_CONNECT, "i-dev")).isPresent();
  }

  @Test
  void aNewVersionOfAnAttachedPolicyIsAnyRight() {
    lab.policy("own", Clause.allow("iam:CreatePolicyVersion").on("*"));
    Who alice = lab.user("alice").with("own");
    lab.policy("other", Clause.allow("iam:CreatePolicyVersion").on(IamLab.policyArn("own")));
    Who bob = lab.user("bob").with("other");

    assertThat(step(alice, SESSION, "i-dev"))
        .contains("changes its own policies (iam:CreatePolicyVersion)");
    assertThat(step(bob, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void whoMayOnlyChangeOthersChangesNothingOfItsOwn() {
    Who bob = lab.user("bob");
    Who alice = lab.user("alice").may(Clause.allow("iam:PutUserPolicy").on(bob.arn()));

    assertThat(step(alice, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void aConditionOfTheChangeIsAConditionOfTheLogin() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("iam:PutUserPolicy")
                    .when("Bool", "aws:MultiFactorAuthPresent", "true"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow())
        .returns(Decision.CONDITIONAL, PrincipalAccess::decision)
        .returns(
            List.of("changes its own policies (iam:PutUserPolicy) with MFA"),
            PrincipalAccess::conditions);
  }

  @Test
  void whoAddsItselfToAGroupHasTheGroupsRights() {
    lab.group("ops").may(Clause.allow("ssm:*").on("*"));
    lab.group("readers").may(Clause.allow("s3:Get*"));
    String groups = "arn:aws:iam::" + IamLab.ACCOUNT + ":group/";
    Who alice = lab.user("alice").may(Clause.allow("iam:AddUserToGroup").on(groups + "ops"));
    Who bob = lab.user("bob").may(Clause.allow("iam:AddUserToGroup").on(groups + "readers"));
    Who kept =
        lab.user("kept")
            .may(
                Clause.allow("iam:AddUserToGroup").on(groups + "*"),
                Clause.deny("ssm:StartSession"));
    Who role = lab.role("role").may(Clause.allow("iam:AddUserToGroup"));

    assertThat(step(alice, SESSION, "i-dev"))
        .contains("adds itself to the group ops (iam:AddUserToGroup)");
    assertThat(step(bob, SESSION, "i-dev")).isEmpty();
    assertThat(step(kept, SESSION, "i-dev")).isEmpty();
    assertThat(step(role, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void aGroupWhoseMembersChangeTheirOwnPoliciesLeadsFurther() {
    lab.group("self").may(Clause.allow("iam:PutUserPolicy"));
    Who alice = lab.user("alice").may(Clause.allow("iam:AddUserToGroup"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow().via())
        .containsExactly(
            "adds itself to the group self (iam:AddUserToGroup)",
            "changes its own policies (iam:PutUserPolicy)");
  }

  @Test
  void aSurerWayWinsOverOneThatWasFoundBefore() {
    lab.policy("own", Clause.allow("iam:SetDefaultPolicyVersion").on(IamLab.policyArn("own")));
    lab.group("self").may(Clause.allow("iam:PutUserPolicy"));
    Clause join = Clause.allow("iam:AddUserToGroup");
    Who unread = lab.user("unread").with("own").may(join);
    Who mfa =
        lab.user("mfa")
            .may(
                join,
                Clause.allow("iam:PutUserPolicy")
                    .when("Bool", "aws:MultiFactorAuthPresent", "true"));

    for (Who who : List.of(unread, mfa)) {
      assertThat(lab.mayGetThere(who, SESSION, "i-dev").orElseThrow())
          .returns(Decision.ALLOWED, PrincipalAccess::decision)
          .returns(
              List.of(
                  "adds itself to the group self (iam:AddUserToGroup)",
                  "changes its own policies (iam:PutUserPolicy)"),
              PrincipalAccess::via);
    }
  }

  private static Clause join(String group) {
    return Clause.allow("iam:AddUserToGroup")
        .on("arn:aws:iam::" + IamLab.ACCOUNT + ":group/" + group);
  }

  @Test
  void aGroupWhoseMembersJoinAnotherLeadsFurther() {
    lab.group("door").may(join("ops"));
    lab.group("ops").may(Clause.allow("ssm:*"));
    Who alice = lab.user("alice").may(join("door"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow().via())
        .containsExactly(
            "adds itself to the group door (iam:AddUserToGroup)",
            "adds itself to the group ops (iam:AddUserToGroup)");
  }

  @Test
  void groupsCompleteEachOther() {
    lab.group("instances").may(Clause.allow("ssm:StartSession").on("arn:aws:ec2:*:*:instance/*"));
    lab.group("documents").may(Clause.allow("ssm:StartSession").on("arn:aws:ssm:*:*:document/*"));
    Who alice = lab.user("alice").may(join("*"));
    Who bob = lab.user("bob").may(join("documents"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow())
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .satisfies(it -> assertThat(it.via()).hasSize(2));
    assertThat(step(bob, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void moreSetsOfGroupsThanAreLookedAtAreUnknown() {
    for (int group = 0; group < 12; group++) {
      lab.group("g-" + group).may(Clause.allow("ssm:StartSession").on(RegionLab.arn("i-" + group)));
    }
    Who alice = lab.user("alice").may(join("*"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow())
        .returns(Decision.UNKNOWN, PrincipalAccess::decision)
        .satisfies(it -> assertThat(it.conditions().toString()).contains("more ways"));
  }

  @Test
  void whatAnotherVersionOfAnAttachedPolicyAllowsIsUnknown() {
    lab.policy("own", Clause.allow("iam:SetDefaultPolicyVersion").on(IamLab.policyArn("own")));
    Who alice = lab.user("alice").with("own");
    Who bob = lab.user("bob").may(Clause.allow("iam:SetDefaultPolicyVersion"));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow())
        .returns(Decision.UNKNOWN, PrincipalAccess::decision)
        .satisfies(it ->
            assertThat(it.conditions())
                .singleElement()
                .asString()
                .contains("the other versions of " + IamLab.policyArn("own") + " are not read"));
    assertThat(step(bob, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void whoRemovesItsOwnBoundaryIsBoundByItNoMore() {
    lab.policy("bounds", Clause.allow("iam:*"));
    Clause all = Clause.allow("ssm:*");
    Who alice =
        lab.user("alice")
            .may(all, Clause.allow("iam:DeleteUserPermissionsBoundary"))
            .boundBy("bounds");
    Who role =
        lab.role("role")
            .may(all, Clause.allow("iam:DeleteRolePermissionsBoundary"))
            .boundBy("bounds");
    Who admin = lab.user("admin").may(Clause.allow("*")).boundBy("bounds");
    Who bob = lab.user("bob").may(all).boundBy("bounds");

    assertThat(step(alice, SESSION, "i-dev"))
        .contains("removes its permissions boundary (iam:DeleteUserPermissionsBoundary)");
    assertThat(step(role, SESSION, "i-dev"))
        .contains("removes its permissions boundary (iam:DeleteRolePermissionsBoundary)");
    assertThat(step(admin, SESSION, "i-dev")).isPresent();
    assertThat(step(bob, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void aBoundaryThatMayOnlyBeReplacedByItselfStays() {
    lab.policy("bounds", Clause.allow("iam:*"));
    Clause put = Clause.allow("iam:PutUserPermissionsBoundary");
    Who any = lab.user("any").may(Clause.allow("ssm:*"), put).boundBy("bounds");
    Who same =
        lab.user("same")
            .may(
                Clause.allow("ssm:*"),
                put.when("StringEquals", "iam:PermissionsBoundary", IamLab.policyArn("bounds")))
            .boundBy("bounds");

    assertThat(step(any, SESSION, "i-dev"))
        .contains("replaces its permissions boundary (iam:PutUserPermissionsBoundary)");
    assertThat(step(same, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void whoChangesItsPoliciesMayGetTheRightToRemoveItsBoundary() {
    lab.policy("bounds", Clause.allow("iam:*"));
    Who alice = lab.user("alice").may(Clause.allow("iam:PutUserPolicy")).boundBy("bounds");

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").orElseThrow().via())
        .containsExactly(
            "changes its own policies (iam:PutUserPolicy)",
            "removes its permissions boundary (iam:DeleteUserPermissionsBoundary)");
  }

  @Test
  void whoMayWriteTagsMeetsATagCondition() {
    Clause tagged = Clause.allow("ssm:*").when("StringEquals", "ssm:resourceTag/Env", "dev");
    Clause documents = Clause.allow("ssm:StartSession").on("arn:aws:ssm:*:*:document/*");
    Who writer = lab.user("writer").may(tagged, documents, Clause.allow("ec2:CreateTags"));
    Who reader = lab.user("reader").may(tagged, documents);
    Who limited =
        lab.user("limited")
            .may(
                tagged,
                documents,
                Clause.allow("ec2:CreateTags").when("StringEquals", "aws:ResourceTag/Env", "dev"));

    assertThat(lab.decision(writer, SESSION, "i-dev")).contains(Decision.ALLOWED);
    assertThat(step(writer, SESSION, "i-prod"))
        .contains("writes the tag that the condition asks for (ec2:CreateTags)");
    assertThat(step(reader, SESSION, "i-prod")).isEmpty();
    assertThat(step(limited, SESSION, "i-prod")).isEmpty();
  }

  @Test
  void whoEditsThePreferencesRunsCommandsInEverySession() {
    String preferences = "arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell";
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion")
                    .on(preferences));
    Who half = lab.user("half").may(Clause.allow("ssm:UpdateDocument").on(preferences));

    assertThat(step(alice, SESSION, "i-dev").orElseThrow()).contains("runs in everybody's session");
    assertThat(step(half, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void whoWritesUserDataAndRestartsRunsCommands() {
    Clause restart = Clause.allow("ec2:StopInstances", "ec2:StartInstances");
    Who alice =
        lab.user("alice")
            .may(Clause.allow("ec2:ModifyInstanceAttribute").on(RegionLab.arn("i-dev")), restart);
    Who half = lab.user("half").may(Clause.allow("ec2:ModifyInstanceAttribute"));

    assertThat(step(alice, PathId.RUN_COMMAND, "i-dev").orElseThrow()).contains("user data");
    assertThat(step(alice, PathId.RUN_COMMAND, "i-prod")).isEmpty();
    assertThat(step(half, PathId.RUN_COMMAND, "i-dev")).isEmpty();
  }

  @Test
  void anotherRoleForTheInstanceNeedsPassRoleAndTheSessionRights() {
    Who role = lab.role("node").trusting(Clause.trust("Service", "ec2.amazonaws.com"));
    Clause swap = Clause.allow("ec2:AssociateIamInstanceProfile");
    Clause pass = Clause.allow("iam:PassRole").on(role.arn());
    Clause session =
        Clause.allow("ssm:StartSession").on("arn:aws:ssm:*:*:document/*", RegionLab.arn("i-dev"));
    Who alice = lab.user("alice").may(swap, pass, session);
    Who noPass = lab.user("no-pass").may(swap, session);
    Who wrongService =
        lab.user("wrong-service")
            .may(
                swap,
                pass.when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com"),
                session);

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev").map(PrincipalAccess::via))
        .contains(
            List.of("gives the instance a role (ec2:AssociateIamInstanceProfile, iam:PassRole)"));
    assertThat(lab.mayGetThere(noPass, SESSION, "i-dev")).isEmpty();
    assertThat(lab.mayGetThere(wrongService, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void aRoleForAnInstanceIsNoUseToThoseWhoMayNotStartASessionThere() {
    Who role = lab.role("node").trusting(Clause.trust("Service", "ec2.amazonaws.com"));
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ec2:AssociateIamInstanceProfile"),
                Clause.allow("iam:PassRole").on(role.arn()),
                Clause.allow("ssm:StartSession")
                    .on("arn:aws:ssm:*:*:document/*", RegionLab.arn("i-prod")));

    assertThat(lab.mayGetThere(alice, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void whoSwitchesTheSerialConsoleOnNeedsTheKeyRightToo() {
    Who both =
        lab.user("both")
            .may(
                Clause.allow(
                    "ec2:EnableSerialConsoleAccess",
                    "ec2-instance-connect:SendSerialConsoleSSHPublicKey"));
    Who half = lab.user("half").may(Clause.allow("ec2:EnableSerialConsoleAccess"));

    assertThat(lab.mayGetThere(both, PathId.SERIAL_CONSOLE, "i-dev").map(it -> it.via().getFirst()))
        .hasValueSatisfying(it -> assertThat(it).contains("serial console on"));
    assertThat(lab.mayGetThere(half, PathId.SERIAL_CONSOLE, "i-dev")).isEmpty();
  }

  @Test
  void anAdministratorHasNothingToArrange() {
    Who admin = lab.user("admin").may(Clause.allow("*"));

    assertThat(lab.decision(admin, SESSION, "i-dev")).contains(Decision.ALLOWED);
    for (PathId path : LoginAccessTest.PATHS) {
      assertThat(lab.mayGetThere(admin, path, "i-dev")).as(path.word()).isEmpty();
    }
  }
}
