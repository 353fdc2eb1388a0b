package dev.loginpath.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A situation from the field: a folder of AWS answers, and what must come out of it.
 *
 * @param name the folder's name, a number and what is odd about it
 */
record FieldCase(String name, Path folder, List<JsonNode> claims) {

  static final Path ALL = Path.of("src", "test", "resources", "cases");

  private static final JsonMapper JSON = new JsonMapper();

  static List<FieldCase> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().map(FieldCase::read).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static FieldCase read(Path folder) {
    JsonNode expected = JSON.readTree(folder.resolve("expected.json"));
    return new FieldCase(
        folder.getFileName().toString(),
        folder.resolve("folder"),
        List.copyOf(expected.path("claims").values()));
  }

  @Override
  public String toString() {
    return name;
  }
}
