package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway's table leads addresses of one's own to an interface that has no public address. */
class PooledIngressTest {

  private static final Optional<List<String>> POOL = Optional.of(List.of("ipv4pool-ec2-1"));
  private static final Route TO_INTERFACE = route("198.51.100.0/24", "eni-i-1");

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-1", "vpc-1", "10.0.0.0/24")
          .openAcl("acl-1", "vpc-1", "subnet-1")
          .group("sg-1", "vpc-1", tcp(22, 22, "203.0.113.0/24"));

  private void instance(boolean forwards) {
    lab.internetGateways.add(new InternetGateway("igw-1", List.of("vpc-1")));
    lab.table("rtb-1", "vpc-1", true, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"))
        .instance("i-1", "subnet-1", List.of(address("10.0.0.9")), "sg-1");
    forwards(forwards, List.of());
  }

  private void forwards(boolean forwards, List<NetworkInterface.Member> untold) {
    NetworkInterface it = lab.interfaces.removeLast();
    lab.interfaces.add(
        new NetworkInterface(
            it.id(),
            it.vpcId(),
            it.subnetId(),
            it.instanceId(),
            it.deviceIndex(),
            it.interfaceType(),
            it.privateAddresses(),
            it.ipv6Addresses(),
            it.groupIds(),
            false,
            "",
            forwards,
            untold,
            Optional.empty(),
            List.of(),
            true));
  }

  private void gatewayTable(Optional<List<String>> pools, Route... routes) {
    lab.tables.add(
        new RouteTable(
            "rtb-edge",
            "vpc-1",
            Lab.ACCOUNT,
            false,
            List.of(),
            List.of("igw-1"),
            List.of(routes),
            pools));
  }

  private PathAssessment ssh() {
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  @Test
  void itIsReachedThoughItHasNoPublicAddress() {
    instance(true);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    gatewayTable(POOL, route("10.0.0.0/16", "local"), TO_INTERFACE);
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(ssh().sources()).extracting(Source::value).containsExactly("203.0.113.0/24");
    assertThat(ssh().sources().getFirst().address()).contains("198.51.100.0/24");
    assertThat(ssh().requirements().toString())
        .contains("rtb-edge routes 198.51.100.0/24 to eni-i-1, of the address pool ipv4pool-ec2-1");
  }

  @Test
  void theChecksOfTheInterfaceHaveToBeOff() {
    instance(false);
    gatewayTable(POOL, TO_INTERFACE);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    forwards(false, List.of(NetworkInterface.Member.SOURCE_DEST_CHECK));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void withoutAPoolNothingComesIn() {
    instance(true);
    gatewayTable(Optional.of(List.of()), TO_INTERFACE);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.tables.removeLast();
    gatewayTable(Optional.empty(), TO_INTERFACE);
    assertThat(ssh().status()).as("nobody asked").isEqualTo(Status.UNKNOWN);
  }

  @Test
  void routesIntoTheVpcAndBlackholesLeadNoPoolToIt() {
    instance(true);
    gatewayTable(POOL, route("10.0.0.0/16", "eni-i-1"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.tables.removeLast();
    gatewayTable(POOL, new Route("198.51.100.0/24", "eni-i-1", true, false));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.tables.removeLast();
    gatewayTable(POOL, route("198.51.100.0/24", "eni-other"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void groupsAclsAndRoutesBackJudgeAsUsual() {
    instance(true);
    gatewayTable(POOL, TO_INTERFACE);
    lab.acls.clear();
    lab.acl("acl-2", "vpc-1", List.of("subnet-1"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.acls.clear();
    lab.openAcl("acl-1", "vpc-1", "subnet-1");
    lab.tables.removeFirst();
    lab.table("rtb-1", "vpc-1", true, List.of("subnet-1"));
    assertThat(ssh().status()).as("no route back").isEqualTo(Status.CLOSED);
  }

  @Test
  void onlyTheVpcIsExcludedFromBlockPublicAccess() {
    instance(true);
    gatewayTable(POOL, TO_INTERFACE);
    lab.block = "block-ingress";
    exclude("subnet/subnet-1");
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    exclude("vpc/vpc-1");
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  private void exclude(String resource) {
    lab.exclusions.add(
        new BlockPublicAccessExclusion(
            "vpcbpa-exclude-" + lab.exclusions.size(),
            "arn:aws:ec2:us-east-1:1:" + resource,
            "allow-bidirectional",
            "create-complete"));
  }

  @Test
  void aTableThatWasNotReadMayLeadThere() {
    instance(true);
    lab.cutShort.add("ec2:DescribeRouteTables");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    forwards(false, List.of());
    assertThat(ssh().status()).as("what checks drops it").isEqualTo(Status.CLOSED);
  }

  @Test
  void theGatewayIsTheOneOfTheVpc() {
    instance(true);
    gatewayTable(POOL, TO_INTERFACE);
    lab.internetGateways.clear();
    lab.internetGateways.add(new InternetGateway("igw-2", List.of("vpc-1")));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }
}
