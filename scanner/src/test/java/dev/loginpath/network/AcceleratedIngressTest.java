package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.snapshot.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An accelerator's interface in a private subnet is a way in that no address shows. */
class AcceleratedIngressTest {

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24")
          .table("rtb-1", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
          .group("sg-open", "vpc-1", tcp(22, 22, "0.0.0.0/0"))
          .group("sg-inside", "vpc-1", tcp(22, 22, "10.0.0.0/8"));

  private Optional<Answer> reached(String group) {
    lab.eni("eni-app", "subnet-a", List.of(address("10.0.0.9")), List.of(), group);
    return lab.network().forwardedSourcesReaching(lab.find("eni-app"), 22, true).stream()
        .map(it -> it.requirement().verdict().answer())
        .findFirst();
  }

  private void accelerator(String subnet) {
    lab.internetGateways.add(new InternetGateway("igw-1", List.of("vpc-1")));
    lab.interfaces.add(
        new NetworkInterface(
            "eni-ga",
            Optional.of("vpc-1"),
            Optional.of(subnet),
            Optional.empty(),
            Optional.empty(),
            "global_accelerator_managed",
            List.of(address("10.0.0.200")),
            List.of(),
            List.of(),
            false,
            "GlobalAccelerator-managed ENI",
            false));
  }

  @Test
  void itMayForwardToWhoeverStandsInItsSubnet() {
    accelerator("subnet-a");
    assertThat(reached("sg-open")).contains(Answer.UNKNOWN);
  }

  @Test
  void inAnotherSubnetItForwardsToNobodyHere() {
    accelerator("subnet-b");
    assertThat(reached("sg-open")).isEmpty();
  }

  @Test
  void groupsThatAdmitNobodyOfTheInternetShutIt() {
    accelerator("subnet-a");
    assertThat(reached("sg-inside")).contains(Answer.NOT_MET);
  }

  @Test
  void withoutAGatewayAtTheVpcOrUnderBlockPublicAccessItIsShut() {
    accelerator("subnet-a");
    lab.block = "block-ingress";
    assertThat(reached("sg-open")).contains(Answer.NOT_MET);
    lab.block = "off";
    lab.internetGateways.clear();
    assertThat(reached("sg-open")).contains(Answer.NOT_MET);
  }

  @Test
  void oneMayHaveBeenMissedWhereTheListIsCutShort() {
    lab.internetGateways.add(new InternetGateway("igw-1", List.of("vpc-1")));
    lab.cutShort.add("ec2:DescribeNetworkInterfaces");
    assertThat(reached("sg-open")).contains(Answer.UNKNOWN);
  }
}
