package dev.loginpath.simulator.folder;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list in an operation's answer, from a dated table: what names an item, and what AWS never
 * leaves out of one.
 *
 * @param inner the list within each of its items that holds what is listed, where there is one
 * @param id the member that names an item
 * @param always members that every item has
 */
record ListedItems(String list, Optional<String> inner, String id, List<String> always) {

  private static final JsonNode TABLE = read();

  private static JsonNode read() {
    try (InputStream in = ListedItems.class.getResourceAsStream("listed-items.json")) {
      if (in == null) {
        throw new IllegalStateException("listed-items.json is missing from this build");
      }
      return new JsonMapper().readTree(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new IllegalStateException("listed-items.json cannot be read", unreadable);
    }
  }

  /** The lists of an operation; none where the table does not have it. */
  static List<ListedItems> of(Operation operation) {
    return TABLE.path(operation.service().id()).path(operation.name()).properties().stream()
        .map(it -> {
          List<String> members =
              it.getValue().values().stream().map(name -> name.asString("")).toList();
          int dot = it.getKey().indexOf('.');
          return new ListedItems(
              dot < 0 ? it.getKey() : it.getKey().substring(0, dot),
              dot < 0 ? Optional.empty() : Optional.of(it.getKey().substring(dot + 1)),
              members.getFirst(),
              members);
        })
        .toList();
  }
}
