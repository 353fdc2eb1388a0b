package dev.loginpath.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.scan.DemoFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsAreRecordedTest {

  private static final String DOCUMENT = "ssm/GetDocument/SSM-SessionManagerRunShell";

  @TempDir private Path folder;

  private List<Finding> judge(DemoFolder account, String region) {
    return account.report().findings().stream()
        .filter(it -> it.rule().equals("sessions-are-recorded") && it.region().equals(region))
        .toList();
  }

  private DemoFolder demo() {
    return new DemoFolder(folder.resolve("demo"));
  }

  private static String document(String inputs) {
    String content =
        "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":" + inputs + "}";
    return "{\"Name\":\"SSM-SessionManagerRunShell\",\"Content\":\""
        + content.replace("\"", "\\\"")
        + "\",\"DocumentFormat\":\"JSON\"}";
  }

  @Test
  void rolesThatMayNotWriteAreAViolationThoughTheRegionsPreferencesNameABucket() {
    assertThat(judge(demo(), DemoFolder.TOKYO))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.message()).contains("6 of 9 managed nodes");
          assertThat(it.evidence().toString())
              .contains("sessions are not recorded on i-0348530f9623a9333")
              .contains("not decided for", "mi-0a1b2c3d4e5f60718")
              .doesNotContain("i-0cba51e5d33d213fb");
        });
  }

  @Test
  void absentPreferencesAreAViolationThatNamesTheNodes() {
    DemoFolder account = demo().remove(DemoFolder.VIRGINIA, DOCUMENT);
    assertThat(judge(account, DemoFolder.VIRGINIA))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.resource().id()).isEqualTo("SSM-SessionManagerRunShell");
          assertThat(it.evidence().toString()).contains("mi-0123456789abcdef0");
          assertThat(it.fix().steps())
              .as("nothing is there to be updated")
              .anyMatch(step -> step.startsWith("aws ssm create-document "))
              .noneMatch(step -> step.contains("update-document"));
        });
  }

  @Test
  void namingNoDestinationIsAViolation() {
    DemoFolder account =
        demo().write(DemoFolder.TOKYO, DOCUMENT, document("{\"s3BucketName\":\"\"}"));
    assertThat(judge(account, DemoFolder.TOKYO))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(FindingStatus.VIOLATION);
  }

  @Test
  void aDestinationOfTheCallersChoiceIsUnknown() {
    DemoFolder account =
        demo().write(DemoFolder.TOKYO, DOCUMENT, document("{\"s3BucketName\":\"{{bucket}}\"}"));
    assertThat(judge(account, DemoFolder.TOKYO))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(FindingStatus.UNKNOWN);
  }

  @Test
  void versionsThatLogDifferentlyAreUnknown() {
    DemoFolder account =
        demo()
            .write(
                DemoFolder.TOKYO, DOCUMENT + ",$LATEST", document("{\"s3BucketName\":\"other\"}"));
    assertThat(judge(account, DemoFolder.TOKYO))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.UNKNOWN);
          assertThat(it.message()).contains("$DEFAULT", "$LATEST");
        });
  }

  @Test
  void unreadableContentIsUnknown() {
    DemoFolder account = demo().write(DemoFolder.TOKYO, DOCUMENT, "{\"Content\":\"inputs: {}\"}");
    assertThat(judge(account, DemoFolder.TOKYO))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(FindingStatus.UNKNOWN);
  }

  @Test
  void deniedPreferencesOrNodesAreUnknown() {
    assertThat(judge(demo().deny(DemoFolder.TOKYO, "ssm/GetDocument"), DemoFolder.TOKYO))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("ssm:GetDocument"));
    DemoFolder nodes =
        new DemoFolder(folder.resolve("nodes"))
            .deny(DemoFolder.TOKYO, "ssm/DescribeInstanceInformation");
    assertThat(judge(nodes, DemoFolder.TOKYO))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(FindingStatus.UNKNOWN);
  }

  @Test
  void aRegionWithoutNodesIsNotAsked() {
    DemoFolder account =
        demo()
            .write(
                DemoFolder.VIRGINIA,
                "ssm/DescribeInstanceInformation",
                "{\"InstanceInformationList\":[]}");
    assertThat(judge(account, DemoFolder.VIRGINIA)).isEmpty();
  }
}
