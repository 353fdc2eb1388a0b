package dev.loginpath.policy;

import static dev.loginpath.policy.Asked.ACCOUNT;
import static dev.loginpath.policy.Asked.ALICE;
import static dev.loginpath.policy.Asked.DEV;
import static dev.loginpath.policy.Asked.DEV_SESSION;
import static dev.loginpath.policy.Asked.ROOT;
import static dev.loginpath.policy.Asked.STRANGER;
import static dev.loginpath.policy.Asked.TARGET;
import static dev.loginpath.policy.Asked.allow;
import static dev.loginpath.policy.Asked.call;
import static dev.loginpath.policy.Asked.deny;
import static dev.loginpath.policy.Asked.policy;
import static dev.loginpath.policy.Asked.statement;
import static dev.loginpath.policy.Asked.when;
import static dev.loginpath.policy.Ruling.ALLOWED;
import static dev.loginpath.policy.Ruling.EXPLICITLY_DENIED;
import static dev.loginpath.policy.Ruling.IMPLICITLY_DENIED;
import static dev.loginpath.policy.Ruling.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a policy means. */
class PrincipalRuleTest {

  private static final String ALL = policy(allow("*", "*"));
  private static final String EC2 = "ec2.amazonaws.com";
  private static final String SAML = "arn:aws:iam::111122223333:saml-provider/Corp";
  private static final String LINKED =
      "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX";

  private static Asked assume() {
    return call("sts:AssumeRole", TARGET);
  }

  private static Asked object() {
    return call("s3:GetObject", "arn:aws:s3:::b/k").identity(ALL);
  }

  private static String trust(String principal, String... more) {
    return policy(
        statement("Allow", "'Principal':" + principal + ",'Action':'sts:AssumeRole'", more));
  }

  private static String denyAllBut(String... principals) {
    String listed = "'" + String.join("','", principals) + "'";
    return policy(
        statement("Deny", "'NotPrincipal':{'AWS':[" + listed + "]},'Action':'*','Resource':'*'"));
  }

