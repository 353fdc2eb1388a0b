package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Situations from the field, each judged by whole commands as a user would. What does not hold yet
 * is listed by name, and a claim that has begun to hold must leave the list.
 */
class FieldCasesTest {

  private static final Path NOT_YET = FieldCase.ALL.resolve("not-yet.txt");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  static List<FieldCase> cases() {
    return FieldCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesOutAsInTheField(FieldCase situation) throws IOException {
    SortedSet<String> missed = new TreeSet<>();
    StringBuilder why = new StringBuilder();
    Shell shell = new Shell(folder);
    String snapshot = folder.resolve("snapshot.json.gz").toString();
    int collected =
        shell.run("collect", "--aws-json", situation.folder().toString(), "--out", snapshot);
    if (collected == ExitCode.INPUT.number()) {
      // A folder that is refused as a whole has not been taken for anything.
      assertThat(situation.claims()).anyMatch(FieldCasesTest::mayBeRefused);
      return;
    }
    assertThat(collected).as(shell.err()).isZero();
    String out = folder.resolve("report").toString();
    assertThat(shell.run("check", snapshot, "--out", out)).as(shell.err()).isZero();
    FieldClaims claims =
        new FieldClaims(
            JSON.readTree(folder.resolve("report").resolve("report.json")),
            () -> shell.run("check", snapshot, "--out", out, "--fail-on", "low"));
    for (JsonNode claim : situation.claims()) {
      claims
          .missed(claim)
          .ifPresent(it -> {
            missed.add(line(situation, claim));
            why.append(line(situation, claim)).append(": ").append(it).append('\n');
          });
    }
    assertThat(missed)
        .as("missed, and not listed in %s:%n%s", NOT_YET, why)
        .isEqualTo(
            notYet().stream()
                .filter(it -> it.startsWith(situation.name() + ":"))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static boolean mayBeRefused(JsonNode claim) {
    return claim.path("kind").asString("").equals("exit")
        && claim.path("args").get(1).values().stream()
            .anyMatch(it -> it.asInt() == ExitCode.INPUT.number());
  }

  private static String line(FieldCase situation, JsonNode claim) {
    return situation.name() + ": " + claim.path("kind").asString("") + " " + claim.path("args");
  }

  private static List<String> notYet() throws IOException {
    return Files.readAllLines(NOT_YET);
  }

  @Test
  void theListNamesClaimsThatExist() throws IOException {
    List<String> all =
        FieldCase.all().stream()
            .flatMap(it -> it.claims().stream().map(claim -> line(it, claim)))
            .toList();

    assertThat(all).hasSizeGreaterThan(150);
    assertThat(all).containsAll(notYet());
  }
}
