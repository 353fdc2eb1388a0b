package dev.loginpath.simulator.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * Every operation of the demo account, with what is no answer of it in its file: none of it is ever
 * taken for a whole answer.
 */
class DamagedDemoTest {

  /** Their answers have the same members, and no form tells them apart. */
  private static final List<Set<String>> ALIKE =
      List.of(
          Set.of("KMS GetKeyPolicy", "S3 GetBucketPolicy"),
          Set.of("ELBV2 DescribeLoadBalancerAttributes", "ELBV2 DescribeTargetGroupAttributes"));

  private static final Path DEMO = Path.of("src", "main", "resources", "demo", "111122223333");

  /** A file of each operation. */
  private static final Map<String, Saved> SAVED = new TreeMap<>();

  private record Saved(Operation operation, String text) {}

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(DEMO)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        List<String> path = new ArrayList<>();
        DEMO.relativize(file).forEach(it -> path.add(it.toString()));
        if (FilePlace.of(path) instanceof FilePlace.Answer answer) {
          Operation operation =
              Operation.find(
                      answer.service(), Operation.spelled(answer.service(), answer.operation()))
                  .orElseThrow();
          SAVED.put(
              answer.service() + " " + operation.name(),
              new Saved(operation, Files.readString(file)));
        }
      }
    }
  }

  private static FileAnswer taken(Operation operation, String text) {
    try {
      return new AnswerReader(operation).read(SavedContent.of(text));
    } catch (NotAnAnswerException foreign) {
      return new FileAnswer.Nothing(String.valueOf(foreign.getMessage()));
    }
  }

  private static boolean isWhole(FileAnswer answer) {
    return answer instanceof FileAnswer.Members members
        && members.lost().isEmpty()
        && !members.pageLeft();
  }

  @Test
  void theDemoItselfIsWhole() {
    assertThat(SAVED).hasSizeGreaterThan(45);
    assertThat(SAVED.values())
        .filteredOn(it -> !it.text().contains("\"Error\""))
        .allSatisfy(
            it -> assertThat(taken(it.operation(), it.text())).matches(DamagedDemoTest::isWhole));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "null",
        "[]",
        "[null]",
        "[{}]",
        "42",
        "false",
        "\"text\"",
        "{\"foo\":1}",
        "{\"NextToken\":\"x\"}",
        "{\"IsTruncated\":false}",
        "{\"rows\":[],\"columns\":[]}",
        "<html>login</html>",
        "An error occurred",
        "{\"Error\":{\"Code\":\"AccessDenied\"}}",
      })
  void whatIsNoAnswerIsNeverWhole(String text) {
    assertThat(SAVED.values())
        .filteredOn(it -> isWhole(taken(it.operation(), text)))
        .extracting(it -> it.operation().name())
        .isEmpty();
  }

  @Test
  void theErrorLineOfEachIsItsRefusal() {
    assertThat(SAVED.values())
        .allSatisfy(it ->
            assertThat(
                    taken(
                        it.operation(),
                        "\nAn error occurred (AccessDenied) when calling the "
                            + it.operation().name()
                            + " operation: no"))
                .isEqualTo(new FileAnswer.Refusal("AccessDenied", "no", 0)));
  }

  @Test
  void theAnswerOfAnotherOperationIsNeverWhole() {
    List<String> mistaken = new ArrayList<>();
    SAVED.forEach((asked, operation) ->
        SAVED.forEach((saved, other) -> {
          boolean told = ALIKE.stream().noneMatch(it -> it.contains(asked) && it.contains(saved));
          if (told && !asked.equals(saved) && isWhole(taken(operation.operation(), other.text()))) {
            mistaken.add(asked + " by " + saved);
          }
        }));
    assertThat(mistaken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"x\"", "7", "{}", "[null]", "[7]", "[[]]"})
  void aListOfTheWrongKindIsNeverWhole(String value) {
    List<String> mistaken = new ArrayList<>();
    SAVED.forEach((name, saved) ->
        saved.operation().output().stream()
            .filter(it -> it.marshallingType().equals(MarshallingType.LIST))
            .map(Members::name)
            .filter(it -> !value.equals("[7]") || !it.matches("AccountAliases|PriceList"))
            .filter(it -> isWhole(taken(saved.operation(), "{\"" + it + "\":" + value + "}")))
            .forEach(it -> mistaken.add(name + " " + it)));
    assertThat(mistaken).isEmpty();
  }

  @Test
  void halfOfAFileIsNeverWhole() {
    assertThat(SAVED.values())
        .noneMatch(
            it -> isWhole(taken(it.operation(), it.text().substring(0, it.text().length() / 2))));
  }
}
