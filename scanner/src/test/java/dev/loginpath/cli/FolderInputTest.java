package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.scan.DemoFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code collect --aws-json}, from what people have to the gate. */
class FolderInputTest {

  @TempDir private Path temp;
  private Shell shell;
  private Path folder;

  @BeforeEach
  void open() {
    shell = new Shell(temp);
    folder = temp.resolve("saved");
  }

  private void region(String name, String text) throws IOException {
    Path file = folder.resolve("111122223333/eu-west-1").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void complete() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("folder.json"), "{\"missingFiles\":\"empty\"}");
  }

  private int collect(String... more) {
    String[] arguments = {
      "collect", "--aws-json", folder.toString(), "--out", temp.resolve("s.gz").toString()
    };
    return shell.run(
        java.util.stream.Stream.of(arguments, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  private int gate() {
    return shell.run(
        "check",
        temp.resolve("s.gz").toString(),
        "--out",
        temp.resolve("report").toString(),
        "--fail-on",
        "low");
  }

  private String report() throws IOException {
    return Files.readString(temp.resolve("report/report.json"));
  }

  @Test
  void aFolderThatIsEmptyOnPurposePasses() throws IOException {
    complete();
    region("ec2/DescribeInstances.json", "{\"Reservations\":[]}");
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(gate()).isZero();
  }

  /** Otherwise complete: each would say "no instances" if it were taken for an answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"rows\":[],\"columns\":[]}",
        "{\"Reservations\":null}",
        "{\"Reservations\":[\"r-1\"]}",
        "{\"Reservations\":[],\"NextToken\":\"x\"}",
        "{\"Instances\":[]}",
        "{\"Volumes\":[]}",
        "An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation: no",
      })
  void noInstancesByAFileThatIsNoAnswerIsIncomplete(String content) throws IOException {
    complete();
    region("ec2/DescribeInstances.json", content);
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(gate()).isEqualTo(4);
    assertThat(shell.err()).contains("ec2:DescribeInstances");
    assertThat(report()).contains("ec2:DescribeInstances");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"ResponseMetadata\":{\"RequestId\":\"x\",\"HTTPStatusCode\":200}}"})
  void anObjectWithoutAMemberIsToldInTheWordsOfItsFile(String content) throws IOException {
    complete();
    region("ec2/DescribeInstances.json", content);
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(gate()).isEqualTo(4);
    assertThat(report())
        .contains("DescribeInstances.json is no answer: it holds no member of what the operation")
        .doesNotContain("text/xml", "HTTP 200");
  }

  @Test
  void aMisspelledFileOfACompleteFolderIsNotNone() throws IOException {
    complete();
    region("ec2/DescribeInstance.json", "{\"Reservations\":[]}");
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(shell.err())
        .contains("no operation is called like them: 1", "DescribeInstance.json");
    assertThat(gate()).isEqualTo(4);
    assertThat(report()).contains("ec2/DescribeInstance.json meant to be it?");
  }

  @Test
  void whatPowerShellWroteIsRead() throws IOException {
    DemoFolder demo = new DemoFolder(folder);
    try (java.util.stream.Stream<Path> files = Files.walk(demo.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, ("\ufeff" + Files.readString(file)).getBytes(StandardCharsets.UTF_16LE));
      }
    }
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(shell.err()).doesNotContain("no answer");
    assertThat(gate()).isEqualTo(3);
  }

  @Test
  void theFilesAreAccountedFor() throws IOException {
    region("ec2/DescribeInstances.json", "");
    region("ec2/DescribeVpcs.json", "{\"Vpcs\":[]}");
    region("rds-describe-db-instances.json", "{}");
    for (int index = 0; index < 20; index++) {
      region("ec2/DescribeVolumes-" + (index + 2) + ".json", "{\"Volumes\":[]}");
    }
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(shell.err())
        .contains("Files used: 1")
        .contains("eu-west-1/ec2/DescribeInstances.json is no answer, but an empty file (0 bytes)")
        .contains("their service is not known: 1")
        .contains("nothing asks for them: 20")
        .contains("… and 12 more.")
        .contains("Calls without a file, which count as unseen: ")
        .doesNotContain("Exception");
    assertThat(shell.err().lines().count()).isLessThan(30);
    assertThat(collect("--lang", "ja")).isZero();
    assertThat(shell.err()).contains("使用したファイル: 1 件", "応答ではないため");
    assertThat(collect("--quiet")).isZero();
    assertThat(shell.err()).isEmpty();
  }

  /** As somebody saves them who does not know that lists hide what AWS services operate. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | none | true
          {} | {"Visibility":{"DefaultVisibility":"hidden"}} | true
          {} | {"Error":{"Code":"UnauthorizedOperation","Message":"no"}} | true
          {} | {"Visibility":{"DefaultVisibility":"visible"}} | false
          {"managedResources":"included"} | none | false
          {"managedResources":"untold"} | none | true
          {"missingFiles":"empty"} | none | false
          """)
  void whatAwsServicesOperateMayBeMissing(String settings, String visibility, boolean told)
      throws IOException {
    region("ec2/DescribeInstances.json", "{\"Reservations\":[]}");
    region("ec2/DescribeNetworkInterfaces.json", "{\"NetworkInterfaces\":[]}");
    if (!visibility.equals("none")) {
      region("ec2/GetManagedResourceVisibility.json", visibility);
    }
    Files.writeString(folder.resolve("folder.json"), settings);
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(shell.err().contains("--include-managed-resources")).isEqualTo(told);
    assertThat(shell.err().contains("\"managedResources\": \"included\"")).isEqualTo(told);
    gate();
    for (String form : new String[] {"report.json", "report.html"}) {
      assertThat(Files.readString(temp.resolve("report").resolve(form)))
          .satisfies(it ->
              assertThat(it.contains("what AWS services operate may be missing"))
                  .as(form)
                  .isEqualTo(told));
    }
    assertThat(collect("--lang", "ja")).isZero();
    assertThat(shell.err().contains("AWS のサービスが運用する")).isEqualTo(told);
  }

  @Test
  void anInstanceThatIsHiddenByDefaultShowsThatSuchWereAskedFor() throws IOException {
    region(
        "ec2/DescribeInstances.json",
        """
        {"Reservations": [{"ReservationId": "r-1", "OwnerId": "111122223333", "Instances": [
          {"InstanceId": "i-0a", "State": {"Name": "running"}, "NetworkInterfaces": [],
           "Operator": {"Managed": true, "Principal": "ecs.amazonaws.com", "HiddenByDefault": true}}]}]}
        """);
    assertThat(collect()).as(shell.err()).isZero();
    assertThat(shell.err()).doesNotContain("--include-managed-resources");
    gate();
    assertThat(report()).contains("i-0a", "operator", "ecs.amazonaws.com");
  }

  @Test
  void aTypoInTheSettingsIsOneLine() throws IOException {
    region("ec2/DescribeVpcs.json", "{\"Vpcs\":[]}");
    Files.writeString(folder.resolve("folder.json"), "{\"missingFile\":\"empty\"}");
    assertThat(collect()).isEqualTo(6);
    assertThat(shell.err()).contains("'missingFile'", "missingFiles", "folder.json");
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(collect("--lang", "ja")).isEqualTo(6);
    assertThat(shell.err()).contains("'missingFile' という設定はありません");
    Files.writeString(
        folder.resolve("folder.json"), "{\"credentials\":{\"AKIA\":\"444455556666\"}}");
    assertThat(collect()).isEqualTo(6);
    assertThat(shell.err()).contains("credentials.AKIA", "444455556666", "111122223333");
    assertThat(temp.resolve("s.gz")).doesNotExist();
  }

  @Test
  void whichNodesAreAskedIsOneOfThreeWords() throws IOException {
    String demo = DemoFolder.DEMO.toString();
    Path file = temp.resolve("demo.gz");
    for (String word : new String[] {"needed", "all", "off"}) {
      int end =
          shell.run(
              "collect", "--aws-json", demo, "--connection-status", word, "--out", file.toString());
      assertThat(end).as(shell.err()).isZero();
      try (InputStream snapshot = new GZIPInputStream(Files.newInputStream(file))) {
        String text = new String(snapshot.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.contains("ssm:GetConnectionStatus"))
            .as(word)
            .isEqualTo(!word.equals("off"));
      }
    }
    assertThat(collect("--connection-status", "some")).isEqualTo(2);
    assertThat(shell.err()).contains("--connection-status some", "needed, all, off");
  }
}
