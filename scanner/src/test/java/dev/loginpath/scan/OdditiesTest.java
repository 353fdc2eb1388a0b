package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.Image;
import dev.loginpath.snapshot.ImageMetadata;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What real accounts hold that tools stumble over; the numbers are those of the peer study. */
class OdditiesTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final String VENDOR = "<img src=x onerror=alert(1)>";

  private static String status(DemoAccount account, String name, PathId path) {
    return account.path(name, path).status().word();
  }

  private static DemoAccount image(String name, Optional<String> image) {
    String id = DEMO.id(name);
    return DEMO.each(
        DemoFolder.TOKYO,
        "ec2.imageMetadata",
        (ImageMetadata it) ->
            it.instanceId().equals(id) ? DemoAccount.with(it, "name", image) : it);
  }

  @Test
  void row4_aDeregisteredImageTellsNothingAndFailsNothing() {
    InstanceReport vendor = DEMO.report(VENDOR);
    assertThat(vendor.platform().source().word()).isEqualTo("unknown");
    assertThat(status(DEMO, VENDOR, PathId.INSTANCE_CONNECT)).isEqualTo("unknown");
    assertThat(status(DEMO, VENDOR, PathId.SSH_DIRECT)).isEqualTo("open");
  }

  @Test
  void row5_anImageWithoutANameIsNotGuessed() {
    DemoAccount nameless =
        image("bastion", Optional.empty())
            .each(
                DemoFolder.TOKYO,
                "ec2.images",
                (Image it) -> DemoAccount.with(it, "name", Optional.empty()));
    assertThat(nameless.report("bastion").platform().source().word()).isEqualTo("unknown");
    assertThat(status(nameless, "bastion", PathId.INSTANCE_CONNECT)).isEqualTo("unknown");
  }

  @Test
  void row5_aCopyOfAPublishersImageIsItsOwnersAndProvesNoAgent() {
    String id = DEMO.id("bastion");
    DemoAccount copied =
        DEMO.each(
            DemoFolder.TOKYO,
            "ec2.imageMetadata",
            (ImageMetadata it) ->
                it.instanceId().equals(id)
                    ? DemoAccount.with(it, "ownerId", Optional.of(DemoFolder.ACCOUNT))
                    : it);
    assertThat(status(copied, "bastion", PathId.INSTANCE_CONNECT)).isEqualTo("unknown");
  }

  @Test
  void row6_whatTheAgentReportsBeatsTheImage() {
    DemoAccount upgraded = image("legacy-app", Optional.of("RHEL-7.9_HVM-20240605-x86_64"));
    assertThat(upgraded.report("legacy-app").platform().version().orElse("")).isEqualTo("9.4");
    assertThat(upgraded.report("legacy-app").platform().source().word()).isEqualTo("inventory");
  }

  @Test
  void row8_aMachineWithTwoRegistrationsIsTwoThings() {
    ManagedNode ghost =
        new ManagedNode(
            "mi-00000000000000001",
            "ManagedInstance",
            "ConnectionLost",
            Optional.empty(),
            Optional.of("3.3.3050.0"),
            Optional.of("Amazon Linux"),
            Optional.of("2023"));
    DemoAccount account =
        DEMO.change(
            DemoFolder.TOKYO,
            "ssm.nodes",
            (Observed<List<ManagedNode>> it) ->
                new Observed.Known<>(
                    it.call(),
                    Stream.concat(Stream.of(ghost), Observed.items(it).stream()).toList()));
    assertThat(status(account, "web", PathId.SESSION_MANAGER)).isEqualTo("open");
    assertThat(account.report().instances()).hasSameSizeAs(DEMO.report().instances());
  }

  @Test
  void row9_throttledNodesAreUnknownAndThoseThatWereReadCount() {
    DemoAccount throttled =
        DEMO.change(
                DemoFolder.TOKYO,
                "ssm.nodes",
                (Observed<List<ManagedNode>> it) ->
                    new Observed.Unseen<>(
                        it.call(),
                        Outcome.CUT_SHORT,
                        "page 2 was throttled",
                        Optional.of(Observed.items(it).subList(0, 1))))
            .change(
                DemoFolder.TOKYO,
                "ssm.connectionStatuses",
                (List<ConnectionStatus> all) -> List.of());
    String first =
        Observed.items(DEMO.snapshot().regions().getFirst().ssm().nodes()).getFirst().id();
    for (InstanceReport each : throttled.report().instances()) {
      String status =
          each.paths().stream()
              .filter(it -> it.path() == PathId.SESSION_MANAGER)
              .findFirst()
              .orElseThrow()
              .status()
              .word();
      if (each.region().equals(DemoFolder.TOKYO)) {
        assertThat(status).as(each.id()).isEqualTo(each.id().equals(first) ? "open" : "unknown");
      }
    }
  }

  @Test
  void row30_aPermissionSetIsNamedAndNotItsHash() {
    assertThat(DEMO.report().principalSets().values())
        .flatExtracting(it -> it)
        .filteredOn(it -> it.arn().contains("AWSReservedSSO_"))
        .isNotEmpty()
        .extracting(PrincipalAccess::name)
        .allMatch(it -> it.contains("AdministratorAccess") && !it.contains("0123456789abcdef"));
  }

  private static DemoAccount sealedEndpoint(String component, Object value) {
    return DEMO.each(
        DemoFolder.TOKYO,
        "ec2.vpcEndpoints",
        (VpcEndpoint it) ->
            it.id().equals("vpce-0161f27a104626439") ? DemoAccount.with(it, component, value) : it);
  }

  private static String cause(DemoAccount account, String id) {
    return account.path("db-sealed", PathId.SESSION_MANAGER).requirements().stream()
        .flatMap(it -> it.children().stream())
        .filter(it -> it.id().equals(id))
        .map(Requirement::verdict)
        .map(it -> it.word())
        .reduce((one, other) -> one.equals("met") ? other : one)
        .orElse("none");
  }

  @Test
  void row31_anEndpointServesOnlyAvailableWithItsNameInForceAndByItsPolicy() {
    assertThat(cause(DEMO, "way-to-ssmmessages")).isEqualTo("met");
    assertThat(cause(sealedEndpoint("state", "pendingAcceptance"), "way-to-ssmmessages"))
        .isEqualTo("not-met");
    assertThat(cause(sealedEndpoint("privateDns", false), "way-to-ssmmessages"))
        .isEqualTo("not-met");
    assertThat(cause(sealedEndpoint("policyDocument", Optional.empty()), "way-to-ssmmessages"))
        .isEqualTo("met");
    String none = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    assertThat(cause(sealedEndpoint("policyDocument", Optional.of(none)), "endpoint-policy"))
        .isEqualTo("not-met");
  }

  @Test
  void row36_systemsWithoutAPackageProveNoAgent() {
    for (String system : List.of("Bottlerocket", "FreeBSD", "Debian GNU/Linux", "Haiku")) {
      DemoAccount account =
          DEMO.node(DemoFolder.TOKYO, "ops-jump", "platformName", Optional.of(system));
      assertThat(account.report("ops-jump").platform().os()).isPresent();
      assertThat(status(account, "ops-jump", PathId.FLEET_MANAGER_RDP))
          .as(system)
          .isEqualTo("closed");
    }
  }

  /** The list of interfaces was read a moment after that of instances. */
  @Test
  void row38_whatOneListNamesAndAnotherLacksIsUnknown() {
    String id = "eni-0e4a4f8980019d193";
    DemoAccount lacking =
        DEMO.change(
            DemoFolder.TOKYO,
            "ec2.networkInterfaces",
            (Observed<List<NetworkInterface>> it) ->
                new Observed.Known<>(
                    it.call(),
                    Observed.items(it).stream().filter(each -> !each.id().equals(id)).toList()));
    assertThat(status(lacking, "web", PathId.SSH_DIRECT)).isEqualTo("unknown");
    assertThat(status(lacking, "web", PathId.INSTANCE_CONNECT)).isEqualTo("unknown");
    assertThat(status(lacking, "web", PathId.SERIAL_CONSOLE)).isEqualTo("open");
  }

  @Test
  void row39_oddTagsNeitherScopeAPolicyByAwsNorChangeAVerdict() {
    Map<String, String> odd =
        Map.of(
            "Name", "web",
            "", "",
            "empty", "",
            "aws:autoscaling:groupName", "fleet",
            "\"><script>", "</script>\u202e");
    DemoAccount account =
        DEMO.each(
            DemoFolder.TOKYO,
            "ec2.instances",
            (Instance it) ->
                it.id().equals(DEMO.id("web"))
                    ? DemoAccount.with(it, "tags", new TreeMap<>(odd))
                    : it);
    InstanceReport web = account.report("web");
    assertThat(web.recommendation().orElseThrow().steps().toString())
        .doesNotContain("resourceTag/aws:", "resourceTag/\"");
    assertThat(web.paths())
        .extracting(it -> it.status().word())
        .isEqualTo(DEMO.report("web").paths().stream().map(it -> it.status().word()).toList());
    Report report = account.report();
    assertThat(report.instances()).hasSameSizeAs(DEMO.report().instances());
  }
}
