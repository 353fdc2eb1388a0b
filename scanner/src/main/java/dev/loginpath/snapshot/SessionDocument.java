package dev.loginpath.snapshot;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A version of a Session document.
 *
 * @param content the document's JSON text as AWS holds it
 */
public record SessionDocument(String name, String requestedVersion, String content) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What the document sets for its sessions, by name; empty where it has no inputs, as one for port
   * forwarding, or is not JSON.
   */
  public Optional<SortedMap<String, String>> inputs() {
    try {
      JsonNode inputs = JSON.readTree(content).path("inputs");
      if (!inputs.isObject()) {
        return Optional.empty();
      }
      SortedMap<String, String> values = new TreeMap<>();
      inputs
          .properties()
          .forEach(it -> values.put(it.getKey(), it.getValue().asString("").strip()));
      return Optional.of(values);
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /** {@code Standard_Stream}, {@code Port} or another type; empty where the content names none. */
  public Optional<String> sessionType() {
    try {
      return JSON.readTree(content).path("sessionType").asStringOpt();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }
}
