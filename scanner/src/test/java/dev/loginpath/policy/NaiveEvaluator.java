package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * IAM once more, read straight from the JSON of a request line and written without a look at the
 * engine: slow, plain, and with null for what nobody knows.
 */
final class NaiveEvaluator {

  private static final Set<String> UNDER_RCP = Set.of("s3", "sts", "kms", "logs");

  private final JsonNode line;
  private final String caller;
  private final String action;
  private final String resource;
  private final NaiveConditions conditions;
  private final NaivePrincipals principals;

  NaiveEvaluator(JsonNode line) {
    this.line = line;
    JsonNode request = line.path("request");
    this.caller = request.path("principal").asString();
    this.action = request.path("action").asString();
    this.resource = request.path("resource").asString();
    Map<String, JsonNode> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .path("contextVariables")
        .properties()
        .forEach(it -> context.put(it.getKey(), it.getValue()));
    this.principals = new NaivePrincipals(caller);
    this.conditions = new NaiveConditions(context);
  }

  static @Nullable Boolean all(List<@Nullable Boolean> parts) {
    return parts.contains(false) ? Boolean.FALSE : parts.contains(null) ? null : Boolean.TRUE;
  }

  static @Nullable Boolean any(List<@Nullable Boolean> parts) {
    return parts.contains(true) ? Boolean.TRUE : parts.contains(null) ? null : Boolean.FALSE;
  }

