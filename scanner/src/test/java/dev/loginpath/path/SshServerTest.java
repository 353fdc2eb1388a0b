package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Systems that take no SSH logins as they are shipped. */
class SshServerTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static DemoAccount running(String system) {
    return DEMO.answer(DemoFolder.TOKYO, "ssm.inventoryNodes", List.of())
        .node(DemoFolder.TOKYO, "web", "platformName", Optional.of(system));
  }

  private static Optional<Requirement> remark(PathAssessment path) {
    return path.requirements().stream().filter(it -> it.id().equals("ssh-server")).findFirst();
  }

  @ParameterizedTest
  @EnumSource(
      value = PathId.class,
      names = {"SSH_DIRECT", "SSH_BASTION", "INSTANCE_CONNECT", "INSTANCE_CONNECT_ENDPOINT"})
  void everySshPathOfBottlerocketSpeaksOfTheAdminContainer(PathId path) {
    assertThat(remark(running("Bottlerocket OS").path("web", path)))
        .hasValueSatisfying(it -> {
          assertThat(it.verdict().word()).isEqualTo("unknown");
          assertThat(it.informative()).isTrue();
          assertThat(it.evidence().toString()).contains("Bottlerocket", "admin container");
        });
    assertThat(remark(running("Ubuntu").path("web", path))).isEmpty();
  }

  @Test
  void theDoorOfTheNetworkStaysOpenWhateverIsBehindIt() {
    assertThat(running("Bottlerocket OS").path("web", PathId.SSH_DIRECT).status().word())
        .isEqualTo("open");
  }

  @Test
  void talosHasNoneAtAll() {
    assertThat(remark(running("Talos").path("web", PathId.SSH_DIRECT)))
        .hasValueSatisfying(it -> assertThat(it.verdict().word()).isEqualTo("not-met"));
  }
}
