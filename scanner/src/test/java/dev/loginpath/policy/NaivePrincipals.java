package dev.loginpath.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How statements name the callers of random lines, once more. */
final class NaivePrincipals {

  private final String caller;

  NaivePrincipals(String caller) {
    this.caller = caller;
  }

  /** "direct", "role", "account" or "none". */
  String grant(JsonNode statement, boolean bounded) {
    if (statement.has("NotPrincipal")) {
      return !bounded && listsAll(statement.path("NotPrincipal")) ? "none" : "direct";
    }
    if (!statement.has("Principal")) {
      return "direct";
    }
    Set<String> grants = new HashSet<>();
    for (String each : principals(statement.path("Principal"))) {
      grants.add(grantOf(each));
    }
    return List.of("direct", "role", "account").stream()
        .filter(grants::contains)
        .findFirst()
        .orElse("none");
  }

  private static List<String> principals(JsonNode principal) {
    return principal.isObject()
        ? principal.valueStream().flatMap(it -> NaiveEvaluator.texts(it).stream()).toList()
        : NaiveEvaluator.texts(principal);
  }

  private String grantOf(String named) {
    boolean me = named.equals(caller);
    if (named.equals("*") || (me && !caller.contains(":role/"))) {
      return "direct";
    }
    if (me || (caller.equals(Asked.DEV_SESSION) && named.equals(Asked.DEV))) {
      return "role";
    }
    String account = named.replaceAll("^arn:aws:iam::([0-9]+):root$", "$1");
    if (account.matches("[0-9]{12}") && caller.contains("::" + account + ":")) {
      return caller.endsWith(":root") ? "direct" : "account";
    }
    return "none";
  }

  private boolean listsAll(JsonNode principals) {
    List<String> listed = principals(principals);
    Set<String> grants = new HashSet<>();
    listed.forEach(it -> grants.add(grantOf(it)));
    if (listed.contains("*") || (listed.contains(caller) && !caller.startsWith("arn:"))) {
      return true;
    }
    boolean account =
        grants.contains("account") || (caller.endsWith(":root") && grants.contains("direct"));
    boolean role = !caller.equals(Asked.DEV_SESSION) || listed.contains(Asked.DEV);
    return account && role && (listed.contains(caller) || caller.endsWith(":root"));
  }
}
