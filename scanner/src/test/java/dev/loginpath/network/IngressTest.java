package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.Ipv6Range;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Kleene;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Who comes in from outside, by gateways with tables of their own and by addresses of all kinds.
 */
class IngressTest {

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16", Optional.of("2001:db8:1::/56"))
          .subnet("subnet-1", "vpc-1", "10.0.0.0/24", List.of("2001:db8:1::/64"))
          .openAcl("acl-1", "vpc-1", "subnet-1")
          .group("sg-1", "vpc-1", tcp(22, 22, "0.0.0.0/0"), tcp(22, 22, "::/0"));

  private Answer reached() {
    return Kleene.anyOf(
            lab.network().sourcesReaching(lab.find("eni-1"), 22, true).stream()
                .map(it -> it.requirement().verdict())
                .toList())
        .answer();
  }

  private void edge(String gateway, Route... routes) {
    lab.tables.add(
        new RouteTable(
            "rtb-edge", "vpc-1", Lab.ACCOUNT, false, List.of(), List.of(gateway), List.of(routes)));
  }

  @Test
  void aTableOfTheInternetGatewayMayHandItToAnAppliance() {
    lab.table("rtb-1", "vpc-1", true, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"))
        .eni("eni-1", "subnet-1", List.of(address("10.0.0.9", "192.0.2.9")), List.of(), "sg-1");
    assertThat(reached()).isEqualTo(Answer.MET);
    lab.cutShort.add("ec2:DescribeRouteTables");
    assertThat(reached()).as("its table may be in the unread part").isEqualTo(Answer.UNKNOWN);
    edge("igw-1", route("10.0.0.0/16", "local"), route("10.0.0.0/24", "vpce-1"));
    assertThat(reached()).isEqualTo(Answer.UNKNOWN);
    lab.cutShort.clear();
    assertThat(reached()).isEqualTo(Answer.UNKNOWN);
    lab.tables.removeLast();
    edge("igw-1", route("10.0.0.0/16", "local"));
    assertThat(reached()).isEqualTo(Answer.MET);
  }

  @Test
  void aTableOfTheVpnGatewayMayHandItToAnAppliance() {
    lab.table("rtb-1", "vpc-1", true, List.of("subnet-1"), route("192.168.0.0/16", "vgw-1"))
        .eni("eni-1", "subnet-1", List.of(address("10.0.0.9")), List.of(), "sg-1")
        .vpn("vgw-1", "vpc-1", "UP");
    assertThat(reached()).isEqualTo(Answer.MET);
    edge("vgw-1", route("10.0.0.0/16", "local"), route("10.0.0.0/24", "eni-firewall"));
    assertThat(reached()).isEqualTo(Answer.UNKNOWN);
    lab.tables.removeLast();
    edge("vgw-1", route("10.0.0.0/16", "local"));
    assertThat(reached()).isEqualTo(Answer.MET);
    lab.tables.removeLast();
    lab.cutShort.add("ec2:DescribeRouteTables");
    assertThat(reached()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void anAddressBelongsToTheRangesOfItsOwnVpc() {
    lab.table("rtb-1", "vpc-1", true, List.of("subnet-1"), route("::/0", "igw-1"))
        .eni("eni-1", "subnet-1", List.of(), List.of("2001:db8:1::9"), "sg-1");
    assertThat(reached()).isEqualTo(Answer.MET);
    lab.vpcs.addFirst(
        new Vpc(
            "vpc-2",
            Lab.ACCOUNT,
            List.of("10.2.0.0/16"),
            List.of(new Ipv6Range("2001:db8::/44", false)),
            Optional.empty()));
    assertThat(reached()).isEqualTo(Answer.MET);
  }
}
