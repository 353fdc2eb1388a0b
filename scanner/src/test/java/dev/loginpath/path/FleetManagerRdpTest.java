package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.InstancePlatform;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetManagerRdpTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static String status(DemoAccount account, String name) {
    return account.path(name, PathId.FLEET_MANAGER_RDP).status().word();
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.672.0, closed",
    "3.0.221.9, closed",
    "3.0.222.0, open",
    "3.3.3050.0, open",
  })
  void theAgentMustBeNewEnough(String version, String status) {
    assertThat(
            status(DEMO.node(DemoFolder.TOKYO, "ad", "agentVersion", Optional.of(version)), "ad"))
        .isEqualTo(status);
  }

  @Test
  void anAgentOfNoToldVersionIsUnknown() {
    assertThat(status(DEMO.node(DemoFolder.TOKYO, "ad", "agentVersion", Optional.empty()), "ad"))
        .isEqualTo("unknown");
  }

  @Test
  void linuxHasNoneThoughItsAgentIsConnected() {
    assertThat(status(DEMO, "web")).isEqualTo("closed");
  }

  @Test
  void aSystemThatNothingTellsIsUnknown() {
    InstancePlatform untold =
        new InstancePlatform(Optional.empty(), Optional.empty(), Optional.empty());
    DemoAccount account =
        DEMO.instance(DemoFolder.TOKYO, "<img src=x onerror=alert(1)>", "platform", untold)
            .denied(DemoFolder.TOKYO, "ssm.nodes");
    assertThat(status(account, "<img src=x onerror=alert(1)>")).isEqualTo("unknown");
  }

  @Test
  void noPortNeedsToBeOpen() {
    assertThat(DEMO.path("ad", PathId.RDP_DIRECT).status().word()).isEqualTo("closed");
    assertThat(status(DEMO, "ad")).isEqualTo("open");
  }

  @Test
  void aLostConnectionClosesIt() {
    DemoAccount account =
        DEMO.node(DemoFolder.TOKYO, "ad", "pingStatus", "ConnectionLost")
            .change(
                DemoFolder.TOKYO,
                "ssm.connectionStatuses",
                (List<ConnectionStatus> all) -> List.of());
    assertThat(status(account, "ad")).isEqualTo("closed");
  }

  @Test
  void aStoppedOneIsUnknownForItsAgentIsNotKnown() {
    DemoAccount account = DEMO.instance(DemoFolder.TOKYO, "ad", "state", "stopped");
    assertThat(status(account, "ad")).isEqualTo("unknown");
  }
}
