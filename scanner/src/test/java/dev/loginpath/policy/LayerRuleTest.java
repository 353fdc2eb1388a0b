package dev.loginpath.policy;

import static dev.loginpath.policy.Asked.ALICE;
import static dev.loginpath.policy.Asked.DEV;
import static dev.loginpath.policy.Asked.DEV_SESSION;
import static dev.loginpath.policy.Asked.KEY;
import static dev.loginpath.policy.Asked.ROOT;
import static dev.loginpath.policy.Asked.TARGET;
import static dev.loginpath.policy.Asked.allow;
import static dev.loginpath.policy.Asked.call;
import static dev.loginpath.policy.Asked.deny;
import static dev.loginpath.policy.Asked.policy;
import static dev.loginpath.policy.Asked.session;
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

/** How the kinds of policies work together. */
class LayerRuleTest {

  private static final String ALL = policy(allow("*", "*"));
  private static final String EC2 = policy(allow("ec2:*", "*"));
  private static final String NO = policy(deny("ssm:*", "*"));
  private static final String OBJECT = "arn:aws:s3:::b/k";

  private static String open(String principal) {
    return policy(
        statement("Allow", "'Principal':{'AWS':'" + principal + "'},'Action':'*','Resource':'*'"));
  }

  private static String denyEverybody(String action) {
    return policy(statement("Deny", "'Principal':'*','Action':'" + action + "','Resource':'*'"));
  }

  private static List<Layer> withoutAllow(Asked asked) {
    RequestLine line = asked.parsed();
    return Reasons.of(line.request(), line.policies()).withoutAllow();
  }

  @Test
  void denyInAnyPolicySettles() {
    List<Asked> denied =
        List.of(
            session().identity(ALL, NO),
            session().identity(NO, ALL),
            session().identity(ALL).boundary(policy(deny("ssm:*", "*"), allow("*", "*"))),
            session().by(DEV_SESSION).identity(ALL).session(NO),
            session().identity(ALL).scps(ALL, policy(allow("*", "*"), deny("ssm:*", "*")), ALL),
            session().identity(ALL).resource(denyEverybody("ssm:*")),
            session().identity(ALL).endpoint(denyEverybody("ssm:*")),
            call("s3:GetObject", OBJECT).identity(ALL).rcps(denyEverybody("s3:*")));
    for (Asked each : denied) {
      assertThat(each.ruling()).as(each.line()).isEqualTo(EXPLICITLY_DENIED);
    }
  }

