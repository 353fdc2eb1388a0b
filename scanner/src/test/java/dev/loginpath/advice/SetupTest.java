package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Comparison;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison's cell about setup: what there is in this account, and what is lacking. */
class SetupTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static String cell(DemoAccount account, String situation, PathId path) {
    return account.report().comparison().orElseThrow().situations().stream()
        .filter(it -> it.situation().equals(situation))
        .flatMap(it -> it.paths().stream())
        .filter(it -> it.path().equals(path))
        .map(Comparison.Column::setup)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aVpcTellsWhichEndpointsItHasAndWhatTheOthersAdd() {
    assertThat(cell(DEMO, "private", PathId.SESSION_MANAGER))
        .contains(
            "lacking a way to ssm on 2, a way to ssmmessages on 3",
            "vpc-069f52c20d590da2a: 1 of 2 endpoints exist, missing: ssmmessages, + 10.22 USD a"
                + " month");
  }

  @Test
  void endpointsThatWereNotSeenAreNotMissing() {
    DemoAccount unseen = DEMO.denied(DemoFolder.TOKYO, "ec2.vpcEndpoints");
    assertThat(cell(unseen, "private", PathId.SESSION_MANAGER))
        .doesNotContain("missing", "lacking");
  }

  @Test
  void aVpcWithoutAnInstanceConnectEndpointSaysSo() {
    assertThat(cell(DEMO, "private", PathId.INSTANCE_CONNECT_ENDPOINT))
        .contains(
            "vpc-01670a2f24f7fc10d: eice-0c77dce4c5f6681af exists",
            "vpc-069f52c20d590da2a: no endpoint");
    DemoAccount unseen = DEMO.denied(DemoFolder.TOKYO, "ec2.instanceConnectEndpoints");
    assertThat(cell(unseen, "private", PathId.INSTANCE_CONNECT_ENDPOINT))
        .contains("vpc-069f52c20d590da2a: its endpoints were not seen")
        .doesNotContain("no endpoint");
    DemoAccount none = DEMO.answer(DemoFolder.TOKYO, "ec2.instanceConnectEndpoints", List.of());
    assertThat(cell(none, "private", PathId.INSTANCE_CONNECT_ENDPOINT))
        .contains("vpc-01670a2f24f7fc10d: no endpoint");
  }

  @Test
  void whatKeepsMostOfThemClosedIsNamed() {
    assertThat(cell(DEMO, "private", PathId.SSH_DIRECT))
        .endsWith("; mostly: has no public address");
  }
}
