package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.all;
import static dev.loginpath.network.Lab.list;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Finding;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.PrivateAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Accounts that well-known tools judge wrongly. Each is a test here and a row of {@code
 * docs/peers.md}, which is written from what this program answers; {@code -Dgolden.update=true}
 * writes it anew.
 */
class PeersTest {

  private static final Path PAGE = Path.of("..", "docs", "peers.md");
  private static final List<PrivateAddress> PUBLIC = List.of(address("10.0.0.10", "198.51.100.10"));

  /** What other tools answer, where what they read leads to it. */
  private record Row(String fixture, String peers, String right, Lab lab) {}

  private static Lab publicVpc() {
    return new Lab()
        .vpc("vpc-1", "10.0.0.0/16")
        .subnet("subnet-1", "vpc-1", "10.0.0.0/24")
        .table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"))
        .openAcl("acl-1", "vpc-1", "subnet-1");
  }

  private static Lab allTraffic() {
    return publicVpc()
        .group("sg-1", "vpc-1", all("0.0.0.0/0"))
        .instance("i-1", "subnet-1", PUBLIC, "sg-1");
  }

  private static Lab portRange() {
    return publicVpc()
        .group("sg-1", "vpc-1", tcp(20, 25, "0.0.0.0/0"))
        .instance("i-1", "subnet-1", PUBLIC, "sg-1");
  }

  private static Lab twoHalves() {
    return publicVpc()
        .group("sg-1", "vpc-1", tcp(22, 22, "0.0.0.0/1"), tcp(22, 22, "128.0.0.0/1"))
        .instance("i-1", "subnet-1", PUBLIC, "sg-1");
  }

  private static Lab prefixList() {
    Lab lab = publicVpc().group("sg-1", "vpc-1", list(22, "pl-1"));
    lab.prefixLists.put("pl-1", List.of("0.0.0.0/0"));
    return lab.instance("i-1", "subnet-1", PUBLIC, "sg-1");
  }

  private static Lab noAddressNoRoute() {
    return new Lab()
        .vpc("vpc-1", "10.0.0.0/16")
        .subnet("subnet-1", "vpc-1", "10.0.0.0/24")
        .table("rtb-1", "vpc-1", true, List.of())
        .openAcl("acl-1", "vpc-1", "subnet-1")
        .group("sg-1", "vpc-1", tcp(22, 22, "0.0.0.0/0"))
        .instance("i-1", "subnet-1", List.of(address("10.0.0.10")), "sg-1");
  }

  private static Lab anotherVpcsMainTable() {
    return publicVpc()
        .vpc("vpc-2", "10.2.0.0/16")
        .subnet("subnet-2", "vpc-2", "10.2.0.0/24")
        .table("rtb-2", "vpc-2", true, List.of())
        .openAcl("acl-2", "vpc-2", "subnet-2")
        .group("sg-2", "vpc-2", tcp(22, 22, "0.0.0.0/0"))
        .instance("i-1", "subnet-2", List.of(address("10.2.0.10", "198.51.100.10")), "sg-2");
  }

  private static Lab secondAddressOfSecondInterface() {
    return publicVpc()
        .group("sg-closed", "vpc-1")
        .group("sg-open", "vpc-1", tcp(22, 22, "0.0.0.0/0"))
        .eni(
            "eni-first",
            "subnet-1",
            Optional.of("i-1"),
            0,
            List.of(address("10.0.0.10")),
            List.of(),
            List.of("sg-closed"))
        .eni(
            "eni-second",
            "subnet-1",
            Optional.of("i-1"),
            1,
            List.of(address("10.0.0.11"), address("10.0.0.12", "198.51.100.12")),
            List.of(),
            List.of("sg-open"))
        .instance("i-1", "running", Optional.of("vpc-1"), List.of("eni-first", "eni-second"));
  }

  private static Lab ipv6Only() {
    return new Lab()
        .vpc("vpc-1", "10.0.0.0/16", Optional.of("2001:db8:1::/56"))
        .subnet("subnet-1", "vpc-1", "10.0.0.0/24", List.of("2001:db8:1::/64"))
        .table("rtb-1", "vpc-1", true, List.of(), route("::/0", "igw-1"))
        .openAcl("acl-1", "vpc-1", "subnet-1")
        .group("sg-1", "vpc-1", tcp(22, 22, "::/0"))
        .instance("i-1", "subnet-1", "running", List.of(), List.of("2001:db8:1::10"), "sg-1");
  }

