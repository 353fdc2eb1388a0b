package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.PathWord;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.Instance;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance's state does to each path: rows 1 to 3 of the oddities. */
class StatesTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static DemoAccount in(String state, String name) {
    return DEMO.instance(DemoFolder.TOKYO, name, "state", state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"terminated", "shutting-down"})
  void row1_whatIsGoneIsLeftOut(String state) {
    Report report = new Check(Catalog.ALL, Set.of()).report(in(state, "bastion").snapshot());
    String id = DEMO.id("bastion");
    assertThat(report.instances()).extracting(InstanceReport::id).doesNotContain(id);
    assertThat(report.findings()).noneMatch(it -> it.resource().id().equals(id));
    assertThat(in(state, "bastion").path("vault", PathId.SSH_BASTION).status())
        .isEqualTo(Status.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "web, ssh-direct, latent",
    "web, instance-connect, latent",
    "web, instance-connect-endpoint, latent",
    "web, serial-console, latent",
    "web, ssh-bastion, latent",
    "web, session-manager, unknown",
    "web, ssm-tunnel, unknown",
    "web, run-command, unknown",
    "web, fleet-manager-rdp, closed",
    "legacy-app, serial-console, closed",
    "worker, ssh-direct, closed"
  })
  void row2_aStoppedInstanceIsLatentAndNeverNotManaged(
      String name, @ConvertWith(PathWord.class) PathId path, String status) {
    // What has no elastic address loses it, and the interface does not tell: web is IPv6 as well.
    for (String state : new String[] {"stopped", "stopping", "pending"}) {
      String given = in(state, name).path(name, path).status().word();
      assertThat(given).as(state).isEqualTo(status);
    }
  }

  @Test
  void row2_aStoppedBastionPassesNobodyOn() {
    assertThat(in("stopped", "bastion").path("vault", PathId.SSH_BASTION).status())
        .isEqualTo(Status.CLOSED);
  }

  /** A state that AWS adds, or none at all, is no proof that the instance does not run. */
  @ParameterizedTest
  @ValueSource(strings = {"", "hibernating"})
  void row3_aStateThatIsNotOneOfTheSixMakesNothingLatentNorOpen(String state) {
    for (PathAssessment each : in(state, "web").report("web").paths()) {
      assertThat(each.status()).as(each.path().word()).isIn(Status.UNKNOWN, Status.CLOSED);
    }
    assertThat(in(state, "web").path("web", PathId.SERIAL_CONSOLE).status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void row3_allSixStatesAreKnown() {
    for (String state :
        new String[] {"pending", "running", "shutting-down", "terminated", "stopping", "stopped"}) {
      Instance instance =
          DEMO.snapshot().regions().stream()
              .flatMap(it -> dev.loginpath.verdict.Observed.items(it.ec2().instances()).stream())
              .findFirst()
              .map(it -> DemoAccount.with(it, "state", state))
              .orElseThrow();
      assertThat(instance.isRunning()).isEqualTo(state.equals("running"));
      assertThat(instance.isTerminated())
          .isEqualTo(state.equals("terminated") || state.equals("shutting-down"));
    }
  }
}
