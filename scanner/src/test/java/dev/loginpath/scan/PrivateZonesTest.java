package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a private zone makes of a node behind a NAT gateway, from the folder to the report. */
class PrivateZonesTest {

  private static final String GLOBAL = "aws-global";
  private static final String NODE = "legacy-app";
  private static final String VPC = "vpc-01670a2f24f7fc10d,ap-northeast-1";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private InstanceReport node() {
    return DemoFolder.named(demo.report(), NODE);
  }

  private static Stream<Requirement> all(List<Requirement> requirements) {
    return requirements.stream().flatMap(it -> Stream.concat(Stream.of(it), all(it.children())));
  }

  private static Requirement way(InstanceReport node) {
    return node.paths().stream()
        .filter(it -> it.path() == PathId.SESSION_MANAGER)
        .flatMap(it -> all(it.requirements()))
        .filter(it -> it.id().equals("way-to-ssmmessages"))
        .findFirst()
        .orElseThrow();
  }

  private void zone() {
    demo.write(
        GLOBAL,
        "route53/ListHostedZonesByVPC/" + VPC,
        """
        {"HostedZoneSummaries": [{"HostedZoneId": "Z0123456789ABCDEFGHIJ",
          "Name": "ssmmessages.ap-northeast-1.amazonaws.com.",
          "Owner": {"OwningAccount": "111122223333"}}], "MaxItems": "100"}
        """);
    demo.write(
        GLOBAL,
        "route53/ListResourceRecordSets/Z0123456789ABCDEFGHIJ",
        """
        {"ResourceRecordSets": [{"Name": "ssmmessages.ap-northeast-1.amazonaws.com.", "Type": "SOA",
          "TTL": 900, "ResourceRecords": [{"Value": "ns-0.awsdns-00.com. x. 1 2 3 4 5"}]}],
          "IsTruncated": false, "MaxItems": "300"}
        """);
  }

  @Test
  void anEmptyZoneTakesTheWayAndTheStepIsItsRecord() {
    assertThat(way(node()).verdict()).isEqualTo(Answer.MET);
    zone();
    InstanceReport node = node();
    assertThat(way(node).verdict()).isEqualTo(Answer.NOT_MET);
    assertThat(way(node).toString())
        .contains("ssmmessages.ap-northeast-1.amazonaws.com", "has no record for it");
    assertThat(node.toString()).doesNotContain("create-vpc-endpoint");
  }

  @Test
  void aRefusalLeavesTheWayUnknownByName() {
    zone();
    demo.deny(GLOBAL, "route53/ListResourceRecordSets");
    assertThat(way(node()).verdict()).isEqualTo(Answer.UNKNOWN);
    assertThat(way(node()).toString()).contains("route53:ListResourceRecordSets");
    demo.deny(GLOBAL, "route53/ListHostedZonesByVPC");
    assertThat(way(node()).verdict()).isEqualTo(Answer.UNKNOWN);
    assertThat(way(node()).toString()).contains("route53:ListHostedZonesByVPC");
  }
}
