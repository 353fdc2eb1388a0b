package dev.loginpath.redact;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Goes through a report and makes a new one of what each text becomes.
 *
 * @param before what becomes of a whole text first
 * @param between what becomes of the text between the tokens
 */
record Walk(Tokens tokens, UnaryOperator<String> before, UnaryOperator<String> between) {

  /** Members that hold words of the contract, never of the account. */
  private static final Set<String> CONTRACT =
      Set.of(
          "schemaVersion",
          "tool",
          "summary",
          "partition",
          "region",
          "regions",
          "startedAt",
          "finishedAt",
          "call",
          "permission",
          "outcome",
          "neededBy",
          "blinds",
          "state",
          "status",
          "verdict",
          "join",
          "kind",
          "content",
          "audit",
          "reason",
          "currency",
          "pricesAsOf",
          "rule",
          "severity",
          "type",
          "title",
          "situation",
          "recommended",
          "os",
          "version",
          "zone",
          "zoneId",
          "tenancy",
          "lifecycle",
          "decision",
          "pingStatus",
          "priceSource",
          "path",
          "principals",
          "mayGetThere",
          "stopped");

  JsonNode node(JsonNode node, String member) {
    if (CONTRACT.contains(member)) {
      return node;
    }
    return switch (node) {
      case ObjectNode object -> object(object, member);
      case ArrayNode array -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        array.forEach(it -> list.add(node(it, member)));
        yield list;
      }
      case StringNode text -> JsonNodeFactory.instance.stringNode(text(text.asString(), member));
      default -> node;
    };
  }

  private ObjectNode object(ObjectNode object, String member) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      String key = each.getKey();
      boolean requirement = key.equals("id") && object.has("verdict");
      if (member.equals("tags")) {
        String tag = OfAws.isTagKey(key) ? key : tokens.name(Kind.TAG, key);
        made.put(tag, whole(Kind.NAME, each.getValue().asString()));
      } else if (requirement) {
        made.set(key, each.getValue());
      } else if (object.has("call") && key.equals("resource")) {
        made.put(key, asked(object.path("call").asString(), each.getValue().asString()));
      } else if (key.equals("name") && (object.has("arn") || object.has("kind"))) {
        made.put(key, named(each.getValue().asString()));
      } else {
        made.set(key, node(each.getValue(), key));
      }
    }
    return made;
  }

  private String text(String text, String member) {
    return switch (member) {
      case "alias" -> whole(Kind.NAME, text);
      case "bypasses" -> whole(Kind.DOCUMENT, text);
      case "paths" -> text;
      case "template" -> template(text);
      default -> text(text);
    };
  }

  private String text(String text) {
    return tokens.replaced(before.apply(text), between);
  }

  private String named(String name) {
    return name.startsWith("permission set ") ? text(name) : whole(Kind.NAME, name);
  }

  private String template(String text) {
    int comma = text.indexOf(',');
    return comma < 0
        ? whole(Kind.NAME, text)
        : whole(Kind.NAME, text.substring(0, comma)) + text(text.substring(comma));
  }

  /** What a call asked about is a name where the call is one for named things. */
  private String asked(String call, String resource) {
    String service = call.substring(0, Math.max(0, call.indexOf(':')));
    int blank = resource.indexOf(' ');
    String first = blank < 0 ? resource : resource.substring(0, blank);
    String rest = blank < 0 ? "" : resource.substring(blank);
    return switch (service) {
      case "s3" -> whole(Kind.BUCKET, resource);
      case "logs" -> whole(Kind.LOG_GROUP, resource);
      case "ssm" -> call.contains("Document") ? whole(Kind.DOCUMENT, first) + rest : text(resource);
      default -> text(resource);
    };
  }

  /** A text that is a name from its first to its last character, unless its form says more. */
  private String whole(Kind kind, String text) {
    return Tokens.isFormed(text) ? text(text) : tokens.name(kind, text);
  }
}
