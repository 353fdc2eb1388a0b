package dev.loginpath.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** One statement of a policy, for a test to write down. */
record Clause(Map<String, Object> elements) {

  private static final JsonMapper JSON = new JsonMapper();

  static Clause allow(String... actions) {
    return new Clause(Map.of("Effect", "Allow", "Action", List.of(actions), "Resource", "*"));
  }

  static Clause deny(String... actions) {
    return new Clause(Map.of("Effect", "Deny", "Action", List.of(actions), "Resource", "*"));
  }

  /** A statement of a trust policy. */
  static Clause trust(String kind, String... principals) {
    return new Clause(
        Map.of(
            "Effect",
            "Allow",
            "Action",
            "sts:AssumeRole",
            "Principal",
            Map.of(kind, List.of(principals))));
  }

  private Clause with(String element, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(elements);
    more.put(element, value);
    return new Clause(more);
  }

  private Clause without(String element) {
    Map<String, Object> fewer = new LinkedHashMap<>(elements);
    fewer.remove(element);
    return new Clause(fewer);
  }

  Clause sid(String sid) {
    return with("Sid", sid);
  }

  Clause on(String... resources) {
    return with("Resource", List.of(resources));
  }

  Clause onAllBut(String... resources) {
    return without("Resource").with("NotResource", List.of(resources));
  }

  /** The same for every action but those of the statement. */
  Clause forAllOtherActions() {
    return without("Action").with("NotAction", elements.getOrDefault("Action", List.of()));
  }

  Clause alsoFor(String action) {
    return with("Action", Stream.of(elements.getOrDefault("Action", ""), action).toList());
  }

  Clause when(String operator, String key, String... values) {
    Map<String, Map<String, List<String>>> all = new LinkedHashMap<>();
    if (elements.get("Condition") instanceof Map<?, ?> before) {
      before.forEach((word, keys) -> {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        ((Map<?, ?>) keys)
            .forEach((name, texts) ->
                copy.put(
                    name.toString(), ((List<?>) texts).stream().map(Object::toString).toList()));
        all.put(word.toString(), copy);
      });
    }
    all.computeIfAbsent(operator, it -> new LinkedHashMap<>()).put(key, List.of(values));
    return with("Condition", all);
  }

  String json() {
    return JSON.writeValueAsString(elements);
  }

  static String document(List<Clause> clauses) {
    List<String> texts = new ArrayList<>();
    clauses.forEach(it -> texts.add(it.json()));
    return texts.stream()
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }
}
