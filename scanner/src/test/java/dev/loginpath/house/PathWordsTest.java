package dev.loginpath.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A path is named by its enum alone, so that a new one does not compile before all know it. */
class PathWordsTest {

  private static final Pattern LITERAL =
      Pattern.compile(
          Arrays.stream(PathId.values())
              .map(it -> Pattern.quote('"' + it.word() + '"'))
              .collect(Collectors.joining("|")));

  private static final Pattern BY_PATH =
      Pattern.compile(
          "case (?:[A-Z_]+,\\s*)*(?:"
              + Arrays.stream(PathId.values()).map(Enum::name).collect(Collectors.joining("|"))
              + ")\\b");

  /** IAM calls the endpoint so, as a type of resource. */
  private static final List<String> OF_IAM = List.of("LoginAction.java");

  private static Stream<Path> sources() {
    return Stream.of("reports", "simulator", "scanner", "bench")
        .map(it -> Path.of("..", it, "src", "main", "java"))
        .flatMap(PathWordsTest::files)
        .sorted();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(it -> it.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void noWordOfAPathIsWrittenOut() {
    assertThat(sources().filter(it -> !OF_IAM.contains(it.getFileName().toString())))
        .hasSizeGreaterThan(400)
        .allSatisfy(it ->
            assertThat(LITERAL.matcher(text(it)).results().map(found -> found.group()))
                .as(it.toString())
                .isEmpty());
  }

  @Test
  void nothingThatDecidesByAPathHasADefault() {
    List<Path> deciding = sources().filter(it -> BY_PATH.matcher(text(it)).find()).toList();
    assertThat(deciding).hasSizeGreaterThan(5);
    assertThat(deciding)
        .allSatisfy(it -> {
          String text = text(it);
          Matcher decides = BY_PATH.matcher(text);
          while (decides.find()) {
            assertThat(rest(text, decides.end())).as(it.toString()).doesNotContain("default ->");
          }
        });
  }

  /** What stands in a switch after one of its cases. */
  private static String rest(String text, int from) {
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      char each = text.charAt(at);
      depth += each == '{' ? 1 : each == '}' ? -1 : 0;
      if (depth < 0) {
        return text.substring(from, at);
      }
    }
    return text.substring(from);
  }
}
