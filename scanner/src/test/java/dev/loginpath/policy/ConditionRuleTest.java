package dev.loginpath.policy;

import static dev.loginpath.policy.Asked.allow;
import static dev.loginpath.policy.Asked.allowedWhen;
import static dev.loginpath.policy.Asked.policy;
import static dev.loginpath.policy.Asked.session;
import static dev.loginpath.policy.Ruling.ALLOWED;
import static dev.loginpath.policy.Ruling.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What condition operators make of values. */
class ConditionRuleTest {

  private static Ruling of(boolean holds) {
    return holds ? ALLOWED : IMPLICITLY_DENIED;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "StringEquals | 'a' | a | true",
        "stringequals | 'a' | a | true",
        "StringEquals | 22 | 22 | true",
        "StringEquals | 22 | 22.0 | false",
        "StringEquals | true | true | true",
        "StringEquals | ['b','a'] | a | true",
        "StringEquals | 'Ä' | ä | false",
        "StringEqualsIgnoreCase | 'DEV' | dev | true",
        "StringEqualsIgnoreCase | 'de*' | dev | false",
        "StringNotEqualsIgnoreCase | 'DEV' | dev | false",
        "StringLike | 'd?v*' | dev | true",
        "StringLike | 'D*' | dev | false",
        "StringLike | 'd${?}v' | d?v | true",
        "StringLike | 'd${?}v' | dev | false",
        "StringLike | '${$}{x}' | ${x} | true",
        "StringNotLike | ['p*','d*'] | dev | false",
        "NumericEquals | 22 | 22.0 | true",
        "NumericEquals | '2.2e1' | 22 | true",
        "NumericEquals | 9007199254740993 | 9007199254740992 | false",
        "NumericLessThan | 100 | 99 | true",
        "NumericLessThan | '100' | 100 | false",
        "NumericLessThanEquals | [1,100] | 100 | true",
        "NumericGreaterThan | -1 | 0 | true",
        "NumericGreaterThanEquals | 1e999999999 | 5 | false",
        "NumericEquals | 'ten' | ten | false",
        "NumericEquals | '' | 0 | false",
        "NumericNotEquals | [1,2] | 3 | true",
        "NumericNotEquals | [1,2] | 2 | false",
        "DateEquals | '2026-01-01T00:00:00Z' | 1767225600 | true",
        "DateEquals | '2026-01-01T00:00:00Z' | 2026-01-01T09:00:00+09:00 | true",
        "DateEquals | '2026-01-01T00:00:00Z' | 2026-01-01T00:00:00.000Z | true",
        "DateEquals | '2026-01-01' | 2026-01-01T00:00:00Z | true",
        "DateEquals | '2026-01' | 2026-01-01T00:00:00Z | true",
        "DateEquals | '2026' | 2026-01-01T00:00:00Z | true",
        "DateEquals | 1767225600 | 2026-01-01T00:00:00Z | true",
        "DateGreaterThan | '2026-01-01T00:00:00Z' | 2026-01-01T00:00:00.001Z | true",
        "DateGreaterThanEquals | '2026-01-01T00:00:00Z' | 2025-12-31T23:59:59Z | false",
        "DateLessThan | '2026-02-30' | 2026-01-01T00:00:00Z | false",
        "DateLessThanEquals | '2026-01-01T00:00:00-01:00' | 2026-01-01T01:00:00Z | true",
        "DateNotEquals | '2026-01-01' | 2026-01-02T00:00:00Z | true",
        "Bool | 'true' | TRUE | true",
        "Bool | true | true | true",
        "Bool | ['true','false'] | false | true",
        "Bool | 'yes' | yes | false",
        "Bool | '${other}' | true | true",
        "Bool | '${none}' | true | false",
        "Bool | '${none, 'true'}' | true | true",
        "BinaryEquals | 'AAEC' | AAEC | true",
        "BinaryEquals | 'YQ==' | YQ== | true",
        "BinaryEquals | 'YQ==' | YR== | true",
        "BinaryEquals | 'AAEC' | AAED | false",
        "BinaryEquals | '!' | ! | false",
        "BinaryEquals | '${other}' | true | false",
        "IpAddress | '203.0.113.0/24' | 203.0.113.255 | true",
        "IpAddress | '203.0.113.0/24' | 203.0.114.0 | false",
        "IpAddress | ' 203.0.113.7 ' | 203.0.113.7 | true",
        "IpAddress | '::/0' | 203.0.113.7 | false",
        "IpAddress | '2001:db8::/32' | 2001:DB8:0:0::1 | true",
        "IpAddress | '10.0.0' | 10.0.0.0 | false",
        "IpAddress | '*' | 10.0.0.0 | false",
        "NotIpAddress | ['10.0.0.0/8','::/0'] | 203.0.113.7 | true",
        "NotIpAddress | ['10.0.0.0/8','203.0.113.7'] | 203.0.113.7 | false",
        "ArnEquals | 'arn:aws:s3:::b?' | arn:aws:s3:::bb | true",
        "ArnLike | 'arn:aws:*:us-*:*:a*' | arn:aws:ec2:us-east-1::a:b/c | true",
        "ArnLike | 'arn:aws:s3:::B' | arn:aws:s3:::b | false",
        "ArnLike | 'arn:aws:s3:::${other}*' | arn:aws:s3:::true-1 | true",
        "ArnLike | 'arn:aws:s3:::${none}*' | arn:aws:s3:::b | false",
        "ArnNotLike | 'arn:aws:s3:::${none}*' | arn:aws:s3:::b | true",
        "ArnNotEquals | ['arn:aws:s3:::a','arn:aws:s3:::b*'] | arn:aws:s3:::b | false",
        "Null | 'false' | a | true",
        "Null | false | a | true",
        "Null | ['true','false'] | a | true",
        "Null | 'true' | a | false",
        "ForAnyValue:StringEquals | 'a' | a | true",
        "ForAllValues:StringEquals | 'a' | b | false",
        "StringEqualsIfExists | 'a' | b | false",
        "NumericEqualsIfExists | 1 | 2 | false"
      })
  void operatorComparesAsDocumented(String operator, String values, String given, boolean holds) {
    String json = values.replace(", 'true'}'", ", \\u0027true\\u0027}'");
    Asked asked = allowedWhen(operator, "ec2:Key", json).with("EC2:key", given);
    assertThat(asked.with("other", "true").ruling()).isEqualTo(of(holds));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "StringNotEquals, true",
    "StringNotLike, true",
    "ArnNotLike, true",
    "NumericNotEquals, true",
    "NumericLessThan, false",
    "DateNotEquals, true",
    "NotIpAddress, true",
    "Bool, false",
    "BinaryEquals, false",
    "StringNotEqualsIfExists, true",
    "NumericLessThanIfExists, true",
    "DateLessThanIfExists, true",
    "IpAddressIfExists, true",
    "BinaryEqualsIfExists, true",
    "ArnLikeIfExists, true",
    "ForAllValues:StringNotEquals, true",
    "ForAllValues:StringEqualsIfExists, true",
    "ForAnyValue:StringNotEquals, false"
  })
  void missingKeyIsReadByTheOperator(String operator, boolean holds) {
    assertThat(allowedWhen(operator, "k", "'arn:aws:s3:::b'").ruling()).isEqualTo(of(holds));
  }

  @ParameterizedTest
  @CsvSource({
    "ForAllValues:StringLike, a1 a2, true",
    "ForAllValues:StringLike, a1 b1, false",
    "ForAnyValue:StringLike, b1 a1, true",
    "ForAnyValue:StringLike, b1 b2, false",
    "ForAllValues:StringNotLike, b1 b2, true",
    "ForAllValues:StringNotLike, b1 a1, false",
    "ForAnyValue:StringNotLike, a1 b1, true",
    "ForAnyValue:StringNotLike, a1 a2, false"
  })
  void setOperatorsLookAtEveryValue(String operator, String given, boolean holds) {
    List<String> set = List.of(given.split(" ", -1));
    assertThat(allowedWhen(operator, "aws:TagKeys", "'a*'").with("aws:TagKeys", set).ruling())
        .isEqualTo(of(holds));
  }

  @Test
  void nullLooksAtSetsToo() {
    assertThat(allowedWhen("Null", "k", "'false'").with("k", List.of("a", "b")).ruling())
        .isEqualTo(ALLOWED);
    assertThat(allowedWhen("Null", "k", "'false'").with("k", List.of()).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
    assertThat(allowedWhen("Null", "k", "'true'").with("k", List.of("")).ruling())
        .isEqualTo(IMPLICITLY_DENIED);
  }

  @Test
  void variableTakesNoValueOfASet() {
    Asked asked = allowedWhen("StringEquals", "k", "'${aws:TagKeys}'").with("k", "a");
    assertThat(asked.with("aws:TagKeys", "a").ruling()).isEqualTo(ALLOWED);
    assertThat(asked.with("aws:TagKeys", List.of("a")).ruling()).isEqualTo(IMPLICITLY_DENIED);
  }

  @Test
  void operatorsWithoutVariablesReadThemAsText() {
    for (String operator : List.of("NumericEquals", "DateEquals", "IpAddress")) {
      assertThat(allowedWhen(operator, "k", "'${v}'").with("k", "1").with("v", "1").ruling())
          .as(operator)
          .isEqualTo(IMPLICITLY_DENIED);
    }
  }

  @Test
  void allOperatorsAndKeysOfABlockMustHold() {
    String both =
        "'Condition':{'StringEquals':{'a':'1','b':'1'},'NumericLessThan':{'c':2},"
            + "'Null':{'d':true}}";
    Asked asked = session().identity(policy(allow("*", "*", both)));
    assertThat(asked.with("a", "1").with("b", "1").ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(asked.with("c", "1").ruling()).isEqualTo(ALLOWED);
    assertThat(asked.with("d", "x").ruling()).isEqualTo(IMPLICITLY_DENIED);
    assertThat(session().identity(policy(allow("*", "*", "'Condition':{}"))).ruling())
        .isEqualTo(ALLOWED);
  }
}
