package dev.loginpath.policy;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random contexts and conditions that ask for them: most operators fit their keys, some do not. */
final class RandomConditions {

  private static final JsonMapper JSON = new JsonMapper();

  /** A key with what requests and policies say of it, and the operators made for it. */
  private record Key(String name, List<String> given, List<String> wanted, List<String> operators) {

    static Key of(String name, String given, String wanted, String operators) {
      return new Key(name, split(given), split(wanted), split(operators));
    }

    private static List<String> split(String text) {
      return List.of(text.split(" ", -1));
    }
  }

  private static final String STRINGS =
      "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike"
          + " StringNotLike";
  private static final String ARNS = "ArnEquals ArnNotEquals ArnLike ArnNotLike StringLike";

  private static final List<Key> KEYS =
      List.of(
          Key.of("aws:username", "alice bob", "alice Alice a* b?b ${aws:username}", STRINGS),
          Key.of(
              "aws:ResourceTag/Team",
              "red blue *",
              "red RED r* ${aws:PrincipalTag/Team} ${*} ${aws:PrincipalTag/None,'red'}",
              STRINGS),
          Key.of("aws:PrincipalTag/Team", "red blue *", "red b*e ${aws:ResourceTag/Team}", STRINGS),
          Key.of(
              "aws:PrincipalArn",
              "arn:aws:iam::111122223333:role/dev arn:aws:iam::111122223333:user/alice none",
              "arn:aws:iam::111122223333:role/dev arn:aws:iam::*:*/${aws:username} arn:*:*:*:*:* *"
                  + " arn:aws:iam:*:role/dev",
              ARNS),
          Key.of(
              "aws:SourceIp",
              "203.0.113.7 10.1.2.3 2001:db8::1 junk",
              "203.0.113.0/24 10.0.0.0/8 0.0.0.0/0 ::/0 2001:DB8::/32 203.0.113.9/30 10.0.0",
              "IpAddress NotIpAddress"),
          Key.of(
              "aws:MultiFactorAuthPresent",
              "true false",
              "true FALSE false ${aws:MultiFactorAuthPresent} yes",
              "Bool Bool Null StringEquals"),
          Key.of(
              "aws:MultiFactorAuthAge",
              "900 3600 0.5 ten",
              "900 1e3 3600.0 -1 ten",
              "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals"
                  + " NumericGreaterThan NumericGreaterThanEquals"),
          Key.of(
              "aws:CurrentTime",
              "2026-01-10T09:30:00Z 2026-01-01T00:00:00+09:00 1767225600 soon",
              "2026 2026-01 2026-01-10 2026-01-10T09:30:00Z 1767225600 soon",
              "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan"
                  + " DateGreaterThanEquals"),
          Key.of("my:Binary", "YQ== YR== AAEC !", "YQ== AAEC !", "BinaryEquals"));

  private static final Key SET =
      Key.of("aws:TagKeys", "Team Env Cost", "Team E* ${aws:username} Env", STRINGS);

  private final Random random;

  RandomConditions(Random random) {
    this.random = random;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  ObjectNode context() {
    ObjectNode context = JSON.createObjectNode();
    for (Key each : KEYS) {
      if (chance(70)) {
        context.put(spelled(each.name()), any(each.given()));
      }
    }
    if (chance(60)) {
      ArrayNode set = context.putArray(SET.name());
      for (int i = random.nextInt(3); i > 0; i--) {
        set.add(chance(10) ? "" : any(SET.given()));
      }
    }
    return context;
  }

  private String spelled(String key) {
    return chance(20) ? key.toUpperCase(java.util.Locale.ROOT) : key;
  }

  ObjectNode block() {
    ObjectNode block = JSON.createObjectNode();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      Key key = chance(25) ? SET : any(KEYS);
      List<String> operators = chance(4) ? any(KEYS).operators() : key.operators();
      String bare = chance(8) ? "Null" : any(operators);
      String operator = bare + (chance(20) && !bare.equals("Null") ? "IfExists" : "");
      boolean setWise = chance(key.name().equals(SET.name()) ? 90 : 10);
      String prefix = setWise ? any(List.of("ForAllValues:", "ForAnyValue:")) : "";
      ObjectNode keys = JSON.createObjectNode();
      List<String> wanted = bare.equals("Null") ? List.of("true", "false") : key.wanted();
      if (chance(60)) {
        keys.put(spelled(key.name()), any(wanted));
      } else {
        ArrayNode values = keys.putArray(key.name());
        for (int j = random.nextInt(4); j > 0; j--) {
          values.add(any(wanted));
        }
      }
      block.set(prefix + (chance(1) ? "StringMatches" : operator), keys);
    }
    return block;
  }
}
