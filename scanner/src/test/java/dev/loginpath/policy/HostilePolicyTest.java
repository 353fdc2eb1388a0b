package dev.loginpath.policy;

import static dev.loginpath.policy.Asked.allow;
import static dev.loginpath.policy.Asked.allowedWhen;
import static dev.loginpath.policy.Asked.call;
import static dev.loginpath.policy.Asked.deny;
import static dev.loginpath.policy.Asked.policy;
import static dev.loginpath.policy.Asked.session;
import static dev.loginpath.policy.Asked.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.loginpath.house.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a policy holds, there is an answer within seconds, or a named unknown. */
class HostilePolicyTest {

  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final String LONG = "a".repeat(100_000);
  private static final String STARS = "a*".repeat(50_000) + "b";

  private static Ruling ruling(Asked asked) {
    return assertTimeoutPreemptively(BOUND, asked::ruling);
  }

  private static Policy read(String document) {
    return assertTimeoutPreemptively(BOUND, () -> PolicyReader.read("policy", document));
  }

  @Test
  void manyStarsAgainstALongValueIsUnknown() {
    assertThat(ruling(allowedWhen("StringLike", "k", "'" + STARS + "'").with("k", LONG)))
        .isEqualTo(Ruling.UNKNOWN);
  }

  @Test
  void manyStarsAgainstAValueOfUsualLengthIsDecided() {
    String value = "a".repeat(1_000);
    assertThat(ruling(allowedWhen("StringLike", "k", "'" + STARS + "'").with("k", value)))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
    assertThat(
            ruling(allowedWhen("StringLike", "k", "'*" + "a*".repeat(900) + "'").with("k", value)))
        .isEqualTo(Ruling.ALLOWED);
  }

  @Test
  void manyStarsInResourcesAndArnsAreUnknown() {
    Asked longNamed = call("s3:GetObject", "arn:aws:s3:::" + LONG);
    assertThat(ruling(longNamed.identity(policy(allow("*", "arn:aws:s3:::" + STARS)))))
        .isEqualTo(Ruling.UNKNOWN);
    String arn = "arn:aws:s3:::" + STARS;
    assertThat(
            ruling(allowedWhen("ArnLike", "k", "'" + arn + "'").with("k", "arn:aws:s3:::" + LONG)))
        .isEqualTo(Ruling.UNKNOWN);
    assertThat(ruling(longNamed.identity(policy(allow("*", "*:".repeat(150_000) + "b")))))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
  }

  @Test
  void longActionIsNoDenyThatGotLost() {
    Asked asked = call("ssm:" + LONG + "b", Asked.INSTANCE);
    assertThat(ruling(asked.identity(policy(allow("*", "*"), deny("ssm:" + STARS, "*")))))
        .isIn(Ruling.EXPLICITLY_DENIED, Ruling.UNKNOWN);
  }

  @Test
  void variableThatIsLongIsSubstitutedOnce() {
    String many = "${aws:username}".repeat(500);
    Asked asked = session().with("aws:username", LONG.substring(0, 10_000));
    assertThat(ruling(asked.identity(policy(allow("*", "arn:aws:ec2:*:*:" + many + "*")))))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
  }

