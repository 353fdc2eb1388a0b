package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.PathWord;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's own word on a node's channel, against what its ping and surroundings let one expect. */
class NodeChannelTest {

  private static DemoAccount saying(String instance, String status) {
    DemoAccount demo = DemoAccount.asItIs();
    Call call = Call.of("ssm:GetConnectionStatus", DemoFolder.TOKYO);
    ConnectionStatus said =
        new ConnectionStatus(demo.id(instance), new Observed.Known<>(call, status));
    return demo.change(
        DemoFolder.TOKYO, "ssm.connectionStatuses", (List<ConnectionStatus> all) -> List.of(said));
  }

  @ParameterizedTest
  @CsvSource({
    "session-manager, web, notconnected, closed",
    "ssm-tunnel, web, notconnected, closed",
    "fleet-manager-rdp, ad, notconnected, closed",
    "session-manager, web, connected, open",
    "session-manager, web, connecting, unknown",
    "session-manager, db-half, connected, open"
  })
  void itWinsOverAnOnlineNodeAndAWayThatIsSeenOrNot(
      @ConvertWith(PathWord.class) PathId path, String instance, String said, String status) {
    assertThat(saying(instance, said).path(instance, path).status().word()).isEqualTo(status);
  }

  @Test
  void itWinsOverAPingThatWasLost() {
    DemoAccount lost =
        saying("web", "connected").node(DemoFolder.TOKYO, "web", "pingStatus", "ConnectionLost");
    assertThat(lost.path("web", PathId.SESSION_MANAGER).status().word()).isEqualTo("open");
  }

  @Test
  void commandsMayComeByTheOlderChannel() {
    assertThat(saying("web", "notconnected").path("web", PathId.RUN_COMMAND).status().word())
        .isEqualTo("open");
  }

  @Test
  void withoutItOnlyANodeOfWhichAllIsSeenIsOpen() {
    DemoAccount unasked =
        DemoAccount.asItIs()
            .change(
                DemoFolder.TOKYO,
                "ssm.connectionStatuses",
                (List<ConnectionStatus> all) -> List.of());
    assertThat(unasked.path("web", PathId.SESSION_MANAGER).status().word()).isEqualTo("open");
    assertThat(unasked.path("db-half", PathId.SESSION_MANAGER).status().word())
        .isEqualTo("unknown");
  }
}
