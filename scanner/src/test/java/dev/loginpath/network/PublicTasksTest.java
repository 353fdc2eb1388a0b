package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A private instance that lets a public task in. */
class PublicTasksTest {

  private static final String OF_TASK =
      "arn:aws:ecs:us-east-1:111122223333:attachment/f6d9fc22-dbaf-4bff-b501-a41b41f27826";
  private static final PrivateAddress PUBLIC = address("10.0.1.7", "198.51.100.7");

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-in", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-out", "vpc-1", "10.0.1.0/24")
          .table("rtb-main", "vpc-1", true, List.of())
          .table("rtb-out", "vpc-1", false, List.of("subnet-out"), route("0.0.0.0/0", "igw-vpc-1"))
          .openAcl("acl-1", "vpc-1", "subnet-in", "subnet-out")
          .group("sg-app", "vpc-1", Lab.from(22, "sg-task"))
          .instance("i-1", "subnet-in", List.of(address("10.0.0.9")), "sg-app");

  private void task(String type, String description, PrivateAddress address, String subnet) {
    lab.interfaces.add(
        new NetworkInterface(
            "eni-task-" + lab.interfaces.size(),
            Optional.of("vpc-1"),
            Optional.of(subnet),
            Optional.empty(),
            Optional.of(1),
            type,
            List.of(address),
            List.of(),
            List.of("sg-task"),
            false,
            description,
            false));
  }

  private void task(GroupRule... rules) {
    lab.group("sg-task", "vpc-1", rules);
    task("interface", OF_TASK, PUBLIC, "subnet-out");
  }

  private PathAssessment bastion() {
    return lab.path("i-1", PathId.SSH_BASTION);
  }

  private static boolean names(PathAssessment path) {
    return path.requirements().stream().anyMatch(it -> holds(it, "task"));
  }

  private static boolean holds(Requirement it, String id) {
    return it.id().equals(id) || it.children().stream().anyMatch(each -> holds(each, id));
  }

  @Test
  void aTaskThatTheInternetReachesIsABastionPerhaps() {
    task(tcp(8080, 8090, "0.0.0.0/0"));
    assertThat(bastion().status()).isEqualTo(Status.UNKNOWN);
    assertThat(bastion().toString())
        .contains(
            "task eni-task-1 ("
                + OF_TASK
                + ") of sg-task belongs to no instance, and the internet comes in on tcp 8080-8090")
        .contains("198.51.100.7 is in front of 10.0.1.7")
        .contains("sg-app tcp 22 sg-task")
        .contains("ECS Exec is not read");
  }

  @Test
  void whatLetsTheInternetInOnNoPortIsNone() {
    task(tcp(8080, 8080, "10.0.0.0/8"));
    assertThat(bastion().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void onePortBetweenTheEntriesOfAnAclIsFound() {
    lab.acls.clear();
    lab.openAcl("acl-in", "vpc-1", "subnet-in");
    lab.acl(
        "acl-out",
        "vpc-1",
        List.of("subnet-out"),
        Lab.tcp(90, false, true, "10.0.0.0/16", 1, 65535),
        Lab.tcp(100, false, false, "0.0.0.0/0", 1, 8442),
        Lab.tcp(101, false, true, "0.0.0.0/0", 1, 8443),
        Lab.entry(100, true, true, "0.0.0.0/0"));
    task(tcp(1, 65535, "0.0.0.0/0"));
    assertThat(bastion().toString())
        .contains("the internet comes in on tcp 8443]")
        .doesNotContain("8442-");
    assertThat(bastion().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void theSubnetNeedsARouteToAnInternetGateway() {
    lab.group("sg-task", "vpc-1", tcp(80, 80, "0.0.0.0/0"));
    task("interface", OF_TASK, PUBLIC, "subnet-in");
    assertThat(bastion().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void aPrivateTaskIsNone() {
    lab.group("sg-task", "vpc-1", tcp(80, 80, "0.0.0.0/0"));
    task("interface", OF_TASK, address("10.0.1.7"), "subnet-out");
    assertThat(bastion().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whomTheTargetDoesNotAdmitIsNone() {
    lab.groups.clear();
    lab.group("sg-app", "vpc-1", Lab.from(5432, "sg-task"));
    task(tcp(80, 80, "0.0.0.0/0"));
    assertThat(bastion().status()).isEqualTo(Status.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "interface, ELB old, closed",
    "interface, RDSNetworkInterface, closed",
    "nat_gateway, Interface for NAT Gateway nat-1, closed",
    "network_load_balancer, ELB net/front/1, closed",
    "interface, Created By Amazon Workspaces for AWS Account ID 111122223333, unknown",
    "interface, '', unknown",
    "interface, arn:aws-cn:ecs:cn-north-1:111122223333:attachment/1, unknown"
  })
  void whatRunsNobodysProgramsIsNone(String type, String description, String status) {
    lab.group("sg-task", "vpc-1", tcp(80, 80, "0.0.0.0/0"));
    task(type, description, PUBLIC, "subnet-out");
    assertThat(bastion().status().word()).isEqualTo(status);
    boolean task = description.contains(":ecs:");
    assertThat(bastion().toString().contains("task eni-task-1")).isEqualTo(task);
  }

  @Test
  void anOpenBastionStaysOpenAndTheTaskIsNamedBeside() {
    task(tcp(80, 80, "0.0.0.0/0"));
    lab.group("sg-jump", "vpc-1", tcp(22, 22, "0.0.0.0/0"));
    lab.groups.removeIf(it -> it.id().equals("sg-app"));
    lab.group("sg-app", "vpc-1", Lab.from(22, "sg-task"), Lab.from(22, "sg-jump"));
    lab.instance("i-2", "subnet-out", List.of(address("10.0.1.8", "198.51.100.8")), "sg-jump");
    assertThat(bastion().status()).isEqualTo(Status.OPEN);
    assertThat(names(bastion())).isTrue();
    assertThat(bastion().sources()).anyMatch(it -> !it.proven());
  }

  @Test
  void moreThanAFewAreCounted() {
    lab.group("sg-task", "vpc-1", tcp(80, 80, "0.0.0.0/0"));
    for (int i = 0; i < 8; i++) {
      task(
          "interface",
          OF_TASK,
          address("10.0.1." + (20 + i), "198.51.100." + (20 + i)),
          "subnet-out");
    }
    assertThat(bastion().toString())
        .contains("task eni-task-5 ")
        .doesNotContain("task eni-task-6 ")
        .contains("3 more tasks or interfaces lead here the same way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeSecurityGroups",
        "DescribeNetworkAcls",
        "DescribeRouteTables",
        "DescribeSubnets",
        "DescribeVpcBlockPublicAccessOptions"
      })
  void withoutAFactItIsNotClosed(String operation) {
    task(tcp(80, 80, "0.0.0.0/0"));
    lab.denied.add("ec2:" + operation);
    assertThat(bastion().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aListCutShortMayLackOneUnlessNobodyIsAdmitted() {
    lab.cutShort.add("ec2:DescribeNetworkInterfaces");
    assertThat(bastion().status()).isEqualTo(Status.UNKNOWN);
    lab.groups.clear();
    lab.group("sg-app", "vpc-1", Lab.from(5432, "sg-task"));
    assertThat(names(bastion())).isFalse();
  }
}
