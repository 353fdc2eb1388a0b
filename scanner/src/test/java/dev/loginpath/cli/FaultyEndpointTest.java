package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.scan.DemoFolder;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.Fault;
import dev.loginpath.simulator.server.Faults;
import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What is said, and with which exit code, where an endpoint does not answer as AWS does. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FaultyEndpointTest {

  @TempDir private Path folder;

  private SimulatorServer server;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    server = SimulatorServer.start(new FolderApi(AccountFolder.open(DemoFolder.DEMO)), 0);
    shell = new Shell(folder);
    System.setProperty("aws.accessKeyId", DemoFolder.ACCOUNT);
    System.setProperty("aws.secretAccessKey", "not-a-secret");
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.close();
  }

  private int scan(String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "scan",
                "--endpoint-url",
                server.endpoint().toString(),
                "--region",
                DemoFolder.TOKYO,
                "--out",
                folder.resolve("report").toString()));
    arguments.addAll(List.of(more));
    return shell.run(arguments.toArray(String[]::new));
  }

  @Test
  void aLoginPageOnEveryCallIsNotAws() {
    server.fail(Faults.of(Fault.XHTML, List.of(Faults.ALL)));
    assertThat(scan("--fail-on", "low")).isEqualTo(5);
    assertThat(shell.err()).contains("It is not AWS", "application/xhtml+xml", "<html");
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void aRefusedFirstCallSaysWhy() {
    server.fail(Faults.of(Fault.SKEWED, List.of("sts:GetCallerIdentity")));
    assertThat(scan()).isEqualTo(5);
    assertThat(shell.err()).contains("clock");
  }

  @Test
  void credentialsThatExpireInMidScanKeepWhatWasRead() {
    server.fail(
        new Faults(
            Map.of(),
            new Faults.Limits(Integer.MAX_VALUE, 0, Duration.ZERO, Optional.of(30)),
            Clock.systemUTC()));
    assertThat(scan("--regions", DemoFolder.TOKYO, "--fail-on", "low")).isEqualTo(5);
    assertThat(shell.err()).contains("Reading stopped", "kept").doesNotContain("Gate", "Allow");
    assertThat(folder.resolve("report/report.json")).exists();
    Path snapshot = folder.resolve("snapshot.json.gz");
    assertThat(
            shell.run(
                "collect",
                "--endpoint-url",
                server.endpoint().toString(),
                "--out",
                snapshot.toString()))
        .isEqualTo(5);
    assertThat(snapshot).doesNotExist();
  }

  @Test
  void permissionsAreNamedWhereAwsDeniedAndNowhereElse() {
    server.fail(Faults.of(Fault.BARE, List.of("ec2:DescribeInstances")));
    assertThat(scan("--regions", DemoFolder.TOKYO, "--fail-on", "critical")).isEqualTo(4);
    assertThat(shell.err())
        .contains("HTTP 200, but no answer", "--allow-incomplete")
        .doesNotContain("Allow these");
    server.fail(Faults.of(Fault.DENIED, List.of("ec2:DescribeInstances")));
    assertThat(scan("--regions", DemoFolder.TOKYO, "--fail-on", "critical")).isEqualTo(4);
    assertThat(shell.err()).contains("Allow these calls");
    assertThat(scan("--regions", DemoFolder.TOKYO, "--fail-on", "critical", "--lang", "ja"))
        .isEqualTo(4);
    assertThat(shell.err()).contains("呼び出しを許可");
  }

  @Test
  void timesAreChecked() {
    assertThat(scan("--timeout", "soon")).isEqualTo(2);
    assertThat(shell.err()).contains("--timeout soon", "30m");
    shell.environment.put("LOGINPATH_TIMEOUT", "never");
    assertThat(scan()).isEqualTo(2);
    assertThat(shell.err()).contains("--timeout never");
  }

  /** An account of which nothing is listed has no findings, and would look clean. */
  @Test
  void aListOfNoRegionsIsNeverFine() throws IOException {
    Path account = folder.resolve("folder/111122223333");
    Files.createDirectories(account.resolve("us-east-1/ec2"));
    Files.writeString(account.resolve("us-east-1/ec2/DescribeRegions.json"), "{\"Regions\": []}");
    Path snapshot = folder.resolve("s.json.gz");
    assertThat(
            shell.run(
                "collect",
                "--aws-json",
                folder.resolve("folder").toString(),
                "--out",
                snapshot.toString()))
        .isZero();
    String report = folder.resolve("r").toString();
    assertThat(shell.run("check", snapshot.toString(), "--out", report, "--fail-on", "critical"))
        .isEqualTo(4);
    assertThat(shell.err()).contains("ec2:DescribeRegions");
  }
}
