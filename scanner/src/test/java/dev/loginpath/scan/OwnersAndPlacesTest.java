package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.render.FindingGroup;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.ManagedBy;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.Operator;
import dev.loginpath.snapshot.Placement;
import dev.loginpath.snapshot.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instances that something recreates, and those outside Availability Zones; the numbers are those
 * of the peer study.
 */
class OwnersAndPlacesTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final String ZONES = "ec2.availabilityZones";
  private static final String OUTPOST =
      "arn:aws:outposts:ap-northeast-1:111122223333:outpost/op-0123456789abcdef0";

  private static String status(DemoAccount account, String name, PathId path) {
    return account.path(name, path).status().word();
  }

  private static DemoAccount tagged(String name, Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>(tags);
    all.put("Name", name);
    return DEMO.instance(DemoFolder.TOKYO, name, "tags", new TreeMap<>(all));
  }

  private static Optional<String> owner(Map<String, String> tags) {
    return tagged("web", tags).report("web").managedBy().map(ManagedBy::label);
  }

  private static Placement placed(Optional<String> zone, Optional<String> outpost) {
    Optional<String> none = Optional.empty();
    return new Placement(zone, none, none, none, outpost, none);
  }

  @Test
  void row34_whatAGroupLaunchedIsOneThingToAReaderAndOneEachToAProgram() {
    Report report = DEMO.report();
    List<Finding> violations =
        report.findings().stream().filter(it -> it.status() == FindingStatus.VIOLATION).toList();
    List<FindingGroup> groups = FindingGroup.of(report, violations);
    assertThat(groups).hasSizeLessThan(violations.size());
    assertThat(groups.stream().flatMap(it -> it.findings().stream()))
        .containsExactlyInAnyOrderElementsOf(violations);
    assertThat(groups)
        .filteredOn(FindingGroup::isMany)
        .singleElement()
        .satisfies(it ->
            assertThat(it.owner().map(ManagedBy::label)).contains("Auto Scaling group bastions"));
  }

  @Test
  void row34_spotIsToldAndChangesNothing() {
    InstanceReport spot = DEMO.report("バッチ処理");
    assertThat(spot.placement().orElseThrow().lifecycle()).contains("spot");
    DemoAccount onDemand =
        DEMO.instance(
            DemoFolder.TOKYO,
            "バッチ処理",
            "placement",
            placed(Optional.of("ap-northeast-1a"), Optional.empty()));
    assertThat(onDemand.report("バッチ処理").paths()).isEqualTo(spot.paths());
  }

  @ParameterizedTest
  @CsvSource({
    "aws:autoscaling:groupName, web, Auto Scaling group web",
    "aws:ec2:fleet-id, fleet-1, EC2 Fleet fleet-1",
    "aws:ec2spot:fleet-request-id, sfr-1, Spot Fleet request sfr-1",
    "eks:nodegroup-name, workers, EKS node group workers",
    "aws:eks:cluster-name, prod, EKS cluster prod",
    "karpenter.sh/nodepool, default, Karpenter node pool default",
    "AmazonECSManaged, true, ECS capacity provider of the Auto Scaling group",
    "aws:elasticmapreduce:job-flow-id, j-1, EMR cluster j-1",
    "elasticbeanstalk:environment-name, shop, Elastic Beanstalk environment shop",
    "aws:cloudformation:stack-name, net, CloudFormation stack net"
  })
  void row35_eachOwnerIsKnownByItsTag(String tag, String value, String label) {
    assertThat(owner(Map.of(tag, value))).contains(label);
    String told =
        tagged("web", Map.of(tag, value))
            .report("web")
            .managedBy()
            .orElseThrow()
            .evidence()
            .stream()
            .map(Evidence::fact)
            .findFirst()
            .orElseThrow();
    assertThat(told)
        .contains(tag)
        .contains(tag.startsWith("aws:") ? "AWS alone sets" : "anybody may set");
  }

  @Test
  void row35_whoMadeTheGroupStandsBeforeIt() {
    Map<String, String> group = Map.of("aws:autoscaling:groupName", "eks-1");
    Map<String, String> both = new TreeMap<>(group);
    both.put("eks:nodegroup-name", "workers");
    both.put("eks:cluster-name", "prod");
    both.put("aws:cloudformation:stack-name", "net");
    assertThat(owner(both)).contains("EKS node group prod/workers");
    assertThat(owner(Map.of("owner", "platform", "aws:ec2launchtemplate:id", "lt-1"))).isEmpty();
  }

  @Test
  void row35_theFixSaysFirstWhereAChangeLasts() {
    Report report = DEMO.report();
    String id = DEMO.id("bastion");
    assertThat(report.findings())
        .filteredOn(it -> it.resource().id().equals(id))
        .isNotEmpty()
        .allSatisfy(it ->
            assertThat(it.fix().steps().getFirst())
                .contains("is lost", "Auto Scaling group bastions", "lt-0d1f6a2b7c3e4958a"));
    assertThat(DEMO.report("bastion").recommendation().orElseThrow().steps().getFirst())
        .contains("Auto Scaling group bastions", "lt-0d1f6a2b7c3e4958a, version 4");
    assertThat(DEMO.report("worker").recommendation().orElseThrow().steps().toString())
        .as("its steps change the role, and nothing on the instance")
        .doesNotContain("is lost");
    assertThat(DEMO.report("web").recommendation().orElseThrow().steps().toString())
        .doesNotContain("is lost");
  }

  /** What AWS says of its login is not confirmed: it is a label and no verdict. */
  @Test
  void row35_anOperatorIsALabelAndNoVerdict() {
    DemoAccount managed =
        DEMO.instance(
            DemoFolder.TOKYO,
            "web",
            "operator",
            new Operator(true, Optional.of("eks.amazonaws.com"), true));
    InstanceReport web = managed.report("web");
    assertThat(web.managedBy().map(ManagedBy::label)).contains("operator eks.amazonaws.com");
    assertThat(web.paths()).isEqualTo(DEMO.report("web").paths());
  }

  @Test
  void row35_aHostileOwnerIsText() {
    DemoAccount hostile =
        tagged("web", Map.of("eks:nodegroup-name", "</script>\u202e\n::error::", "eks:", ""));
    assertThat(hostile.report("web").paths())
        .extracting(it -> it.status().word())
        .isEqualTo(DEMO.report("web").paths().stream().map(it -> it.status().word()).toList());
    assertThat(owner(Map.of("eks:nodegroup-name", " "))).contains("EKS node group");
  }

  @ParameterizedTest
  @CsvSource({
    "availability-zone, open, open",
    "local-zone, open, closed",
    "wavelength-zone, closed, unknown",
    "moon-zone, unknown, unknown"
  })
  void row37_theTypeOfTheZoneDecides(String type, String console, String instanceConnect) {
    DemoAccount account =
        DEMO.each(
            DemoFolder.TOKYO,
            ZONES,
            (AvailabilityZone it) -> DemoAccount.with(it, "type", Optional.of(type)));
    assertThat(status(account, "web", PathId.SERIAL_CONSOLE)).isEqualTo(console);
    assertThat(status(account, "web", PathId.INSTANCE_CONNECT)).isEqualTo(instanceConnect);
    assertThat(status(account, "web", PathId.INSTANCE_CONNECT_ENDPOINT)).isEqualTo("open");
  }

  @Test
  void row37_anOutpostHasASerialConsole() {
    DemoAccount account =
        DEMO.instance(
            DemoFolder.TOKYO,
            "web",
            "placement",
            placed(Optional.of("ap-northeast-1a"), Optional.of(OUTPOST)));
    assertThat(status(account, "web", PathId.SERIAL_CONSOLE)).isEqualTo("open");
    assertThat(status(account, "web", PathId.INSTANCE_CONNECT)).isEqualTo("unknown");
    assertThat(account.report("web").placement().orElseThrow().kind()).isEqualTo("outpost");
  }

  /** The name of a zone has a form of its own for each kind. */
  @ParameterizedTest
  @CsvSource({
    "ap-northeast-1a, availability-zone, open, open",
    "ap-northeast-1-tpe-1a, local-zone, open, closed",
    "ap-northeast-1-wl1-nrt-wlz-1, wavelength-zone, closed, unknown",
    "ap-northeast-1-cmn-wlz-1a, wavelength-zone, closed, unknown"
  })
  void row37_whereTheListOfZonesIsDeniedTheNameTells(
      String zone, String kind, String console, String instanceConnect) {
    DemoAccount denied = inZone(zone).denied(DemoFolder.TOKYO, ZONES);
    assertThat(status(denied, "web", PathId.SERIAL_CONSOLE)).isEqualTo(console);
    assertThat(status(denied, "web", PathId.INSTANCE_CONNECT)).isEqualTo(instanceConnect);
    assertThat(denied.report("web").placement().orElseThrow().kind()).isEqualTo(kind);
  }

  private static DemoAccount inZone(String zone) {
    return DEMO.instance(
            DemoFolder.TOKYO, "web", "placement", placed(Optional.of(zone), Optional.empty()))
        .each(
            DemoFolder.TOKYO,
            "ec2.subnets",
            (Subnet it) -> DemoAccount.with(it, "availabilityZone", Optional.of(zone)));
  }

  @Test
  void row37_aDisagreementOnTheZoneIsUnknownAndNamesBoth() {
    DemoAccount two =
        DEMO.instance(
            DemoFolder.TOKYO,
            "web",
            "placement",
            placed(Optional.of("ap-northeast-1-tpe-1a"), Optional.empty()));
    assertThat(status(two, "web", PathId.INSTANCE_CONNECT)).isEqualTo("unknown");
    assertThat(two.path("web", PathId.INSTANCE_CONNECT).requirements().toString())
        .contains("stands in ap-northeast-1-tpe-1a", "the subnet is in ap-northeast-1a");
  }

  @Test
  void row37_aDeniedListOfZonesIsUnknownAndNamesThePermission() {
    DemoAccount denied = inZone("moon-base-1").denied(DemoFolder.TOKYO, ZONES);
    for (PathId path : List.of(PathId.SERIAL_CONSOLE, PathId.INSTANCE_CONNECT)) {
      assertThat(status(denied, "web", path)).isEqualTo("unknown");
      assertThat(denied.path("web", path).requirements())
          .filteredOn(it -> it.id().equals("offered-in-zone"))
          .flatExtracting(Requirement::evidence)
          .extracting(Evidence::fact)
          .singleElement()
          .asString()
          .contains("the permission ec2:DescribeAvailabilityZones is missing");
    }
    assertThat(denied.report("web").placement().orElseThrow().kind()).isEqualTo("unknown");
    assertThat(status(denied, "legacy-app", PathId.SERIAL_CONSOLE)).as("Xen").isEqualTo("closed");
    assertThat(
            status(DEMO.answer(DemoFolder.TOKYO, ZONES, List.of()), "web", PathId.SERIAL_CONSOLE))
        .isEqualTo("unknown");
  }

  @Test
  void row37_whereTheInstanceNamesNoZoneItsSubnetDoes() {
    DemoAccount silent =
        DEMO.instance(
            DemoFolder.TOKYO, "web", "placement", placed(Optional.empty(), Optional.empty()));
    assertThat(status(silent, "web", PathId.SERIAL_CONSOLE)).isEqualTo("open");
    DemoAccount onOutpost =
        silent.each(
            DemoFolder.TOKYO,
            "ec2.subnets",
            (Subnet it) -> DemoAccount.with(it, "outpostArn", Optional.of(OUTPOST)));
    assertThat(onOutpost.report("web").placement().orElseThrow().kind()).isEqualTo("outpost");
    assertThat(status(onOutpost, "web", PathId.SERIAL_CONSOLE)).isEqualTo("open");
    assertThat(status(silent.denied(DemoFolder.TOKYO, "ec2.subnets"), "web", PathId.SERIAL_CONSOLE))
        .isEqualTo("unknown");
    DemoAccount homeless = silent.instance(DemoFolder.TOKYO, "web", "subnetId", Optional.empty());
    assertThat(status(homeless, "web", PathId.SERIAL_CONSOLE))
        .as("its interface tells")
        .isEqualTo("open");
    assertThat(
            status(
                homeless
                    .instance(DemoFolder.TOKYO, "web", "interfaces", List.of())
                    .instance(DemoFolder.TOKYO, "web", "primary", Optional.empty())
                    .denied(DemoFolder.TOKYO, "ec2.networkInterfaces"),
                "web",
                PathId.SERIAL_CONSOLE))
        .isEqualTo("unknown");
  }

  @Test
  void row37_aCarrierAddressIsNoAddressOfTheInternet() {
    InstanceReport edge = DEMO.report("edge");
    assertThat(edge.addresses()).contains("198.51.100.140");
    assertThat(edge.paths())
        .flatExtracting(it -> it.sources())
        .extracting(it -> it.kind().word())
        .doesNotContain("cidr");
    assertThat(status(DEMO, "edge", PathId.SSH_DIRECT)).isEqualTo("open");
    assertThat(
            status(DEMO.denied(DemoFolder.VIRGINIA, "ec2.routeTables"), "edge", PathId.SSH_DIRECT))
        .isEqualTo("unknown");
  }

  @Test
  void row37_aDedicatedHostIsToldAndChangesNothing() {
    DemoAccount dedicated =
        DEMO.each(
            DemoFolder.TOKYO,
            "ec2.instances",
            (Instance it) ->
                it.id().equals(DEMO.id("web"))
                    ? DemoAccount.with(
                        it,
                        "placement",
                        new Placement(
                            it.placement().availabilityZone(),
                            Optional.empty(),
                            Optional.of("host"),
                            Optional.of("h-1"),
                            Optional.empty(),
                            Optional.empty()))
                    : it);
    assertThat(dedicated.report("web").placement().orElseThrow().host()).contains("h-1");
    assertThat(dedicated.report("web").paths()).isEqualTo(DEMO.report("web").paths());
  }
}