  private static Lab denyBeforeAllow() {
    Lab lab = publicVpc();
    lab.acls.clear();
    return lab.acl(
            "acl-1",
            "vpc-1",
            List.of("subnet-1"),
            Lab.tcp(90, false, false, "0.0.0.0/0", 22, 22),
            Lab.entry(100, false, true, "0.0.0.0/0"),
            Lab.entry(100, true, true, "0.0.0.0/0"))
        .group("sg-1", "vpc-1", tcp(22, 22, "0.0.0.0/0"))
        .instance("i-1", "subnet-1", PUBLIC, "sg-1");
  }

  private static Lab blocked() {
    Lab lab = allTraffic();
    lab.block = "block-bidirectional";
    return lab;
  }

  private static Lab excluded() {
    Lab lab = blocked();
    lab.exclusions.add(
        new BlockPublicAccessExclusion(
            "vpcbpa-exclude-1",
            "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1",
            "allow-bidirectional",
            "create-complete"));
    return lab;
  }

  private static Lab serviceRangeOnly() {
    Lab lab = publicVpc().group("sg-1", "vpc-1", list(22, "pl-eic"));
    lab.prefixLists.put("pl-eic", List.of("18.206.107.24/29"));
    lab.prefixListNames.put("pl-eic", "com.amazonaws.us-east-1.ec2-instance-connect");
    return lab.instance("i-1", "subnet-1", PUBLIC, "sg-1");
  }

  private static Lab stopped() {
    return publicVpc()
        .group("sg-1", "vpc-1", tcp(22, 22, "0.0.0.0/0"))
        .instance("i-1", "subnet-1", "stopped", PUBLIC, List.of(), "sg-1");
  }

  private static Map<Integer, List<Row>> rows() {
    Map<Integer, List<Row>> rows = new TreeMap<>();
    add(
        rows,
        1,
        "A group rule for all protocols from 0.0.0.0/0",
        "CloudSploit and ElectricEye look for tcp 22 and miss it",
        "open",
        allTraffic());
    add(
        rows,
        2,
        "A group rule for tcp 20-25 from 0.0.0.0/0",
        "ElectricEye and ScoutSuite compare the port for equality and miss it",
        "open",
        portRange());
    add(
        rows,
        3,
        "Two group rules, 0.0.0.0/1 and 128.0.0.0/1",
        "all but one check of Prowler look for the literal 0.0.0.0/0 and miss it",
        "open",
        twoHalves());
    add(
        rows,
        4,
        "A prefix list that holds 0.0.0.0/0",
        "scanners read the reference and not the list, and miss it",
        "open",
        prefixList());
    add(
        rows,
        5,
        "Port 22 open to the world, no public address and no route",
        "Prowler and Security Hub fail it",
        "closed",
        noAddressNoRoute());
    add(
        rows,
        6,
        "A private VPC on its own main table, beside a default VPC with an internet gateway",
        "Prowler takes the other VPC's main table and calls the subnet public",
        "closed",
        anotherVpcsMainTable());
    add(
        rows,
        7,
        "An Elastic IP on a secondary address of a second interface",
        "Prowler, Powerpipe and Security Hub look at the instance's first address and miss it",
        "open",
        secondAddressOfSecondInterface());
    add(
        rows,
        8,
        "A public IPv6 address alone, ::/0 to port 22",
        "Cartography misses it, Batfish has no IPv6, Prowler calls it medium",
        "open",
        ipv6Only());
    add(
        rows,
        9,
        "A network ACL denies port 22 in entry 90, before entry 100 allows all",
        "Powerpipe and ElectricEye see the allow and fail it",
        "closed",
        denyBeforeAllow());
    add(
        rows,
        10,
        "VPC block public access, bidirectional, no exclusion",
        "nobody reads it: open",
        "closed",
        blocked());
    add(rows, 10, "The same, with the subnet excluded", "nobody reads it", "open", excluded());
    add(
        rows,
        17,
        "Port 22 open to the Instance Connect service's prefix list alone",
        "nobody tells it from an office range",
        "open",
        serviceRangeOnly());
    add(
        rows,
        20,
        "Any of these on a stopped instance",
        "Prowler and Security Hub judge it as if it ran, or skip it",
        "latent",
        stopped());
    return rows;
  }

  private static void add(
      Map<Integer, List<Row>> rows, int row, String fixture, String peers, String right, Lab lab) {
    rows.computeIfAbsent(row, it -> new ArrayList<>()).add(new Row(fixture, peers, right, lab));
  }

  private static void answers(Lab lab, Status status) {
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(status);
  }

  private static String values(Lab lab) {
    return lab.path("i-1", PathId.SSH_DIRECT).sources().stream()
        .map(Source::value)
        .collect(Collectors.joining(" "));
  }

  private static String firstBroken(Lab lab) {
    return broken(lab.path("i-1", PathId.SSH_DIRECT).requirements().getLast()).id();
  }

