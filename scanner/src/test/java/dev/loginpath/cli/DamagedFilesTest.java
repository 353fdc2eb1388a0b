package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.scan.DemoFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Snapshots and reports that are not whole are one line and exit 6, or do without what they lack.
 */
class DamagedFilesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NODE = "mi-0a1b2c3d4e5f60718";

  /** How many damages of each file a run tries; a run with another seed tries others. */
  private static final int TRIED = 40;

  private final Random random = new Random(Seeds.first());

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private Path snapshot() {
    Path file = folder.resolve("snapshot.json.gz");
    assertThat(shell.run("collect", "--aws-json", DemoFolder.DEMO.toString(), "--out", file + ""))
        .as(shell.err())
        .isZero();
    return file;
  }

  private JsonNode snapshotTree() throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(snapshot()))) {
      return JSON.readTree(in.readAllBytes());
    }
  }

  private Path report() {
    Path to = folder.resolve("whole");
    assertThat(shell.run("demo", "-q", "--out", to.toString())).as(shell.err()).isZero();
    return to.resolve("report.json");
  }

  private int check(Path file) {
    return shell.run("check", "-q", file.toString(), "--out", folder.resolve("out").toString());
  }

  private int explain(Path file) {
    return shell.run("explain", "-q", file.toString(), "--instance", NODE);
  }

  private void isRefused(String because, int exitCode, String... words) {
    assertThat(exitCode).as(because + ": " + shell.err()).isEqualTo(6);
    assertThat(shell.err()).as(because).hasLineCount(1).contains(words);
    assertThat(shell.err()).as(because).doesNotContain("Exception", "\tat ");
  }

  @Test
  void aSnapshotOfWhichOneMemberIsDamagedIsRefusedOrDoesWithout() throws IOException {
    JsonNode whole = snapshotTree();
    int refused = 0;
    int read = 0;
    for (Damage each : damages(whole)) {
      Path file = write(each.done(whole));
      int exitCode = check(file);
      if (exitCode == 0) {
        read++;
      } else {
        isRefused(each.toString(), exitCode, each.place());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(TRIED / 2);
    assertThat(read + refused).isEqualTo(TRIED);
  }

  @Test
  void aReportOfWhichOneMemberIsDamagedIsRefusedOrDoesWithout() throws IOException {
    JsonNode whole = JSON.readTree(Files.readAllBytes(report()));
    int refused = 0;
    for (Damage each : damages(whole)) {
      Path file = write(each.done(whole));
      int exitCode = explain(file);
      if (exitCode != 0 && exitCode != 2) {
        isRefused(each.toString(), exitCode, each.place());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(TRIED / 2);
  }

  @Test
  void aSnapshotThatIsTakenForAReportIsNamedAsNone() throws IOException {
    isRefused("a snapshot", explain(snapshot()), "is no report.json");
  }

  @Test
  void aFileWhoseGzipEndsEarlyIsNamedAsThat() throws IOException {
    byte[] whole = Files.readAllBytes(snapshot());
    Path file = folder.resolve("cut.json.gz");
    for (int kept : List.of(20, whole.length / 2, whole.length - 9)) {
      Files.write(file, Arrays.copyOf(whole, kept));
      isRefused(kept + " bytes", check(file), "its gzip ends early");
    }
  }

  /** What is done to one member. */
  private enum Kind {
    REMOVED,
    NULL,
    TEXT,
    NUMBER,
    LIST,
    OBJECT
  }

  private record Damage(JsonPointer at, Kind kind) {

    JsonNode done(JsonNode whole) {
      JsonNode copy = whole.deepCopy();
      JsonNode parent = copy.at(at.head());
      JsonNode with =
          switch (kind) {
            case REMOVED, NULL -> NODES.nullNode();
            case TEXT -> NODES.stringNode("text");
            case NUMBER -> NODES.numberNode(7);
            case LIST -> NODES.arrayNode().addNull();
            case OBJECT -> NODES.objectNode().put("a", 1);
          };
      if (parent instanceof ObjectNode object) {
        if (kind == Kind.REMOVED) {
          object.remove(at.last().getMatchingProperty());
        } else {
          object.set(at.last().getMatchingProperty(), with);
        }
      } else if (parent instanceof ArrayNode array) {
        array.set(at.last().getMatchingIndex(), with);
      }
      return copy;
    }

    /** The member itself or what holds it. */
    String place() {
      return at.head().toString();
    }
  }

  /** Kinds of damage to members; of the many of one name in lists, one. */
  private List<Damage> damages(JsonNode whole) {
    Map<String, List<JsonPointer>> places = new TreeMap<>();
    collect(whole, JsonPointer.empty(), places);
    List<Damage> damages = new ArrayList<>();
    for (List<JsonPointer> alike : places.values()) {
      JsonPointer one = alike.get(random.nextInt(alike.size()));
      for (Kind kind : Kind.values()) {
        damages.add(new Damage(one, kind));
      }
    }
    Collections.shuffle(damages, random);
    return damages.subList(0, TRIED);
  }

  private static void collect(
      JsonNode node, JsonPointer at, Map<String, List<JsonPointer>> places) {
    if (!at.matches()) {
      String alike = at.toString().replaceAll("/[0-9]+(?=/|$)", "/#");
      alike =
          alike
              .replaceAll("(/children/#)+", "/children/#")
              .replaceAll("principalSets/[^/]+", "principalSets/*");
      places.computeIfAbsent(alike, it -> new ArrayList<>()).add(at);
    }
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(it -> collect(it.getValue(), at.appendProperty(it.getKey()), places));
    } else if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        collect(array.get(index), at.appendIndex(index), places);
      }
    }
  }

  private Path write(JsonNode tree) throws IOException {
    Path file = folder.resolve("damaged.json");
    Files.writeString(file, tree.toString());
    return file;
  }
}
