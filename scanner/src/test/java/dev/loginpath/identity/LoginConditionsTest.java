package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the conditions and resources of a policy make of the answer. */
class LoginConditionsTest {

  private static final String SHELL = "arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell";
  private static final PathId SESSION = PathId.SESSION_MANAGER;
  private static final PathId RUN = PathId.RUN_COMMAND;
  private static final PathId SSH = PathId.INSTANCE_CONNECT;

  private final IamLab lab = new IamLab();

  LoginConditionsTest() {
    lab.region
        .instance("i-dev", "10.0.0.1", Map.of("Env", "dev", "owner", "alice"))
        .instance("i-prod", "10.0.0.2", Map.of("Env", "prod"));
  }

  private PrincipalAccess access(Who who, PathId path, String instance) {
    return lab.may(who, path, instance).orElseThrow();
  }

  @Test
  void aTagScopeLetsIntoTheTaggedInstancesOnly() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ssm:StartSession").when("StringEquals", "ssm:resourceTag/Env", "dev"),
                Clause.allow("ssm:StartSession").on(SHELL));

    assertThat(lab.decision(alice, SESSION, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(alice, SESSION, "i-prod")).isEmpty();
    assertThat(lab.decision(alice, PathId.SSM_TUNNEL, "i-dev")).isEmpty();
  }

  @Test
  void aCallOfSystemsManagerDoesNotCarryTheTagKeysOfEc2() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ssm:*", "ec2-instance-connect:*")
                    .when("StringEquals", "ec2:ResourceTag/Env", "dev"),
                Clause.allow("ssm:StartSession").on(SHELL));

    assertThat(lab.decision(alice, SESSION, "i-dev")).isEmpty();
    assertThat(lab.decision(alice, SSH, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(alice, SSH, "i-prod")).isEmpty();
  }

  @Test
  void anInstanceWithoutTheDocumentIsUnknown() {
    Who alice = lab.user("alice").may(Clause.allow("ssm:StartSession").on(RegionLab.arn("i-dev")));

    PrincipalAccess access = access(alice, SESSION, "i-dev");
    assertThat(access.decision()).isEqualTo(Decision.UNKNOWN);
    assertThat(access.conditions()).singleElement().asString().contains("session document");
    assertThat(lab.decision(alice, PathId.SSM_TUNNEL, "i-dev")).isEmpty();
  }

  @Test
  void aDocumentThatIsDeniedIsNotUnknown() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ssm:StartSession").on(RegionLab.arn("i-dev")),
                Clause.deny("ssm:StartSession").on(SHELL));

    assertThat(lab.decision(alice, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void documentsOfAwsHaveNoAccount() {
    Who own =
        lab.user("own")
            .may(
                Clause.allow("ssm:SendCommand").on("arn:aws:ec2:*:*:instance/*"),
                Clause.allow("ssm:SendCommand")
                    .on("arn:aws:ssm:*:" + IamLab.ACCOUNT + ":document/*"));
    Who any =
        lab.user("any")
            .may(
                Clause.allow("ssm:SendCommand").on("arn:aws:ec2:*:*:instance/*"),
                Clause.allow("ssm:SendCommand").on("arn:aws:ssm:*:*:document/*"));
    Who exact =
        lab.user("exact")
            .may(
                Clause.allow("ssm:SendCommand")
                    .on(
                        "arn:aws:ec2:*:*:instance/*",
                        "arn:aws:ssm:*::document/AWS-RunShellScript"));

    assertThat(lab.decision(own, RUN, "i-dev")).isEmpty();
    assertThat(lab.decision(any, RUN, "i-dev")).contains(Decision.ALLOWED);
    assertThat(access(exact, RUN, "i-dev").choices()).containsExactly("by AWS-RunShellScript");
  }

  @Test
  void whichAccountOwnsADocumentOfAwsIsUnknown() {
    lab.membership = IamLab.Membership.MEMBER;
    lab.scp(Clause.allow("*"));
    Clause every = Clause.allow("ssm:*");
    for (Clause each :
        List.of(
            Clause.deny("*").when("StringNotEquals", "aws:ResourceAccount", IamLab.ACCOUNT),
            Clause.deny("*").when("StringEquals", "aws:ResourceAccount", IamLab.ACCOUNT),
            Clause.deny("*").when("StringNotEqualsIfExists", "aws:ResourceOrgID", "o-mine"),
            Clause.deny("*").when("Null", "aws:ResourceOrgID", "true"),
            Clause.deny("*")
                .when("ForAllValues:StringNotLike", "aws:ResourceOrgPaths", "o-mine/*"))) {
      Who who =
          lab.user("u-" + lab.principals.size()).may(every, each.on("arn:aws:ssm:*:*:document/*"));

      PrincipalAccess access = access(who, RUN, "i-dev");
      assertThat(access.decision()).as(each.json()).isEqualTo(Decision.UNKNOWN);
      assertThat(access.conditions())
          .as(each.json())
          .singleElement()
          .asString()
          .endsWith(
              " is not known: which account and organization own the documents of AWS is not"
                  + " documented");
    }
  }

  @Test
  void theAccountOwnsItsInstancesAndItsOwnDocuments() {
    Who alice =
        lab.user("alice")
            .may(Clause.allow("ssm:*").when("StringEquals", "aws:ResourceAccount", IamLab.ACCOUNT));

    assertThat(lab.decision(alice, SESSION, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(alice, PathId.SSM_TUNNEL, "i-dev")).contains(Decision.UNKNOWN);
  }

  @Test
  void aTagConditionOverDocumentAndInstanceDeniesTheDocument() {
    Who mixed =
        lab.user("mixed")
            .may(
                Clause.allow("ssm:SendCommand")
                    .on("arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*::document/AWS-RunShellScript")
                    .when("StringEquals", "aws:ResourceTag/Env", "dev"));

    assertThat(lab.decision(mixed, RUN, "i-dev")).isEmpty();
  }

  @Test
  void aSourceAddressIsACondition() {
    Who alice =
        lab.user("alice")
            .may(Clause.allow("ssm:*").when("IpAddress", "aws:SourceIp", "203.0.113.0/24"));

    PrincipalAccess access = access(alice, SESSION, "i-dev");
    assertThat(access.decision()).isEqualTo(Decision.CONDITIONAL);
    assertThat(access.conditions()).containsExactly("from 203.0.113.0/24");
  }

  @Test
  void aDenyOutsideARangeIsAConditionThatForbidsEndpointsToo() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ssm:*"),
                Clause.deny("*").when("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"));

    assertThat(access(alice, SESSION, "i-dev").conditions()).containsExactly("from 203.0.113.0/24");
  }

  @Test
  void anAddressThatIsComparedAsTextIsNotTakenForNever() {
    Who alice =
        lab.user("alice")
            .may(Clause.allow("ssm:*").when("StringLike", "aws:SourceIp", "203.0.113.*"));

    assertThat(lab.decision(alice, SESSION, "i-dev"))
        .hasValueSatisfying(it -> assertThat(it).isIn(Decision.CONDITIONAL, Decision.UNKNOWN));
  }

  @Test
  void anAccessKeyHasNoMfa() {
    Who strict =
        lab.user("strict")
            .may(Clause.allow("ssm:*").when("Bool", "aws:MultiFactorAuthPresent", "true"));
    Who lax =
        lab.user("lax")
            .may(
                Clause.allow("ssm:*"),
                Clause.deny("*").when("Bool", "aws:MultiFactorAuthPresent", "false"));
    Who role =
        lab.role("role")
            .may(
                Clause.allow("ssm:*"),
                Clause.deny("*").when("Bool", "aws:MultiFactorAuthPresent", "false"));

    assertThat(access(strict, SESSION, "i-dev").conditions()).containsExactly("with MFA");
    assertThat(access(lax, SESSION, "i-dev").conditions())
        .containsExactly("with an access key alone or with MFA");
    assertThat(access(role, SESSION, "i-dev").conditions()).containsExactly("with MFA");
  }

  private static Clause document(String name) {
    return Clause.allow("ssm:SendCommand").on("arn:aws:ssm:*::document/" + name);
  }

  @Test
  void documentsThatTogetherGoThroughHoweverTheCallIsMadeAreNoCondition() {
    Clause nodes = Clause.allow("ssm:SendCommand").on("arn:aws:ec2:*:*:instance/*");
    Clause shell =
        document("AWS-RunShellScript").when("Bool", "aws:MultiFactorAuthPresent", "true");
    Clause power = document("AWS-RunPowerShellScript");
    Who either =
        lab.user("either")
            .may(nodes, shell, power.when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"));
    Who gap =
        lab.user("gap")
            .may(nodes, shell, power.when("Bool", "aws:MultiFactorAuthPresent", "false"));

    assertThat(access(either, RUN, "i-dev"))
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .returns(List.of(), PrincipalAccess::conditions)
        .returns(
            List.of(
                "by AWS-RunPowerShellScript or AWS-RunShellScript",
                "by AWS-RunPowerShellScript: with an access key alone or in a session without MFA",
                "by AWS-RunShellScript: with MFA"),
            PrincipalAccess::choices);
    assertThat(access(gap, RUN, "i-dev").decision()).isEqualTo(Decision.CONDITIONAL);
  }

  @Test
  void sessionsThatWereRevokedBeforeTheScanAreNoCondition() {
    Who role =
        lab.role("role")
            .may(
                Clause.allow("ssm:*"),
                Clause.deny("*")
                    .when("DateLessThan", "aws:TokenIssueTime", "2026-01-01T00:00:00Z"));

    assertThat(access(role, SESSION, "i-dev"))
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .returns(List.of(), PrincipalAccess::conditions);
  }

  @Test
  void theOsUserIsAChoiceAndNotACondition() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ec2-instance-connect:*")
                    .when("StringEquals", "ec2:osuser", "ec2-user", "ubuntu"));

    assertThat(access(alice, SSH, "i-dev"))
        .returns(Decision.ALLOWED, PrincipalAccess::decision)
        .returns(List.of("ec2:osuser is ec2-user or ubuntu"), PrincipalAccess::choices);
  }

  @Test
  void anInstanceTaggedInTwoSpellingsIsUnknown() {
    lab.region.instance("i-both", "10.0.0.3", Map.of("Env", "dev", "env", "prod"));
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow("ec2-instance-connect:*")
                    .when("StringEquals", "aws:ResourceTag/Env", "dev"));

    PrincipalAccess access = access(alice, SSH, "i-both");
    assertThat(access.decision()).isEqualTo(Decision.UNKNOWN);
    assertThat(access.conditions()).isNotEmpty();
  }

  @Test
  void anInstanceTaggedInThreeSpellingsIsUnknownUnlessAllAgree() {
    lab.region.instance("i-three", "10.0.0.3", Map.of("ENV", "dev", "Env", "prod", "env", "demo"));
    Who one = lab.user("one").may(ifEnv("dev"));
    Who second = lab.user("second").may(ifEnv("prod"));
    Who all = lab.user("all").may(ifEnv("dev", "prod", "demo"));
    Who none = lab.user("none").may(ifEnv("test"));

    assertThat(lab.decision(one, SSH, "i-three")).contains(Decision.UNKNOWN);
    assertThat(lab.decision(second, SSH, "i-three")).contains(Decision.UNKNOWN);
    assertThat(lab.decision(all, SSH, "i-three")).contains(Decision.ALLOWED);
    assertThat(lab.decision(none, SSH, "i-three")).isEmpty();
  }

  @Test
  void aPrincipalTaggedInTwoSpellingsIsNotLikeOneThatIsTaggedOnce() {
    Clause own =
        Clause.allow("ec2-instance-connect:*")
            .when("StringEquals", "aws:ResourceTag/Env", "${aws:PrincipalTag/team}");
    lab.policy("own", own);
    Who plain = lab.user("plain").with("own").tag("Team", "dev");
    Who twice = lab.user("twice").with("own").tag("Team", "dev").tag("team", "prod");
    Who thrice =
        lab.user("thrice").with("own").tag("TEAM", "test").tag("Team", "dev").tag("team", "prod");

    assertThat(lab.decision(plain, SSH, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(plain, SSH, "i-prod")).isEmpty();
    for (Who each : List.of(twice, thrice)) {
      assertThat(lab.decision(each, SSH, "i-dev")).contains(Decision.UNKNOWN);
      assertThat(lab.decision(each, SSH, "i-prod")).contains(Decision.UNKNOWN);
    }
  }

  @Test
  void anOwnerTagComparedWithTheUserNameTellsUsersApart() {
    Clause owners =
        Clause.allow("ec2-instance-connect:*")
            .when("StringEquals", "aws:ResourceTag/owner", "${aws:username}");
    Who alice = lab.policy("owners", owners).user("alice").with("owners");
    Who bob = lab.user("bob").with("owners");

    assertThat(lab.decision(alice, SSH, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(alice, SSH, "i-prod")).isEmpty();
    assertThat(lab.decision(bob, SSH, "i-dev")).isEmpty();
  }

  @Test
  void aPrincipalsTagComparedWithTheInstancesIsTheSameTheOtherWayRound() {
    Who role =
        lab.role("role")
            .tag("team", "dev")
            .may(
                Clause.allow("ec2-instance-connect:*")
                    .when("StringEquals", "aws:PrincipalTag/team", "${aws:ResourceTag/Env}"));

    assertThat(lab.decision(role, SSH, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(role, SSH, "i-prod")).isEmpty();
  }

  @Test
  void aTagValueWithACommaIsOneValue() {
    lab.region.instance("i-both", "10.0.0.3", Map.of("Env", "dev, prod"));
    lab.region.instance("i-none", "10.0.0.4", Map.of());
    Who one = lab.user("one").may(ifEnv("dev, prod"));
    Who two = lab.user("two").may(ifEnv("dev", "prod"));

    assertThat(lab.decision(one, SSH, "i-both")).contains(Decision.ALLOWED);
    assertThat(lab.decision(one, SSH, "i-dev")).isEmpty();
    assertThat(lab.decision(two, SSH, "i-both")).isEmpty();
    assertThat(lab.decision(two, SSH, "i-dev")).contains(Decision.ALLOWED);
    assertThat(lab.decision(two, SSH, "i-none")).isEmpty();
  }

  private static Clause ifEnv(String... values) {
    return Clause.allow("ec2-instance-connect:*")
        .when("StringEquals", "aws:ResourceTag/Env", values);
  }

  @Test
  void tagsOfASessionReplaceTheRolesOwn() {
    Who role =
        lab.role("role")
            .tag("team", "dev")
            .trusting(
                Clause.trust("Federated", "arn:aws:iam::111122223333:saml-provider/x")
                    .alsoFor("sts:TagSession"))
            .may(
                Clause.allow("ec2-instance-connect:*")
                    .when("StringEquals", "aws:PrincipalTag/team", "dev"));

    assertThat(access(role, SSH, "i-dev"))
        .returns(Decision.CONDITIONAL, PrincipalAccess::decision)
        .returns(List.of("aws:PrincipalTag/team is dev"), PrincipalAccess::conditions);
  }

  @Test
  void credentialsOfAnInstanceKnowTheInstance() {
    Clause fromInstances =
        Clause.deny("*").when("Null", "ec2:SourceInstanceARN", "false").sid("FromInstances");
    Who machine =
        lab.role("machine")
            .trusting(Clause.trust("Service", "ec2.amazonaws.com"))
            .may(Clause.allow("ssm:*"), fromInstances);
    Who human = lab.role("human").may(Clause.allow("ssm:*"), fromInstances);

    assertThat(lab.decision(machine, SESSION, "i-dev")).contains(Decision.CONDITIONAL);
    assertThat(lab.decision(human, SESSION, "i-dev")).contains(Decision.ALLOWED);
  }
}
