package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code by which AWS's Reachability Analyzer explains itself has a hop and a test here. */
class ExplanationCodesTest {

  private static final Path PAGE = Path.of("..", "docs", "explanation-codes.md");
  private static final Path CODES = Path.of("src/test/resources/explanation-codes.txt");
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z0-9_]+)` \\| (.+) \\| (?:`(\\w+)\\.(\\w+)`|–) \\|");

  /** Of which no path of a login is made. */
  private static final Set<String> NO_LOGIN =
      Set.of(
          "GWLB_DESTINATION_PORT_RESTRICTION",
          "GWLB_PROTOCOL_RESTRICTION",
          "IGW_NAT_REFLECTION",
          "VPCE_INTRA_VPC_TRAFFIC");

  private static Map<String, Matcher> rows() throws IOException {
    Map<String, Matcher> rows = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row);
      }
    }
    return rows;
  }

  private static List<String> codes() throws IOException {
    try (Stream<String> lines = Files.lines(CODES)) {
      return lines.filter(it -> !it.startsWith("#") && !it.isBlank()).toList();
    }
  }

  @Test
  void everyCodeHasARow() throws IOException {
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(codes());
  }

  @Test
  void everyRowHasATestThatIsThere() throws Exception {
    for (Map.Entry<String, Matcher> each : rows().entrySet()) {
      Matcher row = each.getValue();
      if (row.group(3) == null) {
        assertThat(NO_LOGIN).as("which has no test").contains(each.getKey());
      } else {
        Class<?> test = Class.forName(getClass().getPackageName() + "." + row.group(3));
        assertThat(test.getDeclaredMethod(row.group(4)).isAnnotationPresent(Test.class))
            .as(each.getKey())
            .isTrue();
      }
    }
  }
}