  static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : Boolean.valueOf(!value);
  }

  String ruling() {
    Boolean denied = any(denials());
    if (Boolean.TRUE.equals(denied)) {
      return "ExplicitlyDenied";
    }
    Boolean allowed = allowed();
    if (denied == null || allowed == null) {
      return "Unknown";
    }
    return allowed ? "Allowed" : "ImplicitlyDenied";
  }

  private List<@Nullable Boolean> denials() {
    List<@Nullable Boolean> denials = new ArrayList<>();
    List<String> layers = new ArrayList<>(List.of("identityPolicies", "boundary", "sessionPolicy"));
    layers.addAll(List.of("resourcePolicy", "endpointPolicy"));
    for (String layer : layers) {
      denials.add(says("Deny", line.path(layer), layer.equals("resourcePolicy"), "any"));
    }
    if (!isServiceLinked()) {
      line.path("scps").forEach(it -> denials.add(says("Deny", it, false, "any")));
      if (UNDER_RCP.contains(action.toLowerCase(java.util.Locale.ROOT).split(":", -1)[0])) {
        line.path("rcps").forEach(it -> denials.add(says("Deny", it, false, "any")));
      }
    }
    return denials;
  }

  private boolean isServiceLinked() {
    return caller.contains(":role/aws-service-role/");
  }

  private @Nullable Boolean allowed() {
    boolean root = caller.endsWith(":root");
    if (root && action.equalsIgnoreCase("sts:AssumeRole")) {
      return false;
    }
    List<@Nullable Boolean> needed = new ArrayList<>();
    if (!isServiceLinked()) {
      line.path("scps").forEach(it -> needed.add(says("Allow", it, false, "any")));
    }
    if (line.has("endpointPolicy")) {
      needed.add(says("Allow", line.path("endpointPolicy"), false, "any"));
    }
    List<@Nullable Boolean> limits = new ArrayList<>();
    for (String limit : List.of("boundary", "sessionPolicy")) {
      if (line.has(limit)) {
        limits.add(says("Allow", line.path(limit), false, "any"));
      }
    }
    List<@Nullable Boolean> own = new ArrayList<>(limits);
    own.add(root ? Boolean.TRUE : says("Allow", line.path("identityPolicies"), false, "any"));
    String[] arn = caller.split(":", -1);
    String account = arn.length < 6 ? "" : arn[4];
    if (account.isEmpty()) {
      needed.add(resourceSays("any"));
    } else if (!account.equals(line.path("request").path("resourceAccount").asString())) {
      needed.addAll(own);
      needed.add(resourceSays("any"));
    } else {
      boolean guarded = Pattern.matches("(?i)(sts:AssumeRole|kms:Decrypt)", action);
      List<@Nullable Boolean> asRole = new ArrayList<>(limits);
      asRole.add(resourceSays("role"));
      List<@Nullable Boolean> asAccount = new ArrayList<>(own);
      asAccount.add(resourceSays("account"));
      needed.add(
          any(
              Arrays.asList(
                  guarded ? Boolean.FALSE : all(own),
                  resourceSays("direct"),
                  all(asRole),
                  all(asAccount))));
    }
    return all(needed);
  }

  private @Nullable Boolean resourceSays(String grant) {
    return says("Allow", line.path("resourcePolicy"), true, grant);
  }

  /** Whether any statement of one policy or of many has the effect on the request. */
  private @Nullable Boolean says(String effect, JsonNode where, boolean mustName, String grant) {
    List<@Nullable Boolean> said = new ArrayList<>();
    for (JsonNode policy : where.isArray() ? where : List.of(where)) {
      if (policy.isMissingNode()) {
        continue;
      }
      JsonNode written = policy.path("Statement");
      List<JsonNode> statements =
          written.isArray() ? written.valueStream().toList() : List.of(written);
      boolean nameless = statements.stream().anyMatch(it -> !names(it));
      if (written.isString() || (mustName && nameless)) {
        said.add(null);
        continue;
      }
      boolean variables = policy.path("Version").asString("").equals("2012-10-17");
      for (JsonNode each : statements) {
        boolean bounded = effect.equals("Deny") && line.has("boundary");
        String named = principals.grant(each, bounded);
        boolean counts = grant.equals("any") ? !named.equals("none") : named.equals(grant);
        if (each.path("Effect").asString().equals(effect) && counts) {
          said.add(matches(each, variables));
        }
      }
    }
    return any(said);
  }

  private static boolean names(JsonNode statement) {
    return statement.has("Principal") || statement.has("NotPrincipal");
  }

  static List<String> texts(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? oneOrMany.valueStream().map(JsonNode::asString).toList()
        : List.of(oneOrMany.asString());
  }

  private @Nullable Boolean matches(JsonNode statement, boolean variables) {
    boolean notAction = statement.has("NotAction");
    boolean listed = false;
    for (String each : texts(statement.path(notAction ? "NotAction" : "Action"))) {
      listed |=
          Pattern.compile(NaiveConditions.regex(each), Pattern.CASE_INSENSITIVE)
              .matcher(action)
              .matches();
    }
    boolean notResource = statement.has("NotResource");
    List<@Nullable Boolean> covered = new ArrayList<>();
    for (String each : texts(statement.path(notResource ? "NotResource" : "Resource"))) {
      covered.add(covers(each, variables));
    }
    List<@Nullable Boolean> parts = new ArrayList<>();
    parts.add(listed != notAction);
    parts.add(notResource ? not(any(covered)) : any(covered));
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        parts.add(
            conditions.hold(operator.getKey(), key.getKey(), texts(key.getValue()), variables));
      }
    }
    return all(parts);
  }

  private @Nullable Boolean covers(String pattern, boolean variables) {
    if (pattern.equals("*") || resource.equals("*")) {
      return pattern.equals("*");
    }
    String[] parts = pattern.split(":", 6);
    boolean full = parts.length == 6;
    String end = full ? parts[5] : "";
    String start = pattern.substring(0, pattern.length() - end.length());
    String regex = variables ? conditions.substituted(end) : NaiveConditions.regex(end);
    if (regex == null) {
      return false;
    }
    if (!full) {
      boolean matches = resource.matches("(?s)" + NaiveConditions.regex(pattern));
      boolean byTheBook =
          !pattern.contains("?") && !Pattern.compile("\\*[^:]").matcher(pattern).find();
      return (matches && !byTheBook) ? null : Boolean.valueOf(matches);
    }
    String inside =
        NaiveConditions.regex(start)
            .replace(".*", "[^:]*")
            .replaceAll("(?<!\\\\)\\.(?!\\*)", "[^:]");
    if (resource.matches("(?s)" + inside + regex)) {
      return true;
    }
    return resource.matches("(?s)" + NaiveConditions.regex(start) + regex) ? null : Boolean.FALSE;
  }
}