  private static Requirement broken(Requirement requirement) {
    return requirement.children().stream()
        .filter(it -> it.verdict() == Answer.NOT_MET)
        .findFirst()
        .map(PeersTest::broken)
        .orElse(requirement);
  }

  @Test
  void row1_allProtocols() {
    answers(allTraffic(), Status.OPEN);
  }

  @Test
  void row2_aRangeOfPorts() {
    answers(portRange(), Status.OPEN);
  }

  @Test
  void row3_twoHalvesOfTheInternet() {
    answers(twoHalves(), Status.OPEN);
    assertThat(values(twoHalves())).isEqualTo(values(allTraffic()));
  }

  @Test
  void row4_aPrefixListOfEverything() {
    answers(prefixList(), Status.OPEN);
    assertThat(values(prefixList())).isEqualTo(values(allTraffic()));
  }

  @Test
  void row5_anOpenGroupWithoutAddressAndRoute() {
    answers(noAddressNoRoute(), Status.CLOSED);
    assertThat(firstBroken(noAddressNoRoute())).isEqualTo("public-address");
  }

  @Test
  void row6_theMainTableOfThisVpc() {
    answers(anotherVpcsMainTable(), Status.CLOSED);
    assertThat(firstBroken(anotherVpcsMainTable())).isEqualTo("route");
  }

  @Test
  void row7_anAddressOfASecondInterface() {
    answers(secondAddressOfSecondInterface(), Status.OPEN);
    assertThat(secondAddressOfSecondInterface().path("i-1", PathId.SSH_DIRECT).sources())
        .allMatch(it -> it.address().orElse("").equals("198.51.100.12"));
  }

  @Test
  void row8_ipv6Alone() {
    answers(ipv6Only(), Status.OPEN);
    assertThat(values(ipv6Only())).isEqualTo("::/0");
  }

  @Test
  void row9_aDenyBeforeAnAllow() {
    answers(denyBeforeAllow(), Status.CLOSED);
    assertThat(firstBroken(denyBeforeAllow())).isEqualTo("network-acl");
  }

  @Test
  void row10_blockPublicAccessAndItsExclusions() {
    answers(blocked(), Status.CLOSED);
    assertThat(firstBroken(blocked())).isEqualTo("block-public-access");
    answers(excluded(), Status.OPEN);
  }

  @Test
  void row17_theServiceRangeIsNoInternet() {
    answers(serviceRangeOnly(), Status.OPEN);
    assertThat(values(serviceRangeOnly())).isEqualTo("18.206.107.24/29");
    assertThat(serviceRangeOnly().report().findings())
        .filteredOn(it -> it.rule().equals("instance-connect-uses-no-public-ip"))
        .extracting(Finding::severity)
        .extracting(it -> it.word())
        .containsExactly("medium");
  }

  @Test
  void row20_aStoppedInstance() {
    answers(stopped(), Status.LATENT);
  }

  @Test
  void thePageSaysWhatTheProgramAnswers() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# What other tools answer\n\n")
        .append(
            "Accounts that well-known tools judge wrongly, because they read security groups and a")
        .append(
            "\nliteral `0.0.0.0/0` where address, route, network ACL, group, prefix list, IPv6 and block")
        .append(
            "\npublic access decide together. Each row is a test, and this page is written by it: the last")
        .append("\ntwo columns are what this program answers for `ssh-direct`.\n\n")
        .append(
            "| # | account | what peers answer | answer | decided by |\n|---|---|---|---|---|\n");
    rows()
        .forEach((number, rows) ->
            rows.forEach(row -> {
              PathAssessment path = row.lab().path("i-1", PathId.SSH_DIRECT);
              assertThat(path.status().word()).as(row.fixture()).isEqualTo(row.right());
              page.append("| ")
                  .append(number)
                  .append(" | ")
                  .append(row.fixture())
                  .append(" | ")
                  .append(row.peers())
                  .append(" | **")
                  .append(path.status().word())
                  .append("** | ")
                  .append(decidedBy(path))
                  .append(" |\n");
            }));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
  }

  private static String decidedBy(PathAssessment path) {
    boolean leadsIn = path.status() == Status.OPEN || path.status() == Status.LATENT;
    Requirement reached = path.requirements().getLast();
    return (leadsIn ? leaves(reached, Answer.MET) : Stream.of(broken(reached)))
        .map(it -> "`" + it.evidence().getFirst().fact() + "`")
        .distinct()
        .collect(Collectors.joining("<br>"));
  }

  private static Stream<Requirement> leaves(Requirement requirement, Answer answer) {
    return requirement.children().isEmpty()
        ? Stream.of(requirement)
        : requirement.children().stream()
            .filter(it -> it.verdict() == answer)
            .flatMap(it -> leaves(it, answer));
  }
}
