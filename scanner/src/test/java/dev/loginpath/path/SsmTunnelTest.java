package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsmTunnelTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static String status(DemoAccount account, String name) {
    return account.path(name, PathId.SSM_TUNNEL).status().word();
  }

  /** AWS's pages contradict each other between the two versions. */
  @ParameterizedTest
  @CsvSource({
    "2.3.671.9, closed",
    "2.3.672.0, unknown",
    "2.3.1000.0, unknown",
    "3.0.221.9999, unknown",
    "3.0.222.0, open",
    "3.0.1000.0, open",
    "10.0.0.0, open",
    "1.2, closed"
  })
  void theAgentsVersionIsComparedAsNumbers(String version, String status) {
    DemoAccount account =
        DEMO.node(DemoFolder.TOKYO, "worker", "agentVersion", Optional.of(version));
    assertThat(status(account, "worker")).isEqualTo(status);
    assertThat(account.path("worker", PathId.SESSION_MANAGER).status().word()).isEqualTo("open");
  }

  @Test
  void anAgentOfNoToldVersionIsUnknown() {
    assertThat(
            status(
                DEMO.node(DemoFolder.TOKYO, "worker", "agentVersion", Optional.empty()), "worker"))
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "v3.3"})
  void aVersionThatIsNoVersionProvesNothing(String version) {
    assertThat(
            status(
                DEMO.node(DemoFolder.TOKYO, "worker", "agentVersion", Optional.of(version)),
                "worker"))
        .isNotEqualTo("closed");
  }

  @Test
  void anAgentThatIsTooOldIsClosedThoughTheChannelWasNotSeen() {
    DemoAccount account =
        DEMO.node(DemoFolder.TOKYO, "ops-jump", "agentVersion", Optional.of("2.3.600.0"))
            .change(DemoFolder.TOKYO, "ssm.connectionStatuses", it -> java.util.List.of());
    assertThat(status(account, "ops-jump")).isEqualTo("closed");
  }

  @Test
  void itIsOpenWhereTheShellIsWhateverTheGroups() {
    assertThat(status(DEMO, "worker")).isEqualTo("open");
    assertThat(status(DEMO, "db-sealed")).isEqualTo("open");
  }

  @Test
  void deniedNodesAreUnknown() {
    assertThat(status(DEMO.denied(DemoFolder.TOKYO, "ssm.nodes"), "worker")).isEqualTo("unknown");
  }

  @Test
  void itsContentCannotBeRecordedEvenWherePreferencesAre() {
    assertThat(DEMO.path("web", PathId.SSM_TUNNEL).recording().orElseThrow().content().word())
        .isEqualTo("impossible");
  }
}
