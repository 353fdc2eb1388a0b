package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.render.ReportFile;
import dev.loginpath.report.Finding;
import dev.loginpath.report.Report;
import dev.loginpath.scan.DemoFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code explain} tells of a finished report. */
class ExplainCommandTest {

  private static final String NODE = "mi-0a1b2c3d4e5f60718";

  @TempDir private Path folder;

  private Shell shell;
  private Path file;

  @BeforeEach
  void report() {
    shell = new Shell(folder);
    Path to = folder.resolve("report");
    file = to.resolve("report.json");
    assertThat(shell.run("demo", "-q", "--out", to.toString())).isZero();
  }

  private String explain(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "explain";
    all[1] = file.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    assertThat(shell.run(all)).as(shell.err()).isZero();
    return shell.out();
  }

  @Test
  void aFileThatAFixShowsKeepsItsLines() throws Exception {
    Path root = folder.resolve("without-preferences");
    new DemoFolder(root).remove(DemoFolder.VIRGINIA, "ssm/GetDocument/SSM-SessionManagerRunShell");
    String snapshot = folder.resolve("snapshot.json.gz").toString();
    String to = folder.resolve("report-without").toString();
    assertThat(shell.run("collect", "-q", "--aws-json", root.toString(), "--out", snapshot))
        .as(shell.err())
        .isZero();
    assertThat(shell.run("check", "-q", snapshot, "--out", to)).as(shell.err()).isZero();
    file = Path.of(to, "report.json");
    Report report = ReportFile.read(file);
    String id =
        report.findings().stream()
            .filter(it -> it.rule().equals("sessions-are-recorded"))
            .filter(it -> it.region().equals(DemoFolder.VIRGINIA))
            .map(Finding::id)
            .findFirst()
            .orElseThrow();
    assertThat(explain("--finding", id).lines())
        .containsSubsequence(
            "    Write this to preferences.json:",
            "    {",
            "      \"schemaVersion\" : \"1.0\",",
            "    }");
  }

  @Test
  void aHybridNodeIsExplainedWithWhoMayUseIt() {
    String text = explain("--instance", NODE);
    assertThat(text)
        .startsWith(NODE + "\n  Region: ap-northeast-1\n  SSM agent: ")
        .contains("(session-manager):", "(ssm-tunnel):", "(run-command):", "Who may use it")
        .doesNotContain("(ssh-direct):");
    assertThat(text.lines()).anyMatch(it -> it.contains("arn:aws:iam::111122223333:"));
    assertThat(explain("--instance", NODE, "--path", "run-command"))
        .contains("(run-command):")
        .doesNotContain("(session-manager):");
    assertThat(explain("--instance", NODE, "--lang", "ja")).contains("SSM エージェント: ");
  }

  @Test
  void aHybridNodeIsAlsoJsonAndAFlowChart() {
    JsonNode json =
        new JsonMapper()
            .readTree(explain("--instance", NODE, "--path", "run-command", "-o", "json"));
    assertThat(json.path("id").asString()).isEqualTo(NODE);
    assertThat(json.path("paths").size()).isEqualTo(1);
    assertThat(json.path("paths").path(0).path("principals").asString()).isNotEmpty();
    assertThat(explain("--instance", NODE, "-o", "mermaid").lines())
        .filteredOn(it -> it.equals("flowchart LR"))
        .hasSize(3);
    assertThat(shell.run("explain", file.toString(), "--instance", "mi-none")).isEqualTo(2);
    assertThat(shell.err()).contains("mi-none").hasLineCount(1);
  }

  @Test
  void whatIsNotThereIsAnsweredWithWhatIs() {
    assertThat(shell.run("explain", file.toString(), "--instance", NODE, "-o", "yaml"))
        .isEqualTo(2);
    assertThat(shell.err()).contains("yaml", "text, json, mermaid").doesNotContain("html");
    for (String language : new String[] {"en", "ja"}) {
      assertThat(
              shell.run(
                  "explain",
                  file.toString(),
                  "--instance",
                  NODE,
                  "--path",
                  "foo",
                  "--lang",
                  language))
          .isEqualTo(2);
      assertThat(shell.err())
          .contains("foo", "run-command, serial-console, session-manager")
          .hasLineCount(1);
    }
  }
}
