package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AccountSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that hold no answer, through the collectors: no call that they are about is answered. */
class DamagedFolderTest {

  @TempDir private Path folder;

  /** All files at once, and those about single things alone, which only a whole scan asks for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "{\"foo\":1}",
        "{\"rows\":[],\"columns\":[]}",
        "{\"Volumes\":[]}",
        "<html>Sign in</html>",
        "An error occurred (AccessDenied) when calling the % operation: no",
        "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"no\"}}",
      })
  void noCallIsAnswered(String content) throws IOException {
    DemoFolder all = new DemoFolder(folder.resolve("all"));
    damage(all, content, it -> true);
    assertThat(outcomes(all)).isNotEmpty().allMatch(it -> !it.startsWith("OK "));

    DemoFolder single = new DemoFolder(folder.resolve("single"));
    List<String> damaged = damage(single, content, it -> it.getNameCount() > 4);
    assertThat(outcomes(single))
        .filteredOn(it -> damaged.contains(it.substring(it.indexOf(' ') + 1)))
        .isNotEmpty()
        .allMatch(it -> !it.startsWith("OK "));
  }

  /** Returns the calls whose files were damaged, with their region. */
  private static List<String> damage(DemoFolder demo, String content, Predicate<Path> chosen)
      throws IOException {
    Files.writeString(demo.root().resolve("folder.json"), "{}");
    try (Stream<Path> files = Files.walk(demo.root())) {
      List<Path> all =
          files
              .filter(Files::isRegularFile)
              .filter(it -> demo.root().relativize(it).getNameCount() > 3)
              .filter(it -> chosen.test(demo.root().relativize(it)))
              .toList();
      for (Path file : all) {
        Files.writeString(file, content.replace("%", operation(demo.root().relativize(file))));
      }
      return all.stream()
          .map(it -> demo.root().relativize(it))
          .map(it -> it.getName(1) + " " + it.getName(2) + ":" + operation(it))
          .distinct()
          .toList();
    }
  }

  private static String operation(Path file) {
    return file.getName(3).toString().replace(".json", "");
  }

  private static List<String> outcomes(DemoFolder demo) {
    AccountSnapshot snapshot = demo.snapshot();
    return snapshot
        .observations()
        .map(it -> it.outcome() + " " + it.call().region() + " " + it.call().action())
        .filter(it -> !it.startsWith(Outcome.NOT_CALLED + " "))
        .distinct()
        .sorted()
        .toList();
  }
}
