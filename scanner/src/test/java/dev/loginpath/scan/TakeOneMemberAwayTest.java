package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a member out of every item of an answer: no path becomes open or closed by that. The seed
 * is fixed, unless {@code LOGINPATH_SEED} sets another one.
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

  static Stream<Long> seeds() {
    String given = System.getenv("LOGINPATH_SEED");
    long first = given == null ? 20261128L : Long.parseLong(given);
    System.out.println("TakeOneMemberAwayTest: LOGINPATH_SEED=" + first);
    return IntStream.range(0, RUNS).mapToObj(it -> first + it);
  }

  private record Cut(String answer, String member) {}

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingOpensOrClosesByAMissingMember(long seed) throws IOException {
    DemoFolder demo = new DemoFolder(folder.resolve("demo"));
    Map<String, Status> before = statuses(new DemoFolder(folder.resolve("whole")).report());
    Cut cut = cut(demo, new Random(seed));
    statuses(demo.report())
        .forEach((where, status) ->
            assertThat(status)
                .as("%s without %s, seed %d", where, cut, seed)
                .isIn(Status.UNKNOWN, Objects.requireNonNull(before.get(where))));
  }

  private static Cut cut(DemoFolder demo, Random random) throws IOException {
    while (true) {
      Cut cut =
          new Cut(
              ANSWERS.get(random.nextInt(ANSWERS.size())),
              MEMBERS.get(random.nextInt(MEMBERS.size())));
      Path file =
          demo.root()
              .resolve(DemoFolder.ACCOUNT)
              .resolve(DemoFolder.TOKYO)
              .resolve("ec2")
              .resolve(cut.answer() + ".json");
      JsonNode answer = JSON.readTree(Files.readString(file));
      List<ObjectNode> having =
          answer.values().stream().flatMap(it -> having(it, cut.member()).stream()).toList();
      if (!having.isEmpty()) {
        having.forEach(it -> it.remove(cut.member()));
        Files.writeString(file, JSON.writeValueAsString(answer));
        return cut;
      }
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