  @Test
  void levelWithoutPoliciesAllowsNothing() {
    assertThat(session().identity(ALL).scps("[]").ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(session().identity(ALL).scps(ALL, "[]").ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(withoutAllow(session().identity(ALL).scps(ALL, EC2)))
        .containsExactly(Layer.SERVICE_CONTROL);
  }

  @Test
  void serviceControlPolicyIsReadLikeAnyOther() {
    String fine =
        policy(
            statement(
                "Allow",
                "'NotAction':'iam:*','Resource':'" + Asked.INSTANCE + "'",
                when("StringEquals", "aws:PrincipalTag/Team", "'red'")));
    Asked asked = session().identity(ALL).scps(fine);
    assertThat(asked.ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.with("aws:PrincipalTag/Team", "red").ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void resourceControlPolicyProtectsSupportedServicesOnly() {
    Asked session = session().identity(ALL).rcps(denyEverybody("*"));
    assertThat(session.ruling()).isEqualTo(ALLOWED);
    assertThat(session().identity(ALL).rcps("{'Statement':1}").ruling()).isEqualTo(ALLOWED);
    Asked assume = call("sts:AssumeRole", TARGET).identity(ALL).resource(open(ALICE));
    assertThat(assume.rcps(denyEverybody("s3:*")).ruling()).isEqualTo(ALLOWED);
    assertThat(assume.rcps(policy(), denyEverybody("sts:*")).ruling()).isEqualTo(EXPLICITLY_DENIED);
  }

  @Test
  void explanationLeavesOutResourceControlPoliciesThatDoNotApply() {
    RequestLine denied = session().identity(NO).rcps(denyEverybody("*")).parsed();
    assertThat(Reasons.of(denied.request(), denied.policies()).statements())
        .extracting(Reasons.Deciding::layer)
        .containsExactly(Layer.IDENTITY);
    RequestLine unknown = session().identity("{'Statement':1}").rcps("{'Statement':1}").parsed();
    assertThat(Reasons.of(unknown.request(), unknown.policies()).unreadable()).hasSize(1);
  }

  @Test
  void endpointPolicyMustAllowToo() {
    Asked asked = call("s3:GetObject", OBJECT).identity(ALL);
    assertThat(asked.endpoint(open("*")).ruling()).isEqualTo(ALLOWED);
    assertThat(asked.endpoint(open(ROOT)).ruling()).isEqualTo(ALLOWED);
    assertThat(asked.endpoint(open(DEV)).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(withoutAllow(asked)).containsExactly(Layer.ENDPOINT);
    assertThat(call("s3:GetObject", OBJECT).endpoint(open("*")).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:user/alice, arn:aws:iam::111122223333:user/alice, ALLOWED",
    "*, arn:aws:iam::111122223333:user/alice, ALLOWED",
    "*, arn:aws:iam::111122223333:role/dev, ALLOWED",
    "arn:aws:iam::111122223333:role/dev, arn:aws:iam::111122223333:role/dev, IMPLICITLY_DENIED",
    "arn:aws:iam::111122223333:role/dev, arn:aws:sts::111122223333:assumed-role/dev/al,"
        + " IMPLICITLY_DENIED",
    "arn:aws:sts::111122223333:assumed-role/dev/al,"
        + " arn:aws:sts::111122223333:assumed-role/dev/al, ALLOWED",
    "111122223333, arn:aws:iam::111122223333:user/alice, IMPLICITLY_DENIED"
  })
  void grantToAUserASessionOrEverybodyPassesTheBoundary(
      String named, String caller, Ruling expected) {
    Asked asked = call("s3:GetObject", OBJECT).by(caller).owner(Asked.ACCOUNT);
    assertThat(asked.boundary(EC2).resource(open(named)).ruling()).isEqualTo(expected);
    assertThat(asked.scps(EC2).ruling()).isEqualTo(IMPLICITLY_DENIED);
  }

  @Test
  void grantToTheAccountOnlyDelegates() {
    Asked asked = call("s3:GetObject", OBJECT).resource(open(ROOT));
    assertThat(asked.ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.identity(ALL).ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void keyIsOpenedByItsOwnPolicyOnly() {
    Asked asked = call("kms:Decrypt", KEY).identity(ALL);
    assertThat(asked.ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.resource(open(DEV)).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.resource(open(ROOT)).ruling()).isEqualTo(ALLOWED);
    assertThat(call("kms:Decrypt", KEY).resource(open(ROOT)).ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(call("kms:Decrypt", KEY).resource(open(ALICE)).ruling()).isEqualTo(ALLOWED);
    assertThat(call("kms:Decrypt", KEY).by(ROOT).resource(open(ALICE)).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
    assertThat(call("kms:ListKeys", "*").identity(ALL).ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void taggingASessionNeedsTheTrustPolicyToo() {
    for (String action : List.of("sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRole")) {
      Asked asked = call(action, TARGET).identity(ALL);
      assertThat(asked.ruling()).as(action).isEqualTo(IMPLICITLY_DENIED);
      assertThat(asked.resource(open(ROOT)).ruling()).as(action).isEqualTo(ALLOWED);
    }
    assertThat(call("sts:GetCallerIdentity", "*").identity(ALL).ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void sharedDocumentNeedsBothAccounts() {
    Asked asked =
        call("ssm:SendCommand", "arn:aws:ssm:us-east-1:999999999999:document/Shared").identity(ALL);
    assertThat(asked.ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.resource(open(Asked.ACCOUNT)).ruling()).isEqualTo(ALLOWED);
    assertThat(asked.boundary(EC2).ruling()).isEqualTo(IMPLICITLY_DENIED);
  }

  @Test
  void doubtAboutADenyOrAnAllowIsUnknownAndNeitherAlone() {
    String maybe = when("StringMatches", "k", "'a'");
    String doubted = policy(allow("*", "*"), deny("*", "*", maybe));
    assertThat(session().identity(doubted).ruling()).isEqualTo(UNKNOWN);
    assertThat(session().identity(policy(allow("*", "*", maybe))).ruling()).isEqualTo(UNKNOWN);
    assertThat(session().identity(policy(allow("*", "*", maybe)), ALL).ruling()).isEqualTo(ALLOWED);
    assertThat(session().identity(policy(allow("*", "*", maybe)), NO).ruling())
        .isEqualTo(EXPLICITLY_DENIED);
  }
}
