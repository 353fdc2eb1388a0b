package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random request lines of few words, so that much of them matches. The seed tells all. */
final class RandomLines {

  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> ACTIONS =
      List.of(
          "ssm:StartSession",
          "sts:AssumeRole",
          "s3:GetObject",
          "kms:Decrypt",
          "logs:GetLogEvents",
          "ssm-guiconnect:StartConnection");

  private static final List<String> RESOURCES =
      List.of(
          "arn:aws:ec2:us-east-1:111122223333:instance/i-alice",
          "arn:aws:iam::111122223333:role/target",
          "arn:aws:s3:::b/alice/k",
          "arn:aws:kms:us-east-1:111122223333:key/k-1",
          "arn:aws:logs:us-east-1:111122223333:log-group:alice:x",
          "*");

  private static final List<String> CALLERS =
      List.of(
          Asked.ALICE,
          Asked.ALICE,
          Asked.DEV,
          Asked.DEV_SESSION,
          Asked.DEV_SESSION,
          Asked.ROOT,
          Asked.STRANGER,
          "ec2.amazonaws.com",
          "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX");

  private static final List<String> NAMED =
      List.of(
          "*",
          Asked.ALICE,
          Asked.DEV,
          Asked.DEV_SESSION,
          Asked.ROOT,
          Asked.ACCOUNT,
          Asked.STRANGER,
          Asked.OTHER_ACCOUNT,
          "arn:aws:iam::111122223333:user/al*");

  private final Random random;
  private final RandomConditions conditions;
  private final String action;
  private final String resource;

  private RandomLines(long seed) {
    this.random = new Random(seed);
    this.conditions = new RandomConditions(random);
    int which = random.nextInt(ACTIONS.size());
    this.action = ACTIONS.get(which);
    this.resource = RESOURCES.get(which);
  }

  static ObjectNode random(long seed) {
    return new RandomLines(seed).line();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private ObjectNode line() {
    ObjectNode line = JSON.createObjectNode();
    String caller = any(CALLERS);
    ObjectNode request = line.putObject("request");
    request.put("principal", caller);
    request.put("action", chance(20) ? action.toUpperCase(java.util.Locale.ROOT) : action);
    request.put("resource", resource);
    request.put("resourceAccount", chance(85) ? Asked.ACCOUNT : Asked.OTHER_ACCOUNT);
    request.set("contextVariables", conditions.context());
    ArrayNode identity = line.putArray("identityPolicies");
    for (int i = random.nextInt(4); i > 0; i--) {
      identity.add(policy(70, 0));
    }
    boolean needsOwn = action.startsWith("sts:") || action.startsWith("kms:");
    if (chance(needsOwn ? 85 : 30)) {
      line.set("resourcePolicy", policy(80, 99));
    }
    if (chance(25)) {
      line.set("boundary", policy(85, 0));
    }
    if (chance(15)) {
      line.set("sessionPolicy", policy(85, 0));
    }
    if (chance(10)) {
      line.set("endpointPolicy", policy(85, 95));
    }
    if (chance(40)) {
      levels(line.putArray("scps"), 80, 0);
    }
    if (chance(30)) {
      levels(line.putArray("rcps"), 0, 100);
    }
    return line;
  }

  private void levels(ArrayNode levels, int allows, int principals) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      ArrayNode level = levels.addArray();
      if (allows > 0 && chance(60)) {
        ObjectNode full = JSON.createObjectNode();
        full.putObject("Statement").put("Effect", "Allow").put("Action", "*").put("Resource", "*");
        level.add(full);
      }
      for (int j = random.nextInt(3); j > 0; j--) {
        level.add(policy(allows, principals));
      }
    }
  }

  private ObjectNode policy(int allows, int principals) {
    ObjectNode policy = JSON.createObjectNode();
    if (chance(2)) {
      return policy.put("Statement", "unreadable");
    }
    if (chance(85)) {
      policy.put("Version", "2012-10-17");
    }
    ArrayNode statements = policy.putArray("Statement");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      statements.add(statement(chance(allows), chance(principals)));
    }
    return policy;
  }

  private ObjectNode statement(boolean allow, boolean principal) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Effect", allow ? "Allow" : "Deny");
    boolean notAction = chance(12);
    values(statement, notAction ? "NotAction" : "Action", this::actionPattern);
    if (principal) {
      boolean not = chance(allow ? 5 : 20);
      String element = not ? "NotPrincipal" : "Principal";
      if (chance(25)) {
        statement.put(element, "*");
      } else {
        ObjectNode kinds = statement.putObject(element);
        values(kinds, "AWS", () -> any(NAMED));
        if (chance(15)) {
          kinds.put("Service", "ec2.amazonaws.com");
        }
      }
    }
    values(statement, chance(15) ? "NotResource" : "Resource", this::resourcePattern);
    if (chance(allow ? 35 : 70)) {
      statement.set("Condition", conditions.block());
    }
    return statement;
  }

  private void values(ObjectNode parent, String name, java.util.function.Supplier<String> one) {
    if (chance(50)) {
      parent.put(name, one.get());
    } else {
      ArrayNode list = parent.putArray(name);
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(one.get());
      }
    }
  }

  private String actionPattern() {
    String service = action.substring(0, action.indexOf(':'));
    return any(
        List.of(
            "*",
            action,
            action.toLowerCase(java.util.Locale.ROOT),
            service + ":*",
            action.substring(0, action.length() - 3) + "???",
            service + ":*" + action.substring(action.length() - 4),
            any(ACTIONS),
            "iam:*"));
  }

  private String resourcePattern() {
    if (resource.equals("*") || chance(30)) {
      return "*";
    }
    List<String> parts = new ArrayList<>(List.of(resource.split(":", 6)));
    if (chance(50)) {
      int part = 1 + random.nextInt(4);
      parts.set(part, any(List.of("*", "us-*", "us-*-1", "?s-east-1", Asked.OTHER_ACCOUNT, "aws")));
    }
    String last = parts.get(5);
    parts.set(
        5,
        any(
            List.of(
                last,
                "*",
                last.substring(0, last.length() - 2) + "*",
                "*" + last.substring(3),
                last.substring(0, last.length() - 1) + "?",
                last.replace("alice", "${aws:username}"),
                "*${aws:PrincipalTag/None, 'k'}*",
                "${aws:PrincipalTag/None}*",
                "other")));
    if (chance(8)) {
      parts.subList(3, 5).clear();
    }
    return String.join(":", parts);
  }
}
