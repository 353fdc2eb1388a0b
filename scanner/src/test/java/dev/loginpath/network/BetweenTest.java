package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.PrivateAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which interface reaches which, and the bastions that follow from it. */
class BetweenTest {

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24");

  private Answer reached() {
    Network network = lab.network();
    Answer answer =
        network.reaches("way", lab.find("eni-from"), lab.find("eni-to"), 22).verdict().answer();
    assertThat(network.isReached(lab.find("eni-from"), lab.find("eni-to"), 22)).isEqualTo(answer);
    return answer;
  }

  @Test
  void eachOfTwoAddressesSideBySideIsAWayOfItsOwn() {
    List<PrivateAddress> sideBySide = List.of(address("10.0.1.10"), address("10.0.1.11"));
    lab.table("rtb-1", "vpc-1", true, List.of(), route("10.0.1.11/32", "tgw-1"))
        .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
        .group("sg-from", "vpc-1", List.of(), List.of(tcp(22, 22, "10.0.1.11/32")))
        .group("sg-to", "vpc-1", tcp(22, 22, "10.0.0.0/24"))
        .eni("eni-from", "subnet-a", List.of(address("10.0.0.10")), List.of(), "sg-from")
        .eni("eni-to", "subnet-b", sideBySide, List.of(), "sg-to");
    assertThat(reached()).isEqualTo(Answer.NOT_MET);
  }

  private Lab twoNetworks(String target) {
    return lab.vpc("vpc-2", "10.2.0.0/16")
        .subnet("subnet-2", "vpc-2", "10.2.0.0/24")
        .table("rtb-1", "vpc-1", true, List.of(), route("10.2.0.0/16", target))
        .table("rtb-2", "vpc-2", true, List.of(), route("10.0.0.0/16", target))
        .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
        .openAcl("acl-2", "vpc-2", "subnet-2")
        .group("sg-1", "vpc-1")
        .group("sg-2", "vpc-2", tcp(22, 22, "10.0.0.0/8"))
        .eni("eni-from", "subnet-a", List.of(address("10.0.0.10")), List.of(), "sg-1")
        .eni("eni-to", "subnet-2", List.of(address("10.2.0.10")), List.of(), "sg-2");
  }

  @Test
  void whatJoinsTwoVpcsBeyondOurSightIsUnknown() {
    for (String target :
        List.of("vgw-1", "lgw-1", "eni-9", "arn:aws:networkmanager::1:core-network/1")) {
      lab.tables.clear();
      lab.groups.clear();
      lab.interfaces.clear();
      lab.vpcs.removeIf(it -> it.id().equals("vpc-2"));
      lab.subnets.removeIf(it -> it.id().equals("subnet-2"));
      lab.acls.clear();
      twoNetworks(target);
      assertThat(reached()).as(target).isEqualTo(Answer.UNKNOWN);
    }
  }

  @Test
  void aPeeringConnectionThatIsNotActiveJoinsNothing() {
    twoNetworks("pcx-1");
    assertThat(reached()).isEqualTo(Answer.NOT_MET);
    lab.peering("pcx-1", "vpc-1", "vpc-2");
    assertThat(reached()).isEqualTo(Answer.MET);
  }

  @Test
  void aBastionWhoseInterfaceWasNotReadMayLeadThere() {
    lab.table("rtb-a", "vpc-1", false, List.of("subnet-a"), route("0.0.0.0/0", "igw-1"))
        .table("rtb-1", "vpc-1", true, List.of())
        .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
        .group("sg-bastion", "vpc-1", tcp(22, 22, "203.0.113.0/24"))
        .group("sg-app", "vpc-1", Lab.from(22, "sg-bastion"))
        .instance("i-1", "subnet-a", List.of(address("10.0.0.9", "192.0.2.9")), "sg-bastion")
        .instance("i-2", "subnet-b", List.of(address("10.0.1.9")), "sg-app");
    assertThat(lab.path("i-2", PathId.SSH_BASTION).status()).isEqualTo(Status.OPEN);
    lab.cutShort.add("ec2:DescribeNetworkInterfaces");
    lab.interfaces.removeIf(it -> it.id().equals("eni-i-1"));
    assertThat(lab.path("i-2", PathId.SSH_BASTION).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aBastionMayBeEnteredOverAnotherOne() {
    lab.subnet("subnet-c", "vpc-1", "10.0.2.0/24")
        .table("rtb-a", "vpc-1", false, List.of("subnet-a"), route("0.0.0.0/0", "igw-1"))
        .table("rtb-1", "vpc-1", true, List.of())
        .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b", "subnet-c")
        .group("sg-bastion", "vpc-1", tcp(22, 22, "203.0.113.0/24"))
        .group("sg-middle", "vpc-1", Lab.from(22, "sg-bastion"))
        .group("sg-app", "vpc-1", Lab.from(22, "sg-middle"))
        .instance("i-1", "subnet-a", List.of(address("10.0.0.9", "192.0.2.9")), "sg-bastion")
        .instance("i-2", "subnet-b", List.of(address("10.0.1.9")), "sg-middle")
        .instance("i-3", "subnet-c", List.of(address("10.0.2.9")), "sg-app");
    assertThat(lab.path("i-2", PathId.SSH_BASTION).status()).isEqualTo(Status.OPEN);
    assertThat(lab.path("i-3", PathId.SSH_BASTION).status()).isEqualTo(Status.OPEN);
  }
}
