package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.policy.IamCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests through the command, as a program that asks it would send them. */
class EvaluateCommandTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String LINE =
      """
      {"id": 7, "request": {"principal": "arn:aws:iam::111122223333:user/alice", \
      "action": "ssm:StartSession", \
      "resource": "arn:aws:ec2:us-east-1:111122223333:instance/i-0a"}, \
      "identityPolicies": [{"Version": "2012-10-17", "Statement": [%s]}]}
      """
          .strip();

  private static final String ALLOW =
      "{\"Sid\": \"Shell\", \"Effect\": \"Allow\", \"Action\": \"ssm:*\", \"Resource\": \"*\"}";
  private static final String DENY =
      "{\"Effect\": \"Deny\", \"Action\": \"ssm:StartSession\", \"Resource\": \"*\"}";

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private int run(String in, String... arguments) {
    return shell.runOn(in, arguments);
  }

  private String out() {
    return shell.out();
  }

  private String err() {
    return shell.err();
  }

  private List<JsonNode> answers() {
    return out().lines().map(JSON::readTree).toList();
  }

  private static String edgeCases() {
    return IamCase.edgeCases().stream().map(IamCase::line).collect(Collectors.joining("\n"));
  }

  private void answersEveryEdgeCase() {
    List<String> expected =
        IamCase.edgeCases().stream().map(it -> it.id() + " " + it.expected()).toList();
    assertThat(answers())
        .extracting(it -> it.path("id").asString() + " " + it.path("result").asString())
        .isEqualTo(expected);
    assertThat(err()).isEmpty();
  }

  @Test
  void edgeCasesFromStandardInputAreAnsweredInOrder() {
    assertThat(run(edgeCases(), "evaluate")).isZero();
    answersEveryEdgeCase();
  }

  @Test
  void edgeCasesFromAFileAreAnsweredInOrder() throws IOException {
    Path file = folder.resolve("requests.jsonl");
    Files.writeString(file, "\uFEFF" + edgeCases().replace("\n", "\r\n\r\n") + "\n");
    assertThat(run("", "evaluate", file.toString())).isZero();
    answersEveryEdgeCase();
  }

  @Test
  void explanationsChangeNoRuling() {
    assertThat(run(edgeCases(), "evaluate", "--explain", "-")).isZero();
    answersEveryEdgeCase();
  }

  @Test
  void explanationNamesPolicySidAndIndex() {
    assertThat(run(LINE.formatted(ALLOW), "evaluate", "--explain")).isZero();
    JsonNode answer = answers().getFirst();
    assertThat(answer.path("id").asInt()).isEqualTo(7);
    assertThat(answer.path("statements")).hasSize(1);
    JsonNode statement = answer.path("statements").path(0);
    assertThat(statement.path("policy").asString()).isEqualTo("identityPolicies[0]");
    assertThat(statement.path("sid").asString()).isEqualTo("Shell");
    assertThat(statement.path("statement").asInt(-1)).isZero();
    assertThat(statement.path("effect").asString()).isEqualTo("Allow");
    assertThat(statement.path("layer").asString()).isEqualTo("identity policies");
    assertThat(statement.path("matches").asString()).isEqualTo("yes");
  }

  @Test
  void explanationOfADenialNamesTheDenyAlone() {
    assertThat(run(LINE.formatted(ALLOW + "," + DENY), "evaluate", "--explain")).isZero();
    JsonNode answer = answers().getFirst();
    assertThat(answer.path("result").asString()).isEqualTo("ExplicitlyDenied");
    assertThat(answer.path("statements")).hasSize(1);
    assertThat(answer.path("statements").path(0).path("statement").asInt()).isEqualTo(1);
    assertThat(answer.path("statements").path(0).has("sid")).isFalse();
  }

  @Test
  void explanationOfAMissingAllowNamesTheLayers() {
    String line =
        LINE.formatted("").replace("\"identity", "\"boundary\": {\"Statement\": []}, \"identity");
    assertThat(run(line, "evaluate", "--explain")).isZero();
    assertThat(answers().getFirst().path("withoutAllow").valueStream().map(JsonNode::asString))
        .containsExactly("identity policies", "permissions boundary");
  }

  @Test
  void explanationOfAnUnknownNamesTheUnreadablePolicy() {
    String line = LINE.formatted(ALLOW).replace("}]}]}", "}]}, {\"Statement\": 1}]}");
    assertThat(run(line, "evaluate", "--explain")).isZero();
    JsonNode answer = answers().getFirst();
    assertThat(answer.path("result").asString()).isEqualTo("Unknown");
    assertThat(answer.path("statements").toString())
        .contains("identityPolicies[1]", "Statement is neither an object nor a list");
  }

  @Test
  void malformedLineIsToldWithItsNumberAndLosesNoOther() {
    String in =
        String.join(
            "\n",
            LINE.formatted(ALLOW),
            "{\"id\": 8",
            "",
            "[1]",
            "{\"id\": 9}",
            LINE.formatted(DENY) + " {}",
            LINE.formatted(DENY));
    assertThat(run(in, "evaluate")).isEqualTo(6);
    assertThat(answers())
        .extracting(it -> it.path("result").asString())
        .containsExactly("Allowed", "ExplicitlyDenied");
    assertThat(err().lines().toList()).hasSize(4);
    assertThat(err()).contains("Line 2 ", "Line 4 ", "Line 5 ", "Line 6 ");
    assertThat(err()).doesNotContain("Exception");
  }

  @Test
  void missingFileIsAnInputMistake() {
    String file = folder.resolve("none.jsonl").toString();
    assertThat(run("", "evaluate", file)).isEqualTo(6);
    assertThat(err()).contains("none.jsonl").doesNotContain("Exception");
    assertThat(run("", "evaluate", folder.toString())).isEqualTo(6);
  }

  @Test
  void nothingAskedIsNothingAnswered() {
    assertThat(run("", "evaluate")).isZero();
    assertThat(out()).isEmpty();
  }

  @Test
  void idIsRepeatedAsItIsWritten() {
    for (String id : List.of("1e999999999", "0.10", "{\"a\": [1]}", "null", "\"\\u0000\"")) {
      String line = LINE.formatted(ALLOW).replace("\"id\": 7", "\"id\": " + id);
      for (String option : List.of("-", "--explain")) {
        assertThat(run(line, "evaluate", option)).isZero();
        assertThat(out()).startsWith("{\"id\":" + id + ",\"result\":\"Allowed\"");
      }
    }
  }
}
