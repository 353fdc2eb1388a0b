package dev.loginpath.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.scan.DemoFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceConnectAgentIsSupportedTest {

  @TempDir private Path folder;

  private DemoFolder demo() {
    return new DemoFolder(folder.resolve("demo"));
  }

  private static List<Finding> judge(DemoFolder account, String instance) {
    return DemoFolder.findings(account.report(), "instance-connect-agent-is-supported", instance);
  }

  @Test
  void redHatBehindAnEndpointIsAViolation() {
    assertThat(judge(demo(), "legacy-app"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.message()).contains("manual install only, not shown to be installed");
        });
  }

  @Test
  void aSystemWithoutAnyPackageSaysSo() {
    DemoFolder account =
        demo()
            .replace(
                DemoFolder.TOKYO, "ssm/GetInventory", "Red Hat Enterprise Linux", "Rocky Linux");
    assertThat(judge(account, "legacy-app"))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("AWS lists no package"));
  }

  @Test
  void inventoryThatShowsTheAgentKeepsIt() {
    DemoFolder account =
        demo()
            .replace(
                DemoFolder.TOKYO,
                "ssm/GetInventory",
                "\"Name\": \"kernel\"",
                "\"Name\": \"ec2-instance-connect\"");
    assertThat(judge(account, "legacy-app")).isEmpty();
  }

  @Test
  void deniedInventoryIsUnknown() {
    assertThat(judge(demo().deny(DemoFolder.TOKYO, "ssm/GetInventory"), "legacy-app"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.UNKNOWN);
          assertThat(it.message()).contains("ssm:GetInventory");
        });
  }

  @Test
  void deniedEndpointsAreUnknown() {
    assertThat(judge(demo(), "fleet-1"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.UNKNOWN);
          assertThat(it.message()).contains("ec2:DescribeInstanceConnectEndpoints");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "build", "ad", "worker", "gateway", "sensor"})
  void supportedSystemsWindowsAndWhoDoesNotRelyOnItAreNotAsked(String instance) {
    assertThat(judge(demo(), instance)).isEmpty();
  }
}
