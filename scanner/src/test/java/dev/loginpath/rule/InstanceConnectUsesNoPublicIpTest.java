package dev.loginpath.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.Severity;
import dev.loginpath.scan.DemoFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceConnectUsesNoPublicIpTest {

  @TempDir private Path folder;

  private DemoFolder demo() {
    return new DemoFolder(folder.resolve("demo"));
  }

  private static List<Finding> judge(DemoFolder account, String instance) {
    return DemoFolder.findings(account.report(), "instance-connect-uses-no-public-ip", instance);
  }

  @ParameterizedTest
  @CsvSource({
    "web, HIGH",
    "sensor, HIGH",
    "bastion, MEDIUM",
    "gateway, MEDIUM",
    "old-bastion, MEDIUM"
  })
  void aPublicPort22IsAViolation(String instance, Severity severity) {
    assertThat(judge(demo(), instance))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.severity()).isEqualTo(severity);
          assertThat(it.evidence()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "worker", "ad", "db-sealed", "legacy-app"})
  void aPrivateInstanceKeepsIt(String instance) {
    assertThat(judge(demo(), instance)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet-1", "fleet-2"})
  void anUnknownAgentBehindAPublicPortIsUnknown(String instance) {
    assertThat(judge(demo(), instance))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.UNKNOWN);
          assertThat(it.message()).contains("ami-");
        });
  }

  @Test
  void twoHalvesOfTheInternetAreWide() {
    DemoFolder account =
        demo()
            .replace(
                DemoFolder.TOKYO,
                "ec2/DescribeSecurityGroups",
                "\"CidrIp\": \"198.51.100.7/32\"",
                "\"CidrIp\": \"0.0.0.0/1\"}, {\"CidrIp\": \"128.0.0.0/1\"")
            .replace(
                DemoFolder.TOKYO,
                "ec2/DescribeInstanceImageMetadata",
                "\"Name\": \"vendor-appliance-7\"",
                "\"Name\": \"al2023-ami-2023.9\"")
            .replace(
                DemoFolder.TOKYO,
                "ec2/DescribeInstanceImageMetadata",
                "\"OwnerId\": \"111122223333\",\n    \"State\": \"deregistered\"",
                "\"OwnerId\": \"137112412989\", \"State\": \"deregistered\"")
            .deny(DemoFolder.TOKYO, "ec2/DescribeSecurityGroupRules");
    assertThat(judge(account, "<img src=x onerror=alert(1)>"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.severity()).isEqualTo(Severity.HIGH);
        });
  }

  @Test
  void aRuleThatNamesTheServiceCountsWhateverTheAgent() {
    DemoFolder account =
        demo()
            .replace(
                DemoFolder.VIRGINIA,
                "ec2/DescribeSecurityGroups",
                "\"CidrIp\": \"203.0.113.0/25\"",
                "\"CidrIp\": \"18.206.107.24/29\"")
            .deny(DemoFolder.VIRGINIA, "ec2/DescribeSecurityGroupRules");
    assertThat(judge(account, "fleet-1"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.severity()).isEqualTo(Severity.MEDIUM);
        });
  }
}
