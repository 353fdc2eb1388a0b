package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.VpcEndpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunCommandTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static String status(DemoAccount account, String name) {
    return account.path(name, PathId.RUN_COMMAND).status().word();
  }

  /** The VPC of db-half has the endpoint of another service than ssm. */
  private static DemoAccount halfWith(String service) {
    return DEMO.each(
        DemoFolder.TOKYO,
        "ec2.vpcEndpoints",
        (VpcEndpoint it) ->
            it.id().equals("vpce-05f9822249319fad8")
                ? DemoAccount.with(it, "serviceName", "com.amazonaws.ap-northeast-1." + service)
                : it);
  }

  @Test
  void commandsComeByTheChannelOfSessions() {
    assertThat(status(DEMO, "db-sealed")).isEqualTo("open");
    assertThat(status(DEMO, "ops-jump")).isEqualTo("open");
  }

  @Test
  void commandsComeByEc2messagesWhereSessionsDoNot() {
    DemoAccount account = halfWith("ec2messages");
    assertThat(status(account, "db-half")).isEqualTo("open");
    assertThat(account.path("db-half", PathId.SESSION_MANAGER).status().word()).isEqualTo("closed");
    assertThat(account.path("db-half", PathId.SSM_TUNNEL).status().word()).isEqualTo("closed");
  }

  @Test
  void anOnlineNodeThatReachesNeitherIsUnknownForItsAgentMayHaveAProxy() {
    assertThat(status(DEMO, "db-half")).isEqualTo("unknown");
  }

  @Test
  void aNodeOfWhichTheChannelWasNotSeenIsUnknown() {
    DemoAccount account =
        DEMO.change(
            DemoFolder.TOKYO,
            "ssm.connectionStatuses",
            (List<ConnectionStatus> all) ->
                all.stream()
                    .map(it ->
                        new ConnectionStatus(it.nodeId(), DemoAccount.unseen(it.status().call())))
                    .toList());
    assertThat(status(account, "db-half")).isEqualTo("unknown");
    assertThat(status(account, "ops-jump")).isEqualTo("unknown");
    assertThat(status(account, "worker")).isEqualTo("open");
  }

  @Test
  void aLostConnectionOrNoNodeClosesIt() {
    assertThat(status(DEMO, "バッチ処理")).isEqualTo("closed");
    assertThat(status(DEMO, "bastion")).isEqualTo("closed");
  }

  @Test
  void noVersionIsTooOldForIt() {
    DemoAccount account =
        DEMO.node(DemoFolder.TOKYO, "worker", "agentVersion", Optional.of("2.0.0.0"));
    assertThat(status(account, "worker")).isEqualTo("open");
  }

  @Test
  void windowsTakesCommandsToo() {
    assertThat(status(DEMO, "ad")).isEqualTo("open");
  }
}