  @Test
  void notPrincipalDeniesWhoIsNotListedWithTheAccount() {
    assertThat(object().resource(denyAllBut(ALICE, ROOT)).ruling()).isEqualTo(ALLOWED);
    assertThat(object().resource(denyAllBut(ALICE, ACCOUNT)).ruling()).isEqualTo(ALLOWED);
    assertThat(object().resource(denyAllBut(ALICE)).ruling()).isEqualTo(EXPLICITLY_DENIED);
    assertThat(object().resource(denyAllBut(ROOT)).ruling()).isEqualTo(EXPLICITLY_DENIED);
    assertThat(object().by(ROOT).resource(denyAllBut(ROOT)).ruling()).isEqualTo(ALLOWED);
    assertThat(object().resource(denyAllBut("*")).ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void notPrincipalExemptsASessionListedWithRoleAndAccount() {
    Asked asked = object().by(DEV_SESSION);
    assertThat(asked.resource(denyAllBut(DEV_SESSION, DEV, ROOT)).ruling()).isEqualTo(ALLOWED);
    for (String lacking : List.of(DEV_SESSION + "','" + DEV, DEV + "','" + ROOT, DEV_SESSION)) {
      assertThat(asked.resource(denyAllBut(lacking)).ruling())
          .as(lacking)
          .isEqualTo(EXPLICITLY_DENIED);
    }
  }

  @Test
  void notPrincipalAlwaysDeniesWhoHasABoundary() {
    assertThat(object().boundary(ALL).resource(denyAllBut(ALICE, ROOT)).ruling())
        .isEqualTo(EXPLICITLY_DENIED);
  }

  @Test
  void notPrincipalExemptsAService() {
    String but =
        statement("Deny", "'NotPrincipal':{'Service':'" + EC2 + "'},'Action':'*','Resource':'*'");
    String all = statement("Allow", "'Principal':'*','Action':'*','Resource':'*'");
    assertThat(object().by(EC2).resource(policy(but, all)).ruling()).isEqualTo(ALLOWED);
    assertThat(object().by("ssm.amazonaws.com").resource(policy(but, all)).ruling())
        .isEqualTo(EXPLICITLY_DENIED);
    assertThat(object().resource(policy(but, all)).ruling()).isEqualTo(EXPLICITLY_DENIED);
  }

  @Test
  void notPrincipalWithAllowOpensToEverybodyElse() {
    String but =
        statement(
            "Allow",
            "'NotPrincipal':{'AWS':['" + ALICE + "','" + ROOT + "']},'Action':'*','Resource':'*'");
    Asked asked = call("s3:GetObject", "arn:aws:s3:::b/k").resource(policy(but));
    assertThat(asked.by(DEV).ruling()).isEqualTo(ALLOWED);
    assertThat(asked.by(ALICE).ruling()).isEqualTo(IMPLICITLY_DENIED);
  }

  @Test
  void serviceNeedsTheTrustPolicyAlone() {
    String ec2 = "{'Service':['ssm.amazonaws.com','" + EC2 + "']}";
    assertThat(assume().by(EC2).resource(trust(ec2)).ruling()).isEqualTo(ALLOWED);
    assertThat(assume().by("lambda.amazonaws.com").resource(trust(ec2)).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
    assertThat(assume().by(EC2).ruling()).isEqualTo(IMPLICITLY_DENIED);
    String mine = when("StringEquals", "aws:SourceAccount", "'" + ACCOUNT + "'");
    assertThat(assume().by(EC2).resource(trust(ec2, mine)).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(
            assume().by(EC2).resource(trust(ec2, mine)).with("aws:SourceAccount", ACCOUNT).ruling())
        .isEqualTo(ALLOWED);
  }

  @Test
  void federatedPrincipalNeedsTheTrustPolicyAlone() {
    String federated = trust("{'Federated':'" + SAML + "'}").replace("AssumeRole", "*");
    Asked saml = call("sts:AssumeRoleWithSAML", TARGET).by(SAML);
    assertThat(saml.resource(federated).ruling()).isEqualTo(ALLOWED);
    assertThat(saml.resource(federated.replace("Corp", "Other")).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
    String web = trust("{'Federated':'accounts.google.com'}").replace("AssumeRole", "*");
    Asked google = call("sts:AssumeRoleWithWebIdentity", TARGET).by("accounts.google.com");
    assertThat(google.resource(web).ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void everybodyMeansAnonymousToo() {
    String open = policy(statement("Allow", "'Principal':'*','Action':'*','Resource':'*'"));
    Asked asked = call("s3:GetObject", "arn:aws:s3:::b/k").by("anonymous");
    assertThat(asked.resource(open).ruling()).isEqualTo(ALLOWED);
    assertThat(asked.resource(open.replace("'*','Action", "{'AWS':['*']},'Action")).ruling())
        .isEqualTo(ALLOWED);
    assertThat(asked.resource(policy(deny("s3:*", "*", "'Principal':'*'"))).ruling())
        .isEqualTo(EXPLICITLY_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:user/Alice",
        "arn:aws:iam::111122223333:user/team/alice",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:iam::111122223333:*",
        "arn:aws:iam::111122223333:group/admins",
        "AIDAEXAMPLEDELETED",
        "alice",
        ""
      })
  void whatIsNotExactlyTheUserMatchesNobody(String named) {
    assertThat(assume().identity(ALL).resource(trust("{'AWS':'" + named + "'}")).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:role/dev, ALLOWED",
    "arn:aws:iam::111122223333:role/team/dev, ALLOWED",
    "arn:aws:sts::111122223333:assumed-role/dev/al, ALLOWED",
    "arn:aws:sts::111122223333:assumed-role/dev/bo, IMPLICITLY_DENIED",
    "arn:aws:sts::111122223333:assumed-role/dev/*, IMPLICITLY_DENIED",
    "arn:aws:iam::111122223333:role/de, IMPLICITLY_DENIED",
    "arn:aws:iam::999999999999:role/dev, IMPLICITLY_DENIED"
  })
  void roleMeansAllItsSessionsAndASessionOnlyItself(String named, Ruling expected) {
    assertThat(assume().by(DEV_SESSION).resource(trust("{'AWS':'" + named + "'}")).ruling())
        .isEqualTo(expected);
  }

  @Test
  void rootHasFullAccessInItsAccountOnly() {
    Asked root = call("ssm:StartSession", Asked.INSTANCE).by(ROOT);
    assertThat(root.ruling()).isEqualTo(ALLOWED);
    assertThat(root.scps(policy(allow("ec2:*", "*"))).ruling()).isEqualTo(IMPLICITLY_DENIED);
    Asked foreign = call("s3:GetObject", "arn:aws:s3:::b/k").by(Asked.root(Asked.OTHER_ACCOUNT));
    assertThat(foreign.owner(ACCOUNT).ruling()).isEqualTo(IMPLICITLY_DENIED);
    String shared =
        policy(
            statement("Allow", "'Principal':{'AWS':'999999999999'},'Action':'*','Resource':'*'"));
    assertThat(foreign.resource(shared).ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void organizationBindsNoServiceLinkedRole() {
    String no = policy(statement("Deny", "'Principal':'*','Action':'*','Resource':'*'"));
    Asked linked = object().scps(policy()).rcps(no);
    assertThat(linked.by(LINKED).ruling()).isEqualTo(ALLOWED);
    String session = "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s";
    assertThat(linked.by(session).ruling()).isEqualTo(ALLOWED);
    assertThat(linked.by(DEV).ruling()).isEqualTo(EXPLICITLY_DENIED);
    assertThat(object().by(LINKED).resource(no).ruling()).isEqualTo(EXPLICITLY_DENIED);
  }

  @Test
  void resourcePolicyThatNamesNobodyIsUnknown() {
    assertThat(call("s3:GetObject", "arn:aws:s3:::b/k").resource(ALL).ruling()).isEqualTo(UNKNOWN);
    assertThat(object().resource(policy(deny("*", "*"))).ruling()).isEqualTo(UNKNOWN);
  }

  @Test
  void strangerNeedsBothSides() {
    String shared = trust("{'AWS':'" + STRANGER + "'}");
    assertThat(assume().by(STRANGER).resource(shared).identity(ALL).ruling()).isEqualTo(ALLOWED);
    assertThat(
            assume()
                .by(STRANGER)
                .resource(shared)
                .identity(ALL)
                .boundary(policy(allow("ec2:*", "*")))
                .ruling())
        .isEqualTo(IMPLICITLY_DENIED);
    assertThat(assume().by(STRANGER).identity(ALL).ruling()).isEqualTo(IMPLICITLY_DENIED);
  }
}
