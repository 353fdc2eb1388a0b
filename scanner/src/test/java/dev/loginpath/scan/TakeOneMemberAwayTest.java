package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a member out of every item of an answer: no path becomes open or closed by that. {@code
 * LOGINPATH_SAMPLES=all} tries every member of every answer.
 */
class TakeOneMemberAwayTest {

  private static final int RUNS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> ANSWERS =
      List.of(
          "DescribeInstances",
          "DescribeNetworkInterfaces",
          "DescribeSecurityGroups",
          "DescribeSecurityGroupRules",
          "DescribeSubnets",
          "DescribeRouteTables",
          "DescribeNetworkAcls",
          "DescribeInstanceConnectEndpoints",
          "DescribeInstanceTypes",
          "DescribeAvailabilityZones");

  /** What decides; of other members nobody asks. */
  private static final List<String> MEMBERS =
      List.of(
          "NetworkInterfaces",
          "NetworkInterfaceId",
          "PublicIpAddress",
          "PrivateIpAddress",
          "PrivateIpAddresses",
          "Primary",
          "PublicIp",
          "Association",
          "Attachment",
          "Groups",
          "GroupId",
          "SubnetId",
          "VpcId",
          "Placement",
          "AvailabilityZone",
          "ZoneType",
          "Hypervisor",
          "IpProtocol",
          "FromPort",
          "IpRanges",
          "CidrIp",
          "CidrIpv4",
          "UserIdGroupPairs",
          "Associations",
          "Main",
          "GatewayId",
          "DestinationCidrBlock",
          "State",
          "Entries",
          "RuleAction",
          "Egress",
          "CidrBlock",
          "SecurityGroupIds");

  @TempDir private Path folder;

  record Cut(String answer, String member) {}

  /** Those that the demo account has anything of, in an order that the seed sets. */
  static Stream<Cut> cuts() {
    List<Cut> cuts = new ArrayList<>();
    for (String answer : ANSWERS) {
      JsonNode whole = read(file(DemoFolder.DEMO, answer));
      MEMBERS.stream()
          .filter(it -> !having(whole, it).isEmpty())
          .forEach(it -> cuts.add(new Cut(answer, it)));
    }
    Collections.shuffle(cuts, new Random(Seeds.first()));
    return cuts.stream().limit(Seeds.samples(RUNS, cuts.size()));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void nothingOpensOrClosesByAMissingMember(Cut cut) throws IOException {
    DemoFolder demo = new DemoFolder(folder.resolve("demo"));
    Map<String, Status> before = statuses(DemoAccount.asItIs().report());
    Path file = file(demo.root(), cut.answer());
    JsonNode answer = read(file);
    having(answer, cut.member()).forEach(it -> it.remove(cut.member()));
    Files.writeString(file, JSON.writeValueAsString(answer));
    statuses(demo.report())
        .forEach((where, status) ->
            assertThat(status)
                .as("%s without %s", where, cut)
                .isIn(Status.UNKNOWN, Objects.requireNonNull(before.get(where))));
  }

  private static Path file(Path root, String answer) {
    return root.resolve(DemoFolder.ACCOUNT)
        .resolve(DemoFolder.TOKYO)
        .resolve("ec2")
        .resolve(answer + ".json");
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<ObjectNode> having(JsonNode node, String member) {
    List<ObjectNode> having = new ArrayList<>();
    if (node instanceof ObjectNode object && object.has(member)) {
      having.add(object);
    }
    node.values().forEach(it -> having.addAll(having(it, member)));
    return having;
  }

  private static Map<String, Status> statuses(Report report) {
    Map<String, Status> statuses = new HashMap<>();
    for (InstanceReport instance : report.instances()) {
      for (PathAssessment path : instance.paths()) {
        statuses.put(instance.id() + " " + path.path(), path.status());
      }
    }
    return statuses;
  }
}
