package dev.loginpath.policy;

import static dev.loginpath.policy.Asked.allow;
import static dev.loginpath.policy.Asked.allowedWhen;
import static dev.loginpath.policy.Asked.deniedWhen;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests without one right answer are never guessed. */
class UnknownRulingTest {

  private static final String UNREADABLE = "{'Statement':'*'}";
  private static final String ALL = policy(allow("*", "*"));
  private static final String NOTHING = policy();

  @Test
  void tagInTwoSpellingsIsUnknown() {
    Asked both =
        allowedWhen("StringEquals", "aws:ResourceTag/Env", "'dev'")
            .with("aws:ResourceTag/Env", "dev")
            .with("aws:ResourceTag/env", "prod");
    assertThat(both.ruling()).isEqualTo(UNKNOWN);
  }

  @Test
  void tagInTwoSpellingsThatBothMatchIsKnown() {
    Asked both =
        allowedWhen("StringLike", "aws:ResourceTag/Env", "'d*'")
            .with("aws:ResourceTag/Env", "dev")
            .with("aws:ResourceTag/env", "demo");
    assertThat(both.ruling()).isEqualTo(ALLOWED);
  }

  @Test
  void tagInThreeSpellingsIsUnknownWhicheverDiffers() {
    for (List<String> values :
        List.of(
            List.of("dev", "dev", "prod"),
            List.of("dev", "prod", "dev"),
            List.of("prod", "dev", "dev"))) {
      Asked three =
          allowedWhen("StringEquals", "aws:ResourceTag/Env", "'dev'")
              .with("aws:ResourceTag/Env", values.get(0))
              .with("aws:ResourceTag/env", values.get(1))
              .with("aws:ResourceTag/ENV", values.get(2));
      assertThat(three.ruling()).as(values.toString()).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void tagInTwoSpellingsOfWhichOneIsOpenIsUnknown() {
    Request request = session().parsed().request();
    Policies policies = deniedWhen("StringEquals", "k", "'dev'").parsed().policies();
    Map<String, Value> values = Map.of("k", Value.of("prod"), "K", Value.OPEN);
    assertThat(Evaluator.decide(request.in(Context.of(values)), policies)).isEqualTo(UNKNOWN);
  }

  private static Ruling withOpenKey(String operator) {
    Asked asked = allowedWhen(operator, "aws:SourceIdentity", "'${aws:username}'");
    Request request = session().parsed().request();
    Map<String, Value> open = Map.of("aws:SourceIdentity", Value.OPEN);
    return Evaluator.decide(request.in(Context.of(open)), asked.parsed().policies());
  }

  @Test
  void whateverAKeyIsNothingMatchesAVariableWithoutAValue() {
    assertThat(withOpenKey("StringEquals")).isEqualTo(IMPLICITLY_DENIED);
    assertThat(withOpenKey("StringNotEquals")).isEqualTo(ALLOWED);
    assertThat(withOpenKey("StringEqualsIfExists")).isEqualTo(UNKNOWN);
    assertThat(withOpenKey("ForAllValues:StringEquals")).isEqualTo(UNKNOWN);
  }

  @Test
  void tagInTwoSpellingsAsAVariableIsUnknown() {
    Asked both =
        session()
            .identity(policy(allow("*", "arn:aws:ec2:*:*:instance/${aws:PrincipalTag/Id}")))
            .with("aws:PrincipalTag/Id", "i-0a")
            .with("aws:PrincipalTag/id", "i-0b");
    assertThat(both.ruling()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:CalledVia", "aws:TagKeys"})
  void setWithoutSetOperatorIsUnknown(String key) {
    for (String operator : List.of("StringEquals", "StringNotEquals", "StringLikeIfExists")) {
      assertThat(allowedWhen(operator, key, "'a'").with(key, List.of("a")).ruling())
          .as(operator)
          .isEqualTo(UNKNOWN);
    }
  }

  @Test
  void anyValueIfExistsWithoutTheKeyIsUnknown() {
    assertThat(allowedWhen("ForAnyValue:StringLikeIfExists", "aws:TagKeys", "'a'").ruling())
        .isEqualTo(UNKNOWN);
    assertThat(deniedWhen("ForAnyValue:StringLikeIfExists", "aws:TagKeys", "'a'").ruling())
        .isEqualTo(UNKNOWN);
  }

  /** Edge case 36 settles what the documentation says of a wildcard in a value: it is literal. */
  @Test
  void wildcardInTheValueOfAVariableIsLiteral() {
    String mine = "arn:aws:ec2:*:*:instance/${aws:PrincipalTag/Id}";
    Asked tagged = session().identity(policy(allow("*", mine))).with("aws:PrincipalTag/Id", "*");
    assertThat(tagged.ruling()).isEqualTo(IMPLICITLY_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:logs:*:*:group/x",
        "arn:aws:logs:us-*-1:*:group/x",
        "arn:aws:logs:us-east-?:*:group/x",
        "arn:aws:logs:*:*:${aws:username}roup/x",
        "arn:aws:lo?s:group/x"
      })
  void patternThatTheTwoReadingsOfAnArnDecideDifferentlyIsUnknown(String pattern) {
    String resource =
        pattern.contains("lo?s")
            ? "arn:aws:logs:group/x"
            : "arn:aws:logs:us-east-1:111122223333:log:group/x";
    for (String given : List.of("g", "open")) {
      RequestLine line =
          Asked.call("logs:GetLogEvents", resource)
              .identity(policy(allow("*", pattern)))
              .with("aws:username", "g")
              .parsed();
      Context context =
          Context.of(Map.of("aws:username", given.equals("g") ? Value.of(given) : Value.OPEN));
      assertThat(Evaluator.decide(line.request().in(context), line.policies()))
          .as(given)
          .isEqualTo(UNKNOWN);
    }
  }

  @Test
  void patternThatNoReadingOfAnArnMatchesIsKnown() {
    String other = "arn:aws:ec2:*:999999999999:instance/${aws:username}";
    RequestLine line = session().identity(policy(allow("*", other))).parsed();
    Context open = Context.of(Map.of("aws:username", Value.OPEN));
    assertThat(Evaluator.decide(line.request().in(open), line.policies()))
        .isEqualTo(IMPLICITLY_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "NotIpAddress, aws:SourceIp, 10.0.0, 203.0.113.7",
    "NotIpAddress, aws:SourceIp, 10.0.0.0/33, 203.0.113.7",
    "NotIpAddress, aws:SourceIp, 10.0.0.0/8, nowhere",
    "NumericNotEquals, aws:MultiFactorAuthAge, ten, 10",
    "NumericNotEquals, aws:MultiFactorAuthAge, 10, ten",
    "DateNotEquals, aws:CurrentTime, yesterday, 2026-01-01T00:00:00Z",
    "DateNotEquals, aws:CurrentTime, 2026-01-01T00:00:00Z, now",
    "ArnNotEquals, aws:SourceArn, arn:aws:s3:::b, bucket",
    "ArnNotLike, aws:SourceArn, bucket, arn:aws:s3:::b"
  })
  void negatedOperatorOnWhatCannotBeReadIsUnknown(
      String operator, String key, String wanted, String given) {
    String values = "'" + wanted + "'";
    assertThat(allowedWhen(operator, key, values).with(key, given).ruling()).isEqualTo(UNKNOWN);
    assertThat(deniedWhen(operator, key, values).with(key, given).ruling()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"})
  void arnOperatorWithAValueThatIsNoArnIsUnknown(String operator) {
    assertThat(
            allowedWhen(operator, "aws:PrincipalArn", "'*'")
                .with("aws:PrincipalArn", Asked.ALICE)
                .ruling())
        .isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StringMatches",
        "StringEqualsIfExistsIfExists",
        "NullIfExists",
        "ForSomeValues:StringEquals",
        ""
      })
  void operatorThatIamDoesNotKnowIsUnknown(String operator) {
    assertThat(allowedWhen(operator, "k", "'a'").with("k", "a").ruling()).isEqualTo(UNKNOWN);
    assertThat(deniedWhen(operator, "k", "'a'").with("k", "a").ruling()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"StringEquals", "StringNotEquals", "IpAddressIfExists", "Null"})
  void conditionWithoutValuesIsUnknown(String operator) {
    assertThat(allowedWhen(operator, "k", "[]").with("k", "a").ruling()).isEqualTo(UNKNOWN);
  }

  @Test
  void unreadablePolicyOfAnyKindIsUnknown() {
    List<Asked> all =
        List.of(
            session().identity(UNREADABLE),
            session().identity(ALL, UNREADABLE),
            session().identity(ALL).boundary(UNREADABLE),
            session().by(Asked.DEV_SESSION).identity(ALL).session(UNREADABLE),
            session().identity(ALL).scps(ALL, UNREADABLE),
            session().identity(ALL).scps("null", ALL),
            session().identity(ALL).resource(UNREADABLE),
            session().identity(ALL).endpoint(UNREADABLE),
            Asked.call("s3:GetObject", "arn:aws:s3:::b/k").identity(ALL).rcps(UNREADABLE));
    for (Asked each : all) {
      assertThat(each.ruling()).as(each.line()).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void unreadablePolicyIsUnknownEvenWhereNothingAllows() {
    assertThat(session().identity(NOTHING, UNREADABLE).ruling()).isEqualTo(UNKNOWN);
    assertThat(session().identity(NOTHING).scps(UNREADABLE).ruling()).isEqualTo(UNKNOWN);
  }

  @Test
  void explicitDenyElsewhereSettlesAnUnreadablePolicy() {
    String no = policy(deny("ssm:*", "*"));
    assertThat(session().identity(UNREADABLE, no).ruling()).isEqualTo(EXPLICITLY_DENIED);
    assertThat(session().identity(no).scps(UNREADABLE).ruling()).isEqualTo(EXPLICITLY_DENIED);
    assertThat(session().identity(UNREADABLE).resource(principal("Deny")).ruling())
        .isEqualTo(EXPLICITLY_DENIED);
  }

  private static String principal(String effect) {
    return policy(statement(effect, "'Principal':'*','Action':'*','Resource':'*'"));
  }

  @Test
  void openKeyIsUnknownOnlyWhereItDecides() {
    Policies policies = deniedWhen("IpAddress", "aws:SourceIp", "'10.0.0.0/8'").parsed().policies();
    Request request = session().parsed().request();
    Context open = Context.of(Map.of("aws:SourceIp", Value.OPEN));
    assertThat(Evaluator.decide(request.in(open), policies)).isEqualTo(UNKNOWN);
    assertThat(Evaluator.decide(request, policies)).isEqualTo(ALLOWED);
    Policies other =
        session()
            .identity(
                policy(allow("*", "*", when("StringLike", "aws:SourceIp", "'*'")), allow("*", "*")))
            .parsed()
            .policies();
    assertThat(Evaluator.decide(request.in(open), other)).isEqualTo(ALLOWED);
  }
}
