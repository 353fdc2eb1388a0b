package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.TransitGateway;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An agent whose way out is the NAT gateway of another VPC, over a transit gateway. */
class CentralWaysTest {

  private final Lab lab = new Lab();

  private Lab central() {
    lab.vpc("vpc-a", "10.1.0.0/16")
        .vpc("vpc-out", "10.9.0.0/16")
        .subnet("subnet-a", "vpc-a", "10.1.1.0/24")
        .subnet("subnet-tgw", "vpc-out", "10.9.1.0/24")
        .subnet("subnet-nat", "vpc-out", "10.9.2.0/24")
        .table("rtb-a", "vpc-a", true, List.of(), route("0.0.0.0/0", "tgw-1"))
        .table("rtb-tgw", "vpc-out", true, List.of(), route("0.0.0.0/0", "nat-1"))
        .table(
            "rtb-nat",
            "vpc-out",
            false,
            List.of("subnet-nat"),
            route("0.0.0.0/0", "igw-1"),
            route("10.0.0.0/8", "tgw-1"))
        .openAcl("acl-a", "vpc-a", "subnet-a")
        .openAcl("acl-out", "vpc-out", "subnet-tgw", "subnet-nat")
        .group("sg-a", "vpc-a", tcp(22, 22, "0.0.0.0/0"))
        .eni("eni-a", "subnet-a", List.of(address("10.1.1.10")), List.of(), "sg-a")
        .gateway("tgw-1")
        .attach("tgw-attach-a", "tgw-1", "vpc-a", "tgw-rtb-1", "subnet-a")
        .attach("tgw-attach-out", "tgw-1", "vpc-out", "tgw-rtb-2", "subnet-tgw");
    lab.nats.add(
        new NatGateway(
            "nat-1",
            "vpc-out",
            Optional.of("subnet-nat"),
            "available",
            true,
            List.of(),
            Optional.empty()));
    return lab.gatewayTable("tgw-rtb-1", lab.gatewayRoute("0.0.0.0/0", "tgw-attach-out"))
        .gatewayTable("tgw-rtb-2", lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"));
  }

  private void answers(Answer answer) {
    assertThat(lab.network().egressTo(lab.find("eni-a"), "ssm").verdict().answer())
        .isEqualTo(answer);
  }

  /** The way over the NAT gateway alone; that an endpoint may stand beyond is another one. */
  private Answer wayOut() {
    return lab.network().egressTo(lab.find("eni-a"), "ssm").children().stream()
        .filter(it -> it.id().equals("transit-gateway"))
        .findFirst()
        .orElseThrow()
        .verdict()
        .answer();
  }

  @Test
  void theNatGatewayOfAnotherVpc() {
    central();
    answers(Answer.MET);
  }

  @Test
  void theGatewaysTableLeadsNowhere() {
    central().gatewayTable("tgw-rtb-1");
    answers(Answer.NOT_MET);
    lab.denied.add("ec2:SearchTransitGatewayRoutes");
    answers(Answer.UNKNOWN);
  }

  @Test
  void theAnswersDoNotComeBack() {
    central().gatewayTable("tgw-rtb-2");
    assertThat(wayOut()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anAclOfTheAttachmentsSubnetJudges() {
    central();
    lab.acls.removeLast();
    lab.openAcl("acl-nat", "vpc-out", "subnet-nat")
        .acl("acl-tgw", "vpc-out", List.of("subnet-tgw"));
    assertThat(wayOut()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aGatewayOfAnotherAccountIsUnknown() {
    central();
    lab.gateways.set(0, new TransitGateway("tgw-1", "444455556666", "available", false));
    answers(Answer.UNKNOWN);
  }
}
