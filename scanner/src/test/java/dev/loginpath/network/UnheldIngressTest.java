package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.ClassicLoadBalancer;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A private instance that lets in what no instance holds. */
class UnheldIngressTest {

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24")
          .table("rtb-1", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
          .group("sg-vpn", "vpc-1");

  private void instance(GroupRule... rules) {
    lab.group("sg-app", "vpc-1", rules)
        .instance("i-1", "subnet-a", List.of(address("10.0.0.9")), "sg-app");
  }

  private void unheld(String type, String description, boolean mayBeHeld) {
    lab.interfaces.add(
        new NetworkInterface(
            "eni-unheld-" + lab.interfaces.size(),
            Optional.of("vpc-1"),
            Optional.of("subnet-b"),
            Optional.empty(),
            Optional.empty(),
            type,
            List.of(address("10.0.1.7")),
            List.of(),
            List.of("sg-vpn"),
            false,
            description,
            false,
            List.of(),
            Optional.empty(),
            List.of(),
            mayBeHeld));
  }

  private PathAssessment ssh() {
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  @Test
  void whomARuleAdmitsByGroupIsNamed() {
    instance(Lab.from(22, "sg-vpn"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    unheld("interface", "ClientVPN Endpoint resource", true);
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString())
        .contains("eni-unheld-1 (ClientVPN Endpoint resource) of sg-vpn belongs to no instance");
  }

  @Test
  void whomARuleAdmitsByRangeIsToo() {
    instance(tcp(22, 22, "10.0.1.0/24"));
    unheld("lambda", "AWS Lambda VPC ENI-report", true);
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whomNoRuleAdmitsStaysOut() {
    instance(tcp(22, 22, "10.0.2.0/24"));
    unheld("interface", "ClientVPN Endpoint resource", true);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whatNobodyHoldsOrIsJudgedElsewhereDoesNotCount() {
    instance(tcp(22, 22, "10.0.0.0/16"));
    unheld("interface", "spare", false);
    unheld("nat_gateway", "Interface for NAT Gateway nat-1", true);
    unheld("network_load_balancer", "ELB net/front/1", true);
    unheld("interface", "ELB old", true);
    lab.classic.add(
        new ClassicLoadBalancer(
            "old",
            "old.elb.amazonaws.com",
            "internal",
            Optional.of("vpc-1"),
            List.of("subnet-b"),
            List.of("sg-vpn"),
            List.of(),
            List.of()));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    unheld("interface", "ELB app/front/1", true);
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anInterfaceThatIsOnlyDescribedAsALoadBalancersIsNone() {
    instance(tcp(22, 22, "10.0.0.0/16"));
    unheld("interface", "ELB old", true);
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void endpointsOfAwsServicesAreNoneAndPartnersAre() {
    instance(tcp(22, 22, "10.0.0.0/16"));
    unheld("vpc_endpoint", "VPC Endpoint Interface vpce-1", true);
    endpoint("com.amazonaws.us-east-1.ssm");
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.endpoints.clear();
    endpoint("com.amazonaws.vpce.us-east-1.vpce-svc-1");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anEndpointIsToldByItsInterfacesAndNotByWhatSomebodyDescribed() {
    instance(tcp(22, 22, "10.0.0.0/16"));
    unheld("interface", "VPC Endpoint Interface vpce-1", true);
    endpoint("com.amazonaws.us-east-1.ssm", "eni-other");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    lab.endpoints.clear();
    endpoint("com.amazonaws.us-east-1.ssm");
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whereAnEndpointTellsNoInterfaceItsKindAndDescriptionDo() {
    instance(tcp(22, 22, "10.0.0.0/16"));
    unheld("vpc_endpoint", "VPC Endpoint Interface vpce-1", true);
    endpoint("com.amazonaws.us-east-1.ssm", new String[0]);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    unheld("interface", "VPC Endpoint Interface vpce-1", true);
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  private void endpoint(String service) {
    endpoint(service, "eni-unheld-1");
  }

  private void endpoint(String service, String... interfaceIds) {
    lab.endpoints.add(
        new VpcEndpoint(
            "vpce-1",
            "vpc-1",
            "Interface",
            service,
            "available",
            false,
            Optional.empty(),
            List.of("subnet-b"),
            List.of("sg-vpn"),
            List.of(),
            List.of(interfaceIds),
            Optional.empty()));
  }

  @Test
  void moreThanAFewAreCounted() {
    instance(tcp(22, 22, "10.0.1.0/24"));
    for (int i = 0; i < 7; i++) {
      lab.eni("eni-" + i, "subnet-b", List.of(address("10.0.1." + (20 + i))), List.of(), "sg-vpn");
    }
    assertThat(ssh().toString()).contains("2 more interfaces that no instance holds lead here");
  }

  @Test
  void aListCutShortMayLackOneUnlessNobodyIsAdmitted() {
    lab.cutShort.add("ec2:DescribeNetworkInterfaces");
    instance(tcp(22, 22, "10.0.1.0/24"));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }
}
