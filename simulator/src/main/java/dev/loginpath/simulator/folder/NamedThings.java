package dev.loginpath.simulator.folder;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The read operations that ask about one named thing, and the required parameters that name it. The
 * SDK's metadata does not tell which parameters are required.
 */
final class NamedThings {

  private static final JsonNode TABLE = read();

  private NamedThings() {}

  private static JsonNode read() {
    try (InputStream in = NamedThings.class.getResourceAsStream("named-things.json")) {
      if (in == null) {
        throw new IllegalStateException("named-things.json is missing from this build");
      }
      return new JsonMapper().readTree(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new IllegalStateException("named-things.json cannot be read", unreadable);
    }
  }

  /** The parameters in the order of the file's name; none for an operation that lists. */
  static List<String> parameters(Operation operation) {
    return TABLE.path(operation.service().id()).path(operation.name()).values().stream()
        .map(it -> it.asString(""))
        .toList();
  }
}
