package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.scan.DemoFolder;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole commands: what they print, what they write, and what they say to the shell. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CommandLineTest {

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private int run(String... arguments) {
    return shell.run(arguments);
  }

  private String out() {
    return shell.out();
  }

  private String err() {
    return shell.err();
  }

  private String report() {
    return folder.resolve("report").toString();
  }

  private void isOneClearLine() {
    assertThat(err().strip().lines().toList()).hasSizeLessThanOrEqualTo(2);
    assertThat(err()).doesNotContain("Exception", "\tat ");
    assertThat(folder.resolve("report")).doesNotExist();
  }

  private String snapshot() {
    Path file = folder.resolve("snapshot.json.gz");
    assertThat(run("collect", "--aws-json", DemoFolder.DEMO.toString(), "--out", file.toString()))
        .as(err())
        .isZero();
    return file.toString();
  }

  @Test
  void demoWritesBothFilesAndSaysWhere() {
    assertThat(run("demo", "--out", report())).isZero();
    assertThat(folder.resolve("report/report.json")).exists();
    assertThat(folder.resolve("report/report.html")).exists();
    assertThat(out()).contains("instance-connect-uses-no-public-ip");
    assertThat(err()).contains("report.json", "--fail-on");
  }

  @Test
  void explainTellsTheHopsOfAnInstance() {
    assertThat(run("demo", "--out", report())).isZero();
    String file = folder.resolve("report/report.json").toString();
    assertThat(run("explain", file, "--instance", "i-0cba51e5d33d213fb", "--path", "ssh-direct"))
        .as(err())
        .isZero();
    assertThat(out()).contains("The way in, hop by hop", "sgr-", "igw-", "0.0.0.0/0");
    assertThat(out()).doesNotContain("(session-manager):").contains("What to keep");
    assertThat(run("explain", file, "--instance", "i-0cba51e5d33d213fb", "-o", "mermaid")).isZero();
    assertThat(out()).startsWith("flowchart LR").contains("-->");
    assertThat(run("explain", file, "--instance", "i-0cba51e5d33d213fb", "-o", "json")).isZero();
    assertThat(out()).startsWith("{").contains("\"recommendation\"");
    assertThat(run("explain", file, "--instance", "i-0cba51e5d33d213fb", "-o", "svg")).isEqualTo(2);
    assertThat(run("explain", file, "--instance", "i-none")).isEqualTo(2);
    assertThat(run("explain", file)).isEqualTo(2);
    assertThat(run("explain", folder.resolve("none.json").toString(), "--instance", "i-1"))
        .isEqualTo(6);
  }

  @Test
  void aViolationFailsTheGateAndIncompletenessIsSaid() {
    assertThat(run("check", snapshot(), "--out", report(), "--fail-on", "high")).isEqualTo(3);
    assertThat(err()).contains("Gate failed", "ec2:DescribeInstanceConnectEndpoints");
  }

  @Test
  void withoutAViolationADeniedCallIsIncomplete() {
    assertThat(run("check", snapshot(), "--out", report(), "--fail-on", "critical")).isEqualTo(4);
    assertThat(err()).contains("Incomplete", "ec2:DescribeInstanceConnectEndpoints");
  }

  @Test
  void incompletenessCanBeAccepted() {
    assertThat(
            run(
                "check",
                snapshot(),
                "--out",
                report(),
                "--fail-on",
                "critical",
                "--allow-incomplete"))
        .isZero();
    assertThat(err()).contains("Warning");
  }

  @Test
  void checkWritesTheSameBytesTwice() throws IOException {
    String snapshot = snapshot();
    run("check", snapshot, "--out", folder.resolve("a").toString());
    run("check", snapshot, "--out", folder.resolve("b").toString());
    for (String file : List.of("report.json", "report.html")) {
      assertThat(
              Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)))
          .isEqualTo(-1);
    }
  }

  @Test
  void jsonOnStandardOutputIsNothingElse() {
    assertThat(run("check", snapshot(), "--out", report(), "-o", "json")).isZero();
    assertThat(out()).startsWith("{").endsWith("}\n");
  }

  @Test
  void scanReadsAnEndpointWithCredentialsOfTheEnvironment() throws IOException {
    AccountFolder accounts = AccountFolder.open(DemoFolder.DEMO);
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(accounts), 0)) {
      System.setProperty("aws.accessKeyId", DemoFolder.ACCOUNT);
      System.setProperty("aws.secretAccessKey", "x");
      assertThat(
              run(
                  "scan",
                  "--endpoint-url",
                  server.endpoint().toString(),
                  "--regions",
                  "ap-northeast-1",
                  "--region",
                  "ap-northeast-1",
                  "--out",
                  report(),
                  "--fail-on",
                  "high"))
          .as(err())
          .isEqualTo(3);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @Test
  void unknownInstanceIsAMistake() {
    assertThat(run("check", snapshot(), "--out", report(), "--instance", "i-none")).isEqualTo(2);
    assertThat(err()).contains("i-none");
  }

  @Test
  void aRegionThatIsNotThereOrNotEnabledIsAMistake() {
    assertThat(collect("--regions", "moon-1")).isEqualTo(2);
    assertThat(err()).contains("moon-1", "us-east-1");
    isOneClearLine();
    assertThat(collect("--regions", "af-south-1")).isEqualTo(2);
    assertThat(err()).contains("not enabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us east", "us_east", "US-EAST-1", "us-east-1.example.com", "-"})
  void whatCannotBeARegionIsAMistake(String text) {
    for (String option : List.of("--region", "--regions")) {
      assertThat(run("scan", "--out", report(), option, text)).as(err()).isEqualTo(2);
      assertThat(err()).contains(text + " is no region");
      isOneClearLine();
    }
  }

  @Test
  void blanksAroundNamesAreNotMeant() {
    assertThat(
            run(
                "demo",
                "--out",
                report(),
                "--instance",
                " i-0cba51e5d33d213fb, ,",
                "--rank-by",
                "principals, cost"))
        .as(err())
        .isZero();
  }

  /** A report of no instance has no violation either, and would pass the gate. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void anInstanceThatNamesNothingIsAMistakeBeforeAnythingIsRead(String text) {
    assertThat(run("demo", "--out", report(), "--instance", text)).isEqualTo(2);
    assertThat(err()).contains("--instance names no instance");
    isOneClearLine();
    assertThat(run("check", "none.gz", "--out", report(), "--instance", text)).isEqualTo(2);
    isOneClearLine();
  }

  private int collect(String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "collect",
                "--aws-json",
                DemoFolder.DEMO.toString(),
                "--out",
                folder.resolve("s.gz").toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void anUnknownProfileIsAMistake() {
    assertThat(run("scan", "--profile", "no-such-profile", "--out", report())).isEqualTo(2);
    assertThat(err()).contains("no-such-profile");
    isOneClearLine();
  }

  @Test
  void aSilentEndpointIsNoAccess() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    System.setProperty("aws.accessKeyId", "x");
    System.setProperty("aws.secretAccessKey", "x");
    try {
      assertThat(run("scan", "--endpoint-url", "http://127.0.0.1:" + port, "--out", report()))
          .isEqualTo(5);
      assertThat(err()).contains("127.0.0.1:" + port);
      isOneClearLine();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch"})
  void badCredentialsAreNoAccess(String code) throws IOException {
    DemoFolder demo = new DemoFolder(folder.resolve("demo"));
    demo.write(
        "aws-global",
        "sts/GetCallerIdentity",
        "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"no\"}}");
    assertThat(
            run(
                "collect",
                "--aws-json",
                demo.root().toString(),
                "--out",
                folder.resolve("s.gz").toString()))
        .isEqualTo(5);
    assertThat(err()).contains(code);
    assertThat(folder.resolve("s.gz")).doesNotExist();
  }

  @Test
  void unusableSnapshotsAreInputMistakes() throws IOException {
    Path foreign = folder.resolve("foreign.json");
    Files.writeString(foreign, "{\"a\": 1}");
    Path newer = folder.resolve("newer.json");
    Files.writeString(newer, "{\"format\": \"loginpath-snapshot\", \"schemaVersion\": 99}");
    Path broken = folder.resolve("broken.gz");
    Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 0, 1, 2});
    for (String file :
        List.of(foreign.toString(), newer.toString(), broken.toString(), "none.gz")) {
      assertThat(run("check", file, "--out", report())).as(file).isEqualTo(6);
      isOneClearLine();
    }
  }

  @Test
  void anUnwritableFolderIsAMistakeBeforeAnythingIsRead() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "x");
    assertThat(run("demo", "--out", file.resolve("report").toString())).isEqualTo(2);
    isOneClearLine();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan --fail-on awful",
        "scan -o pdf",
        "scan --no-such-flag",
        "check",
        "nonsense",
        "demo --lang fr",
        "scan --endpoint-url http://203.0.113.1",
        "scan --endpoint-url nonsense",
        "rules show nothing"
      })
  void usageMistakesAreOneClearLine(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    isOneClearLine();
  }

  @Test
  void messagesFollowTheLanguage() {
    shell.environment.put("LANG", "ja_JP.UTF-8");
    assertThat(run("scan", "--fail-on", "awful")).isEqualTo(2);
    assertThat(err()).contains("重大度");
    assertThat(run("scan", "--fail-on", "awful", "--lang", "en")).isEqualTo(2);
    assertThat(err()).contains("is no severity");
  }

  @Test
  void everyMessageHasBothLanguages() {
    var english =
        java.util.ResourceBundle.getBundle("dev.loginpath.cli.messages", java.util.Locale.ROOT);
    var japanese =
        java.util.ResourceBundle.getBundle(
            "dev.loginpath.cli.messages",
            java.util.Locale.JAPANESE,
            java.util.ResourceBundle.Control.getNoFallbackControl(
                java.util.ResourceBundle.Control.FORMAT_PROPERTIES));
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    for (String key : english.keySet()) {
      String text = new Messages(java.util.Locale.JAPANESE).text(key, "A", "B", "C", "D");
      assertThat(text).as(key).doesNotContain("{");
      assertThat(new Messages(java.util.Locale.ENGLISH).text(key, "A", "B", "C", "D"))
          .as(key)
          .doesNotContain("{");
    }
  }

  @Test
  void permissionsAreReadsOnly() {
    assertThat(run("permissions")).isZero();
    assertThat(out()).contains("\"ec2:DescribeInstances\"", "2012-10-17");
    assertThat(dev.loginpath.collect.AccountCollector.actions())
        .allMatch(it -> it.matches("[a-z0-9-]+:(Describe|Get|List|Search)[A-Za-z]+"));
  }

  @Test
  void thePriceListIsPermittedOnlyWhereItIsAsked() {
    assertThat(run("permissions")).isZero();
    assertThat(out()).doesNotContain("pricing:");
    assertThat(run("permissions", "--prices", "live")).isZero();
    assertThat(out()).contains("\"pricing:GetProducts\"");
  }

  @Test
  void pricesComeFromAFile() throws IOException {
    Path prices = folder.resolve("prices.json");
    Files.writeString(
        prices,
        """
        {"currency": "USD", "prices": [
          {"region": "ap-northeast-1", "item": "public-ipv4-hour", "usd": 0.001,
           "asOf": "2026-11-01", "source": "our contract"}]}
        """);
    assertThat(run("check", snapshot(), "--out", report(), "--prices", prices.toString()))
        .as(err())
        .isZero();
    assertThat(Files.readString(folder.resolve("report/report.json")))
        .contains("\"amount\" : 0.73", "our contract", "\"pricesAsOf\" : \"2026-11-01\"");
  }

  @Test
  void unusablePricesAreAnInputMistake() throws IOException {
    Path prices = folder.resolve("prices.json");
    Files.writeString(prices, "{}");
    for (String file : List.of(prices.toString(), folder.resolve("none.json").toString())) {
      assertThat(run("demo", "--out", report(), "--prices", file)).isEqualTo(6);
      isOneClearLine();
    }
  }

  @Test
  void livePricesNeedAws() {
    assertThat(run("check", "none.gz", "--out", report(), "--prices", "live")).isEqualTo(2);
    assertThat(err()).contains("scan --prices live");
    isOneClearLine();
  }

  @Test
  void whatThePriceListDoesNotTellIsSaid() {
    assertThat(run("demo", "--out", report(), "--prices", "live")).as(err()).isZero();
    assertThat(err())
        .contains(
            "prices could not be read from the Price List (no product): instance-hour:m5.metal of"
                + " ap-northeast-1");
  }

  @Test
  void rulesAreListedAndShown() {
    assertThat(run("rules")).isZero();
    assertThat(run("rules", "show", "sessions-are-recorded")).isZero();
    assertThat(out()).contains("sessions-are-recorded", "# Sessions are recorded");
  }

  @Test
  void theSdkNeverLogsBelowInfo() {
    // Its DEBUG prints signed requests, session tokens among them.
    for (String name : List.of("software.amazon.awssdk", "software.amazon.awssdk.request")) {
      assertThat(org.slf4j.LoggerFactory.getLogger(name).isDebugEnabled()).as(name).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec2:*=denied", "describe-vpcs=denied", "=denied", "*", "*=nonsense"})
  void aFaultThatNothingCouldMeetIsRefused(String fault) {
    assertThat(shell.run("simulate", "--fault", fault, "no-such-folder")).isEqualTo(2);
    assertThat(shell.err()).contains("--fault " + fault, "ec2:DescribeVpcs=throttled");
  }
}