  @Test
  void tenThousandStatementsAreRead() {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      statements.add(
          allow("ssm:*", "arn:aws:ec2:*:*:instance/x" + i, when("StringLike", "k" + i, "'*'")));
    }
    String[] allows = statements.toArray(String[]::new);
    assertThat(ruling(session().identity(policy(allows)))).isEqualTo(Ruling.IMPLICITLY_DENIED);
    statements.add(deny("*", "*"));
    String[] denied = statements.toArray(String[]::new);
    assertThat(ruling(session().identity(policy(denied)))).isEqualTo(Ruling.EXPLICITLY_DENIED);
  }

  @Test
  void tenThousandValuesAndKeysAreRead() {
    String values = "[" + String.join(",", Collections.nCopies(100_000, "'x*y'")) + "]";
    assertThat(ruling(allowedWhen("StringLike", "k", values).with("k", "xz")))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
    List<String> set = Collections.nCopies(10_000, "a");
    assertThat(ruling(allowedWhen("ForAllValues:StringEquals", "k", "'a'").with("k", set)))
        .isEqualTo(Ruling.ALLOWED);
  }

  @Test
  void deepNestingIsUnreadable() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThat(read("{\"Statement\":" + deep + "}").unreadable()).isPresent();
    assertThat(read("{\"Extra\":" + deep + ",\"Statement\":[]}").unreadable()).isPresent();
    assertThat(read("{\"Extra\":".repeat(10_000)).unreadable()).isPresent();
    String line = session().line();
    assertTimeoutPreemptively(
        BOUND,
        () ->
            assertThat(
                    org.assertj.core.api.Assertions.catchThrowable(() ->
                        RequestLine.parse(
                            line.replace("{\"request", "{\"x\":" + deep + ",\"request"))))
                .isInstanceOf(RequestLine.MalformedException.class));
  }

  @Test
  void variableWithoutEndIsText() {
    String open = "${".repeat(50_000);
    assertThat(ruling(allowedWhen("StringEquals", "k", "'" + open + "'").with("k", open)))
        .isEqualTo(Ruling.ALLOWED);
    assertThat(ruling(allowedWhen("ArnLike", "k", "'arn:aws:s3:::" + open + "'").with("k", "a")))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
    assertThat(ruling(allowedWhen("StringEquals", "k", "'" + open + "}'").with("k", "x")))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "NaN",
        "Infinity",
        "0x10",
        "1_000",
        "٣",
        ""
      })
  void hugeAndStrangeNumbersMatchNothing(String number) {
    for (String operator : List.of("NumericLessThan", "NumericGreaterThan", "DateLessThan")) {
      assertThat(ruling(allowedWhen(operator, "k", "'5'").with("k", number)))
          .as(operator)
          .isEqualTo(Ruling.IMPLICITLY_DENIED);
      assertThat(ruling(allowedWhen(operator, "k", "'" + number + "'").with("k", "5")))
          .as(operator)
          .isEqualTo(Ruling.IMPLICITLY_DENIED);
    }
    assertThat(ruling(allowedWhen("NumericLessThan", "k", "9".repeat(900)).with("k", "5")))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
  }

  @Test
  void emptyTextsEverywhereAreAnswered() {
    String empty = policy(allow("", "", when("", "", "''")), deny("", "", when("", "", "[]")));
    assertThat(ruling(session().identity(empty).scps(empty).resource(empty)))
        .isIn(Ruling.UNKNOWN, Ruling.IMPLICITLY_DENIED);
    assertThat(ruling(call("", "").by("").identity(policy(allow("*", "*"))).with("", "")))
        .isEqualTo(Ruling.IMPLICITLY_DENIED);
    assertThat(ruling(allowedWhen("StringEquals", "", "''").with("", "")))
        .isEqualTo(Ruling.ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"arn", ":", ":::::", "arn:aws:ec2", "arn:::::", "arn:aws:::::::", "\ud83d"})
  void invalidArnsAreAnswered(String arn) {
    Asked asked = call("ssm:StartSession", arn).by(arn).owner("").identity(policy(allow("*", arn)));
    assertThat(ruling(asked.with("k", arn))).isNotNull();
    assertThat(ruling(allowedWhen("ArnLike", "k", "'" + arn + "'").with("k", arn))).isNotNull();
  }

  @Test
  void controlCharactersAreText() {
    String odd = "\u0001\n\u2028\u202e\ud83d\ude00";
    assertThat(ruling(allowedWhen("StringLike", "k", "'*\\n*'").with("k", odd)))
        .isEqualTo(Ruling.ALLOWED);
    assertThat(read("{\"Statement\":\"\u0001\"}").unreadable()).isPresent();
    assertThat(read("\u0000").unreadable()).isPresent();
    assertThat(read("\uFEFF\uFEFF{}").unreadable()).isPresent();
  }

  @Test
  void damagedDocumentsNeverThrow() {
    String document =
        policy(allow("ssm:*", "arn:aws:ec2:*:*:*", when("Bool", "k", "['true',1,{}]")))
            .replace('\'', '"');
    Random random = new Random(Seeds.first());
    for (int i = 0; i < 5_000; i++) {
      StringBuilder damaged = new StringBuilder(document);
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, "{}[]\",:%\\\u0000*$".charAt(random.nextInt(12)));
          case 1 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(20)));
          default -> damaged.insert(at, damaged.substring(0, random.nextInt(20)));
        }
        damaged.append(' ');
      }
      assertThat(read(damaged.toString())).isNotNull();
    }
  }
}
