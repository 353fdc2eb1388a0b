package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.render.ReportFile;
import dev.loginpath.report.Finding;
import dev.loginpath.report.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} tells of a finished report. */
class ExplainCommandTest {

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
    Report report = ReportFile.read(file);
    String id =
        report.findings().stream()
            .filter(it -> it.rule().equals("sessions-are-recorded"))
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
}
