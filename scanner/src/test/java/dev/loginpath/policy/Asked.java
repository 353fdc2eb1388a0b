package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request line in the making: Alice starts a session on an instance of her own account, unless
 * told otherwise. In statements and policies {@code '} stands for a quotation mark.
 */
final class Asked {

  static final String ACCOUNT = "111122223333";
  static final String OTHER_ACCOUNT = "999999999999";
  static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  static final String DEV = "arn:aws:iam::111122223333:role/dev";
  static final String DEV_SESSION = "arn:aws:sts::111122223333:assumed-role/dev/al";
  static final String ROOT = root(ACCOUNT);
  static final String STRANGER = "arn:aws:iam::999999999999:role/ext";
  static final String INSTANCE = "arn:aws:ec2:us-east-1:111122223333:instance/i-0a";
  static final String TARGET = "arn:aws:iam::111122223333:role/target";
  static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/k-1";

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Object> request = new HashMap<>();
  private final Map<String, Object> context = new TreeMap<>();
  private final Map<String, String> policies = new TreeMap<>();

  private Asked(String action, String resource) {
    request.put("principal", ALICE);
    request.put("action", action);
    request.put("resource", resource);
    request.put("contextVariables", context);
  }

  static Asked session() {
    return new Asked("ssm:StartSession", INSTANCE);
  }

  static Asked call(String action, String resource) {
    return new Asked(action, resource);
  }

  Asked by(String principal) {
    request.put("principal", principal);
    return this;
  }

  Asked owner(String account) {
    request.put("resourceAccount", account);
    return this;
  }

  static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  /** A text is a single value, a list a set. */
  Asked with(String key, Object value) {
    context.put(key, value);
    return this;
  }

  Asked identity(String... documents) {
    return put("identityPolicies", list(documents));
  }

  Asked boundary(String document) {
    return put("boundary", document);
  }

  Asked session(String document) {
    return put("sessionPolicy", document);
  }

  /** One document a level. */
  Asked scps(String... levels) {
    return put("scps", list(levels));
  }

  Asked rcps(String... levels) {
    return put("rcps", list(levels));
  }

  Asked resource(String document) {
    return put("resourcePolicy", document);
  }

  Asked endpoint(String document) {
    return put("endpointPolicy", document);
  }

  private Asked put(String member, String documents) {
    policies.put(member, documents.replace('\'', '"'));
    return this;
  }

  private static String list(String... items) {
    return "[" + String.join(",", items) + "]";
  }

  String line() {
    List<String> members = new ArrayList<>();
    members.add("\"request\":" + JSON.writeValueAsString(request));
    policies.forEach((member, documents) -> members.add("\"" + member + "\":" + documents));
    return "{" + String.join(",", members) + "}";
  }

  RequestLine parsed() {
    try {
      return RequestLine.parse(line());
    } catch (RequestLine.MalformedException malformed) {
      throw new IllegalStateException(line(), malformed);
    }
  }

  Ruling ruling() {
    RequestLine parsed = parsed();
    return Evaluator.decide(parsed.request(), parsed.policies());
  }

  /** A policy of statements. */
  static String policy(String... statements) {
    return "{'Version':'2012-10-17','Statement':" + list(statements) + "}";
  }

  static String allow(String action, String resource, String... more) {
    return statement("Allow", "'Action':'" + action + "','Resource':'" + resource + "'", more);
  }

  static String deny(String action, String resource, String... more) {
    return statement("Deny", "'Action':'" + action + "','Resource':'" + resource + "'", more);
  }

  /** A statement with elements of any kind. */
  static String statement(String effect, String elements, String... more) {
    String rest = more.length == 0 ? "" : "," + String.join(",", more);
    return "{'Effect':'" + effect + "'," + elements + rest + "}";
  }

  /** The condition of a statement: one operator, one key, and its values as JSON. */
  static String when(String operator, String key, String values) {
    return "'Condition':{'" + operator + "':{'" + key + "':" + values + "}}";
  }

  /** Alice may do everything, where a condition holds. */
  static Asked allowedWhen(String operator, String key, String values) {
    return session().identity(policy(allow("*", "*", when(operator, key, values))));
  }

  /** Alice may do everything, but where a condition holds. */
  static Asked deniedWhen(String operator, String key, String values) {
    return session().identity(policy(allow("*", "*"), deny("*", "*", when(operator, key, values))));
  }
}
