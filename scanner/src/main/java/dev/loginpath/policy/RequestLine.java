package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request as a line of JSON, with the policies that bear on it.
 *
 * @param id the JSON value by which the answer is told
 */
public record RequestLine(String id, Request request, Policies policies) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** The line is no request. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** Reads a line; policies that cannot be read are unreadable policies and no error. */
  public static RequestLine parse(String line) throws MalformedException {
    try {
      return of(members(line));
    } catch (JacksonException broken) {
      throw new MalformedException("not valid JSON");
    }
  }

  /**
   * The members of an object as they are written: reading a policy into a tree would lose keys that
   * are there twice.
   */
  private static Map<String, String> members(String text) throws MalformedException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (members.put(name, written(parser, text)) != null) {
          throw new MalformedException("\"" + name + "\" is there twice");
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedException("something follows the object");
      }
    }
    return members;
  }

  private static String written(JsonParser parser, String text) {
    int from = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    parser.skipChildren();
    parser.finishToken();
    return text.substring(from, Math.toIntExact(parser.currentLocation().getCharOffset()));
  }

  /** The items of a list as they are written, or the one thing that is no list. */
  private static List<String> items(Map<String, String> members, String name) {
    String text = members.getOrDefault(name, "null");
    return text.equals("null") ? List.of() : items(text);
  }

  private static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return List.of(text);
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(written(parser, text));
      }
    }
    return items;
  }

  private static RequestLine of(Map<String, String> members) throws MalformedException {
    JsonNode request = STRICT.readTree(members.getOrDefault("request", "null"));
    if (!request.isObject()) {
      throw new MalformedException("no object \"request\"");
    }
    Caller caller = Caller.of(text(request, "principal"));
    String resource = request.has("resource") ? text(request, "resource") : "*";
    String owner =
        request
            .path("resourceAccount")
            .asStringOpt()
            .or(() -> Arn.parse(resource).map(Arn::account).filter(it -> !it.isEmpty()))
            .orElse(caller.account());
    Policies policies =
        new Policies(
            set("identityPolicies", items(members, "identityPolicies")),
            optional(members, "boundary"),
            optional(members, "sessionPolicy"),
            levels(members, "scps"),
            levels(members, "rcps"),
            optional(members, "resourcePolicy"),
            optional(members, "endpointPolicy"));
    return new RequestLine(
        members.getOrDefault("id", "null"),
        new Request(caller, text(request, "action"), resource, owner, context(request)),
        policies);
  }

  private static String text(JsonNode object, String member) throws MalformedException {
    JsonNode value = object.path(member);
    if (!value.isString()) {
      throw new MalformedException("no text \"" + member + "\" in \"request\"");
    }
    return value.asString();
  }

  private static Context context(JsonNode request) throws MalformedException {
    JsonNode variables = request.path("contextVariables");
    if (!variables.isObject() && !variables.isMissingNode()) {
      throw new MalformedException("\"contextVariables\" is no object");
    }
    Map<String, Value> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : variables.properties()) {
      JsonNode value = each.getValue();
      if (value.isArray()) {
        values.put(
            each.getKey(), Value.ofAll(value.valueStream().map(RequestLine::scalar).toList()));
      } else if (!value.isNull()) {
        values.put(each.getKey(), Value.of(scalar(value)));
      }
    }
    return Context.of(values);
  }

  private static String scalar(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  private static PolicySet set(String name, List<String> documents) {
    List<Policy> policies = new ArrayList<>();
    for (String each : documents) {
      // A document may also come as a text that holds it.
      String text = each.startsWith("\"") ? JSON.readValue(each, String.class) : each;
      policies.add(PolicyReader.read(name + "[" + policies.size() + "]", text));
    }
    return PolicySet.of(policies);
  }

  private static Optional<PolicySet> optional(Map<String, String> members, String name) {
    List<String> documents = items(members, name);
    return documents.isEmpty() ? Optional.empty() : Optional.of(set(name, documents));
  }

  private static List<PolicySet> levels(Map<String, String> members, String name) {
    List<PolicySet> levels = new ArrayList<>();
    for (String level : items(members, name)) {
      levels.add(set(name + "[" + levels.size() + "]", items(level)));
    }
    return levels;
  }
}
