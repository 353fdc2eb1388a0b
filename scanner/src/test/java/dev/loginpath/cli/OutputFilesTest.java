package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands write over, what they leave alone, and who may read it. */
class OutputFilesTest {

  @TempDir private Path folder;

  private Shell shell;
  private Path snapshot;

  @BeforeEach
  void save() throws IOException {
    shell = new Shell(folder);
    snapshot = folder.resolve("snapshot.json.gz");
    SnapshotFile.save(DemoAccount.asItIs().snapshot(), snapshot);
  }

  private int collect(Path to, String... more) {
    String[] arguments = {
      "collect", "--aws-json", DemoFolder.DEMO.toString(), "--out", to.toString()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return shell.run(all);
  }

  private int check(String... more) {
    String[] arguments = {"check", "-q", snapshot.toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return shell.run(all);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void assumePosix() {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no modes and links");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void noMessageSuggestsACommandThatWouldReplaceTheWrongFile(String language) throws IOException {
    Path thesis = folder.resolve("thesis.json");
    for (String content : new String[] {"{\"title\": \"mine\"}", "no JSON", "", "[1]", "null"}) {
      Files.writeString(thesis, content);
      for (String command : new String[] {"check", "explain"}) {
        String[] arguments =
            command.equals("check")
                ? new String[] {command, thesis.toString(), "--lang", language}
                : new String[] {
                  command, thesis.toString(), "--instance", "i-1", "--lang", language
                };
        assertThat(shell.run(arguments)).as(content).isEqualTo(6);
        assertThat(shell.err())
            .hasLineCount(1)
            .contains(thesis.toString())
            .doesNotContainPattern("--out [^F]*thesis");
      }
      assertThat(thesis).hasContent(content);
    }
  }

  @Test
  void collectReplacesASnapshotAndNothingElse() throws IOException {
    Path thesis = folder.resolve("thesis.json");
    Files.writeString(thesis, "{\"title\": \"mine\"}");
    assertThat(collect(thesis)).isEqualTo(2);
    assertThat(shell.err()).contains("--force").hasLineCount(1);
    assertThat(thesis).hasContent("{\"title\": \"mine\"}");
    Path made = Files.createFile(folder.resolve("made-by-mktemp"));
    assertThat(collect(made)).as(shell.err()).isZero();
    assertThat(collect(made)).as("a snapshot: " + shell.err()).isZero();
    assertThat(collect(thesis, "--force")).as(shell.err()).isZero();
    assertThat(SnapshotFile.isOne(thesis)).isTrue();
    assertThat(collect(folder)).isEqualTo(2);
  }

  @Test
  void reportsOfOthersStay() throws IOException {
    Path out = Files.createDirectory(folder.resolve("site"));
    Path page = out.resolve("report.html");
    Files.writeString(page, "<html>coverage of somebody's tests</html>");
    assertThat(check("--out", out.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("report.html", "--force").hasLineCount(1);
    assertThat(page).hasContent("<html>coverage of somebody's tests</html>");
    assertThat(out.resolve("report.json")).doesNotExist();
    assertThat(check("--out", out.toString(), "--force")).as(shell.err()).isZero();
    assertThat(check("--out", out.toString())).as("ours: " + shell.err()).isZero();
  }

  @Test
  void theSnapshotThatIsReadIsNotWrittenOver() throws IOException {
    byte[] before = Files.readAllBytes(snapshot);
    assertThat(check("--out", folder.resolve("o").toString(), "-o", "json=" + snapshot))
        .isEqualTo(2);
    assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
  }

  @Test
  void aNamedFileMayBeAPipeOrADevice() throws Exception {
    assumePosix();
    Path fifo = folder.resolve("pipe");
    try {
      assumeTrue(
          new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0,
          "mkfifo does not work here");
    } catch (IOException missing) {
      assumeTrue(false, "there is no mkfifo here");
    }
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(() -> {
          try {
            return Files.readAllBytes(fifo);
          } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
          }
        });
    String out = folder.resolve("o").toString();
    assertThat(check("--out", out, "-o", "json=" + fifo + ",html=/dev/null"))
        .as(shell.err())
        .isZero();
    assertThat(new String(read.get(), StandardCharsets.UTF_8)).startsWith("{").endsWith("}\n");
    assertThat(Files.isRegularFile(fifo)).isFalse();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void standardOutputByItsNameIsDataAlone() {
    assertThat(
            shell.run(
                "check", snapshot.toString(), "--out", folder + "/o", "-o", "json=/dev/stdout"))
        .isZero();
    assertThat(shell.out()).startsWith("{").endsWith("}\n");
  }

  @Test
  void aSnapshotIsForItsOwnerAndAReportOnlyIfAsked() throws IOException {
    assumePosix();
    assertThat(mode(snapshot)).isEqualTo("rw-------");
    Path usual = Files.createFile(folder.resolve("usual"));
    Path open = folder.resolve("open");
    assertThat(check("--out", open.toString())).isZero();
    assertThat(mode(open.resolve("report.json"))).isEqualTo(mode(usual));
    Path closed = folder.resolve("closed");
    assertThat(check("--out", closed.toString(), "--private")).isZero();
    assertThat(mode(closed)).isEqualTo("rwx------");
    for (String file : new String[] {"report.json", "report.html"}) {
      assertThat(mode(closed.resolve(file))).isEqualTo("rw-------");
    }
  }
}
