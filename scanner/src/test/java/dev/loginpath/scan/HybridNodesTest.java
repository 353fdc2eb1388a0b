package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 7 of the oddities: machines that are no EC2 instances stand among the managed nodes. */
class HybridNodesTest {

  private static final String ONLINE = "mi-0a1b2c3d4e5f60718";
  private static final String LOST = "mi-0123456789abcdef0";
  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static HybridNode node(DemoAccount account, String id) {
    return account.report().hybridNodes().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String status(DemoAccount account, PathId path) {
    return node(account, ONLINE).paths().stream()
        .filter(it -> it.path().equals(path))
        .findFirst()
        .map(it -> it.status().word())
        .orElseThrow();
  }

  private static DemoAccount node(String component, Object value) {
    return DEMO.each(
        DemoFolder.TOKYO,
        "ssm.nodes",
        (ManagedNode it) -> it.id().equals(ONLINE) ? DemoAccount.with(it, component, value) : it);
  }

  @Test
  void row7_theyAreNoInstancesAndHaveNoArnOfEc2() {
    Report report = DEMO.report();
    assertThat(report.instances())
        .extracting(InstanceReport::id)
        .noneMatch(it -> it.startsWith("mi-"));
    assertThat(report.hybridNodes())
        .extracting(HybridNode::id)
        .containsExactlyInAnyOrder(LOST, ONLINE);
    assertThat(report.hybridNodes())
        .extracting(HybridNode::arn)
        .allMatch(it -> it.matches("arn:aws:ssm:[a-z0-9-]+:111122223333:managed-instance/mi-.*"));
    assertThat(report.findings()).noneMatch(it -> it.resource().id().startsWith("mi-"));
    assertThat(report.summary().instances()).isEqualTo(report.instances().size());
  }

  @Test
  void row7_instanceConnectIsNotOneOfTheirPaths() {
    for (HybridNode each : DEMO.report().hybridNodes()) {
      assertThat(each.paths())
          .extracting(PathAssessment::path)
          .containsExactly(PathId.SESSION_MANAGER, PathId.SSM_TUNNEL, PathId.RUN_COMMAND);
    }
  }

  @Test
  void everySetOfPrincipalsThatTheyNameIsInTheReport() {
    Report report = DEMO.report();
    for (HybridNode each : report.hybridNodes()) {
      assertThat(each.paths())
          .allSatisfy(it -> assertThat(report.principalSets()).containsKey(it.principals()));
    }
  }

  @Test
  void administratorsMayUseThemAndTheirTagsAreRead() {
    Report report = DEMO.report();
    for (PathAssessment each : node(DEMO, ONLINE).paths()) {
      assertThat(report.principalSets().get(each.principals()))
          .as(each.path().word())
          .isNotEmpty()
          .noneMatch(it -> it.arn().equals("*"));
    }
    assertThat(report.coverage())
        .filteredOn(it -> it.call().equals("ssm:ListTagsForResource"))
        .extracting(it -> it.resource().orElse(""))
        .containsExactlyInAnyOrder(LOST, ONLINE);
  }

  @Test
  void aRegionWithHybridNodesAloneIsAskedForItsRecordings() {
    DemoAccount alone =
        DEMO.change(
                DemoFolder.VIRGINIA,
                "ssm.nodes",
                (Observed<List<ManagedNode>> it) ->
                    new Observed.Known<>(
                        it.call(),
                        Observed.items(it).stream().filter(ManagedNode::isHybrid).toList()))
            .change(
                DemoFolder.VIRGINIA,
                "ssm.defaultPreferences",
                (Observed<SessionDocument> it) -> new Observed.Absent<>(it.call()))
            .change(
                DemoFolder.VIRGINIA,
                "ssm.latestPreferences",
                (Observed<SessionDocument> it) -> new Observed.Absent<>(it.call()));
    assertThat(alone.report().findings())
        .filteredOn(it -> it.rule().equals("sessions-are-recorded"))
        .filteredOn(it -> it.region().equals(DemoFolder.VIRGINIA))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.evidence().toString()).contains(LOST).doesNotContain("i-0ca7ded");
        });
  }

  @Test
  void aLostOneCountsForTheRecordingsToo() {
    DemoAccount lost =
        DEMO.change(
            DemoFolder.VIRGINIA,
            "ssm.nodes",
            (Observed<List<ManagedNode>> it) ->
                new Observed.Known<>(
                    it.call(),
                    Observed.items(it).stream().filter(each -> each.id().equals(LOST)).toList()));
    assertThat(lost.report().findings())
        .filteredOn(it -> it.region().equals(DemoFolder.VIRGINIA))
        .extracting(Finding::rule)
        .contains("sessions-are-recorded");
  }

  @ParameterizedTest
  @CsvSource({"2.3.671.9, closed", "2.3.672.0, unknown", "3.0.221.9, unknown", "3.0.222.0, open"})
  void theirTunnelNeedsTheSameAgentAsThatOfAnInstance(String version, String status) {
    DemoAccount account = tier(node("agentVersion", Optional.of(version)), "advanced");
    assertThat(status(account, PathId.SSM_TUNNEL)).isEqualTo(status);
    assertThat(status(account, PathId.SESSION_MANAGER)).isEqualTo("open");
  }

  private static DemoAccount tier(DemoAccount account, String tier) {
    return account.change(
        DemoFolder.TOKYO,
        "ssm.activationTier",
        (Observed<ServiceSetting> it) ->
            new Observed.Known<>(
                it.call(),
                DemoAccount.with(((Observed.Known<ServiceSetting>) it).value(), "value", tier)));
  }

  @Test
  void aConnectedOneIsOpenWhateverItsTier() {
    for (DemoAccount account :
        List.of(
            tier(DEMO, "standard"),
            tier(DEMO, "advanced"),
            DEMO.denied(DemoFolder.TOKYO, "ssm.activationTier"))) {
      for (PathId path : List.of(PathId.SESSION_MANAGER, PathId.SSM_TUNNEL, PathId.RUN_COMMAND)) {
        assertThat(status(account, path)).as(path.word()).isEqualTo("open");
      }
    }
  }

  @Test
  void whatTheirSessionsCostIsNamedAndNeverCountedAsNothing() {
    assertThat(cost(tier(DEMO, "standard")))
        .contains("paid by use", "amount=Optional.empty")
        .doesNotContain("by the hour");
    assertThat(cost(tier(DEMO, "advanced"))).contains("by the hour and node");
    assertThat(cost(DEMO.denied(DemoFolder.TOKYO, "ssm.activationTier"))).contains("not seen");
  }

  private static String cost(DemoAccount account) {
    return node(account, ONLINE).paths().stream()
        .filter(it -> it.path() == PathId.SESSION_MANAGER)
        .findFirst()
        .orElseThrow()
        .monthlyCost()
        .toString();
  }

  @Test
  void ofChinaItIsNotKnownWhetherTheTierIsStillNeeded() {
    assertThat(status(china("advanced"), PathId.SESSION_MANAGER)).isEqualTo("open");
    assertThat(status(china("standard"), PathId.SESSION_MANAGER)).isEqualTo("unknown");
    assertThat(status(china("standard"), PathId.RUN_COMMAND)).isEqualTo("open");
  }

  private static DemoAccount china(String tier) {
    return tier(DEMO, tier).change(DemoFolder.TOKYO, "name", it -> "cn-north-1");
  }
}
