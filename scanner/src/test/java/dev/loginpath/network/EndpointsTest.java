package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.known;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitGateway;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Requirement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Instance Connect Endpoints reach, and how an interface reaches AWS services. */
class EndpointsTest {

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16", Optional.of("2001:db8:1::/56"))
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24", List.of("2001:db8:1:1::/64"));

  private Lab tunnel(boolean preserves, String type, List<GroupRule> ingress) {
    lab.table("rtb-1", "vpc-1", true, List.of())
        .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
        .group(
            "sg-eice", "vpc-1", List.of(), List.of(tcp(22, 22, "10.0.1.0/24"), tcp(22, 22, "::/0")))
        .group("sg-app", "vpc-1", ingress, List.of())
        .eni(
            "eni-eice",
            "subnet-a",
            List.of(address("10.0.0.5")),
            List.of("2001:db8:1::5"),
            "sg-eice")
        .eni(
            "eni-app",
            "subnet-b",
            List.of(address("10.0.1.9")),
            List.of("2001:db8:1:1::9"),
            "sg-app");
    lab.tunnels.add(
        new InstanceConnectEndpoint(
            "eice-1",
            Optional.empty(),
            Lab.ACCOUNT,
            "vpc-1",
            "subnet-a",
            "create-complete",
            preserves,
            type,
            List.of("sg-eice"),
            List.of("eni-eice"),
            Collections.emptySortedMap()));
    return lab;
  }

  private Answer reached(int port) {
    return lab.network()
        .reaches(lab.tunnels.getFirst(), lab.find("eni-app"), port)
        .requirement()
        .verdict()
        .answer();
  }

  @Test
  void theTargetAdmitsTheEndpointsGroup() {
    tunnel(false, "ipv4", List.of(Lab.from(22, "sg-eice")));
    assertThat(reached(22)).isEqualTo(Answer.MET);
    assertThat(reached(3389)).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void theTargetAdmitsTheEndpointsAddressUnlessClientsKeepTheirs() {
    tunnel(false, "ipv4", List.of(tcp(22, 22, "10.0.0.0/24")));
    assertThat(reached(22)).isEqualTo(Answer.MET);
    InstanceConnectEndpoint it = lab.tunnels.removeFirst();
    lab.tunnels.add(
        new InstanceConnectEndpoint(
            it.id(),
            it.arn(),
            it.ownerId(),
            it.vpcId(),
            it.subnetId(),
            it.state(),
            true,
            it.ipAddressType(),
            it.groupIds(),
            it.networkInterfaceIds(),
            it.tags()));
    assertThat(reached(22)).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aPreservedClientComesFromOutsideTheVpc() {
    tunnel(true, "ipv4", List.of(tcp(22, 22, "203.0.113.0/24")));
    assertThat(reached(22)).isEqualTo(Answer.MET);
  }

  @Test
  void anIpv6EndpointReachesIpv6Alone() {
    tunnel(false, "ipv6", List.of(tcp(22, 22, "10.0.0.0/8")));
    assertThat(reached(22)).isEqualTo(Answer.NOT_MET);
    tunnelAgain("ipv6", List.of(tcp(22, 22, "2001:db8:1::/56")));
    assertThat(reached(22)).isEqualTo(Answer.MET);
    tunnelAgain("ipv4", List.of(tcp(22, 22, "2001:db8:1::/56")));
    assertThat(reached(22)).isEqualTo(Answer.NOT_MET);
    tunnelAgain("dualstack", List.of(tcp(22, 22, "2001:db8:1::/56")));
    assertThat(reached(22)).isEqualTo(Answer.MET);
  }

  @Test
  void anUnheardOfAddressTypeIsUnknownAndNotIpv4() {
    tunnel(false, "ipv8", List.of(tcp(22, 22, "10.0.0.0/8")));
    assertThat(reached(22)).isEqualTo(Answer.UNKNOWN);
    tunnelAgain("ipv8", List.of(tcp(23, 23, "10.0.0.0/8")));
    assertThat(reached(22)).isEqualTo(Answer.NOT_MET);
  }

  private void tunnelAgain(String type, List<GroupRule> ingress) {
    lab.tables.clear();
    lab.acls.clear();
    lab.groups.clear();
    lab.interfaces.clear();
    lab.tunnels.clear();
    tunnel(false, type, ingress);
  }

  @Test
  void theEndpointsOwnGroupMustLetItOut() {
    tunnel(false, "ipv4", List.of(Lab.from(22, "sg-eice")));
    lab.groups.removeFirst();
    lab.group("sg-eice", "vpc-1", List.of(), List.of(tcp(443, 443, "0.0.0.0/0")));
    assertThat(reached(22)).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anAclBetweenTheSubnetsShutsIt() {
    tunnel(false, "ipv4", List.of(Lab.from(22, "sg-eice")));
    lab.acls.clear();
    lab.openAcl("acl-a", "vpc-1", "subnet-a")
        .acl(
            "acl-b",
            "vpc-1",
            List.of("subnet-b"),
            Lab.entry(100, false, true, "0.0.0.0/0"),
            Lab.tcp(100, true, true, "10.0.0.0/24", 1, 1023));
    assertThat(reached(22)).as("a client may choose a low port").isEqualTo(Answer.MET);
    lab.acls.removeLast();
    lab.acl("acl-b", "vpc-1", List.of("subnet-b"), Lab.entry(100, false, true, "0.0.0.0/0"));
    assertThat(reached(22)).isEqualTo(Answer.NOT_MET);
    lab.denied.add("ec2:DescribeNetworkAcls");
    assertThat(reached(22)).isEqualTo(Answer.UNKNOWN);
  }

  private Lab client() {
    return lab.openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
        .group("sg-1", "vpc-1")
        .group("sg-ep", "vpc-1", tcp(443, 443, "10.0.1.0/24"))
        .eni("eni-1", "subnet-b", List.of(address("10.0.1.9")), List.of(), "sg-1");
  }

  private Requirement egress(String service) {
    return lab.network().egressTo(lab.find("eni-1"), service);
  }

  private void endpoint(String service, String state, boolean privateDns) {
    lab.eni("eni-ep", "subnet-a", List.of(address("10.0.0.7")), List.of(), "sg-ep");
    lab.endpoints.add(
        new VpcEndpoint(
            "vpce-1",
            "vpc-1",
            "Interface",
            "com.amazonaws.us-east-1." + service,
            state,
            privateDns,
            Optional.empty(),
            List.of("subnet-a"),
            List.of("sg-ep"),
            List.of(),
            List.of("eni-ep"),
            Optional.empty()));
  }

  @Test
  void noWayAtAll() {
    client().table("rtb-1", "vpc-1", true, List.of());
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anInterfaceEndpointWithPrivateDns() {
    client().table("rtb-1", "vpc-1", true, List.of());
    endpoint("ssm", "available", true);
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    assertThat(egress("ssmmessages").verdict().answer()).isEqualTo(Answer.NOT_MET);
    lab.group("sg-ep", "vpc-1");
    lab.groups.remove(1);
    assertThat(egress("ssm").verdict().answer()).as("its group shut").isEqualTo(Answer.NOT_MET);
  }

  @Test
  void dnsServersOfOnesOwnLeaveTheEndpointsNameUnproven() {
    client().table("rtb-1", "vpc-1", true, List.of());
    endpoint("ssm", "available", true);
    lab.dhcpOptions.add(new DhcpOptions("dopt-other", List.of("10.0.0.53")));
    assertThat(egress("ssm").verdict().answer()).as("of another VPC").isEqualTo(Answer.MET);
    lab.dhcpOptions.add(new DhcpOptions("dopt-vpc-1", List.of("AmazonProvidedDNS")));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.dhcpOptions.removeLast();
    lab.dhcpOptions.add(new DhcpOptions("dopt-vpc-1", List.of("10.0.0.53", "10.0.1.53")));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(egress("ssm").toString())
        .contains("dopt-vpc-1", "10.0.0.53", "own DNS servers must forward");
    lab.endpoints.clear();
    assertThat(egress("ssm").verdict().answer())
        .as("no endpoint is hidden by them")
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void dhcpOptionsThatWereNotSeenLeaveTheEndpointsNameUnproven() {
    client().table("rtb-1", "vpc-1", true, List.of());
    endpoint("ssm", "available", true);
    lab.denied.add("ec2:DescribeDhcpOptions");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void anEndpointWhoseNameLeadsPastItIsNoWayAndHidesNone() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"));
    lab.regionalNat("nat-1", "vpc-1", "available");
    endpoint("ssm", "available", false);
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.nats.clear();
    lab.regionalNat("nat-1", "vpc-1", "failed");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
    lab.endpoints.clear();
    endpoint("ssm", "available", true);
    lab.dns.clear();
    lab.dns.add(
        new VpcDns(
            "vpc-1",
            known("ec2:DescribeVpcAttribute", true),
            known("ec2:DescribeVpcAttribute", false)));
    assertThat(egress("ssm").verdict().answer()).as("no DNS hostnames").isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aShutEndpointShadowsTheNatGateway() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"));
    lab.regionalNat("nat-1", "vpc-1", "available");
    endpoint("ssm", "available", true);
    lab.groups.remove(1);
    lab.group("sg-ep", "vpc-1");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aNatGatewayNeedsAWayOutOfItsOwnSubnet() {
    client()
        .table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"))
        .table("rtb-2", "vpc-1", false, List.of("subnet-a"), route("0.0.0.0/0", "igw-1"));
    lab.nats.add(
        new NatGateway(
            "nat-1",
            "vpc-1",
            Optional.of("subnet-a"),
            "available",
            true,
            List.of(),
            Optional.empty()));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.block = "block-ingress";
    assertThat(egress("ssm").verdict().answer()).as("out only").isEqualTo(Answer.MET);
    lab.block = "block-bidirectional";
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
    lab.block = "off";
    lab.tables.removeLast();
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anInternetGatewayNeedsAPublicAddress() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(address("10.0.1.9", "192.0.2.9")), List.of(), "sg-1");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
  }

  @Test
  void anEgressOnlyGatewayCountsWhereThereIsOnlyIpv6() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("::/0", "eigw-1"));
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(), List.of("2001:db8:1:1::9"), "sg-1");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(address("10.0.1.9")), List.of("2001:db8:1:1::9"), "sg-1");
    assertThat(egress("ssm").verdict().answer()).as("needs a setting").isEqualTo(Answer.UNKNOWN);
  }

  private void overGatewayOfOthers(String destination) {
    client().table("rtb-1", "vpc-1", true, List.of(), route(destination, "tgw-1"));
    assertThat(egress("ssm").verdict().answer()).as("not attached").isEqualTo(Answer.NOT_MET);
    lab.gateways.add(new TransitGateway("tgw-1", "444455556666", "available", false));
    lab.attach("tgw-attach-1", "tgw-1", "vpc-1", "tgw-rtb-1", "subnet-b");
  }

  @Test
  void aNetworkBeyondMayHoldTheWayOut() {
    overGatewayOfOthers("0.0.0.0/0");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void aRouteToPrivateRangesLeadsToNoPublicAddress() {
    overGatewayOfOthers("10.9.0.0/16");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
    assertThat(egress("ssm").toString()).contains("leads to tgw-1, and by that to no public");
    lab.instance("i-1", "subnet-b", List.of(address("10.0.1.20")), "sg-1");
    assertThat(exit()).isInstanceOf(Exit.Internet.class);
    lab.dhcpOptions.add(new DhcpOptions("dopt-vpc-1", List.of("10.9.0.53")));
    assertThat(egress("ssm").verdict().answer()).as("own servers").isEqualTo(Answer.UNKNOWN);
    assertThat(exit()).isInstanceOf(Exit.Untold.class);
    lab.dhcpOptions.clear();
    lab.denied.add("route53:ListHostedZonesByVPC");
    assertThat(egress("ssm").verdict().answer()).as("zones unseen").isEqualTo(Answer.UNKNOWN);
    lab.denied.clear();
    lab.denied.add("route53profiles:ListProfileAssociations");
    assertThat(egress("ssm").verdict().answer()).as("Profiles unseen").isEqualTo(Answer.UNKNOWN);
  }

  private Exit exit() {
    return lab.network().exitOf(lab.instances.getLast(), "ssm");
  }

  @Test
  void aPeerPassesOnNothingToTheInternet() {
    lab.vpc("vpc-2", "10.2.0.0/16").peering("pcx-1", "vpc-1", "vpc-2");
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "pcx-1"));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  private Answer sendingFrom(PrivateAddress... addresses) {
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(addresses), List.of(), "sg-1");
    return egress("ssm").verdict().answer();
  }

  private static PrivateAddress told(PrivateAddress it, boolean primary) {
    return new PrivateAddress(
        it.address(), it.publicAddress(), it.carrierAddress(), it.told(), Optional.of(primary));
  }

  @Test
  void theAddressThatIsSentFromNeedsThePublicOne() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"));
    PrivateAddress fronted = address("10.0.1.9", "192.0.2.9");
    PrivateAddress bare = address("10.0.1.10");
    assertThat(sendingFrom(fronted)).isEqualTo(Answer.MET);
    assertThat(sendingFrom(bare)).isEqualTo(Answer.NOT_MET);
    assertThat(sendingFrom(told(fronted, true), told(bare, false))).isEqualTo(Answer.MET);
    assertThat(sendingFrom(told(fronted, false), told(bare, true))).isEqualTo(Answer.UNKNOWN);
    assertThat(sendingFrom(fronted, bare)).as("not told").isEqualTo(Answer.UNKNOWN);
    assertThat(sendingFrom(fronted, address("10.0.1.10", "192.0.2.10"))).isEqualTo(Answer.MET);
    assertThat(sendingFrom(told(address("10.0.1.9"), true), told(bare, false)))
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aGatewayEndpointLeadsToS3Alone() {
    client().table("rtb-1", "vpc-1", true, List.of());
    gatewayEndpoint();
    assertThat(egress("s3").verdict().answer()).isEqualTo(Answer.MET);
    assertThat(egress("logs").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aSubnetOfAnotherAccountIsUnknown() {
    client().table("rtb-1", "vpc-1", true, List.of());
    lab.subnets.removeLast();
    lab.subnets.add(
        new Subnet(
            "subnet-b",
            "vpc-1",
            "444455556666",
            Optional.of("10.0.1.0/24"),
            List.of(),
            Optional.empty(),
            Optional.empty()));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.UNKNOWN);
  }

  private Lab natInItsOwnSubnet(AclEntry... entries) {
    client()
        .table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"))
        .table("rtb-2", "vpc-1", false, List.of("subnet-a"), route("0.0.0.0/0", "igw-1"));
    lab.nats.add(
        new NatGateway(
            "nat-1",
            "vpc-1",
            Optional.of("subnet-a"),
            "available",
            true,
            List.of(),
            Optional.empty()));
    lab.acls.clear();
    return lab.openAcl("acl-b", "vpc-1", "subnet-b")
        .acl("acl-a", "vpc-1", List.of("subnet-a"), entries);
  }

  @Test
  void theNatGatewaysAclPassesAnswersOnToTheInstance() {
    natInItsOwnSubnet(
        Lab.entry(100, false, true, "0.0.0.0/0"), Lab.tcp(100, true, true, "0.0.0.0/0", 443, 443));
    assertThat(egress("ssm").verdict().answer())
        .as("a client may choose 443, a system does not")
        .isNotEqualTo(Answer.MET);
    lab.acls.removeLast();
    lab.acl(
        "acl-a",
        "vpc-1",
        List.of("subnet-a"),
        Lab.entry(100, false, true, "0.0.0.0/0"),
        Lab.entry(90, true, false, "10.0.1.0/24"),
        Lab.entry(100, true, true, "0.0.0.0/0"));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aNatGatewayTakesNoAnswersBelowPort1024() {
    natInItsOwnSubnet(
        Lab.entry(90, false, true, "10.0.0.0/16"),
        Lab.tcp(100, false, true, "0.0.0.0/0", 1, 1023),
        Lab.entry(100, true, true, "0.0.0.0/0"));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anAgentIsNotSureToChooseALowPort() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"));
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(address("10.0.1.9", "192.0.2.9")), List.of(), "sg-1");
    lab.acls.clear();
    lab.acl(
        "acl-b",
        "vpc-1",
        List.of("subnet-b"),
        Lab.tcp(100, false, true, "0.0.0.0/0", 1, 1023),
        Lab.entry(100, true, true, "0.0.0.0/0"));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void blockPublicAccessLooksAtNatGatewaysWithoutASubnetToo() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"));
    lab.regionalNat("nat-1", "vpc-1", "available");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.block = "block-bidirectional";
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void withoutIpv4ANatGatewayHelpsOnlyByDns64() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"));
    lab.regionalNat("nat-1", "vpc-1", "available");
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(), List.of("2001:db8:1:1::9"), "sg-1");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
    lab.tables.removeFirst();
    lab.table("rtb-1", "vpc-1", true, List.of(), route("64:ff9b::/96", "nat-1"));
    assertThat(egress("ssm").verdict().answer()).as("DNS64 off").isEqualTo(Answer.NOT_MET);
    dns64(Optional.empty());
    assertThat(egress("ssm").verdict().answer()).as("not told").isEqualTo(Answer.UNKNOWN);
    dns64(Optional.of(true));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.dhcpOptions.add(new DhcpOptions("dopt-vpc-1", List.of("10.0.0.53")));
    assertThat(egress("ssm").verdict().answer()).as("own servers").isEqualTo(Answer.UNKNOWN);
    lab.groups.removeFirst();
    lab.group("sg-1", "vpc-1", List.of(), List.of(tcp(443, 443, "0.0.0.0/0")));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  private void dns64(Optional<Boolean> on) {
    lab.subnets.replaceAll(it ->
        new Subnet(
            it.id(),
            it.vpcId(),
            it.ownerId(),
            it.cidr(),
            it.ipv6Cidrs(),
            it.availabilityZone(),
            it.outpostArn(),
            on,
            false));
  }

  @Test
  void aRegionalNatGatewayLeavesByItsOwnRouteTable() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "nat-1"));
    lab.regionalNat("nat-1", "vpc-1", "available");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.tables.removeLast();
    assertThat(egress("ssm").verdict().answer()).as("not listed").isEqualTo(Answer.UNKNOWN);
    lab.table("rtb-nat-1", "vpc-1", false, List.of());
    assertThat(egress("ssm").verdict().answer()).as("leads nowhere").isEqualTo(Answer.NOT_MET);
    lab.nats.clear();
    lab.nats.add(
        new NatGateway(
            "nat-1", "vpc-1", Optional.empty(), "available", true, List.of(), Optional.empty()));
    assertThat(egress("ssm").verdict().answer()).as("not told").isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void aPrivateIpv6AddressLeavesByNoGateway() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("::/0", "eigw-1"));
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(), List.of("fd00:1::9"), "sg-1");
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anExclusionForEgressOnlyCountsWhereBothDirectionsAreBlocked() {
    client().table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"));
    lab.interfaces.clear();
    lab.eni("eni-1", "subnet-b", List.of(address("10.0.1.9", "192.0.2.9")), List.of(), "sg-1");
    lab.exclusions.add(
        new BlockPublicAccessExclusion(
            "vpcbpa-exclude-1",
            "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1",
            "allow-egress",
            "create-complete"));
    lab.block = "block-bidirectional";
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.MET);
    lab.block = "block-ingress";
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  private void gatewayEndpoint() {
    lab.prefixLists.put("pl-s3", List.of("52.92.0.0/17", "3.5.0.0/19"));
    lab.prefixListNames.put("pl-s3", "com.amazonaws.us-east-1.s3");
    lab.endpoints.add(
        new VpcEndpoint(
            "vpce-s3",
            "vpc-1",
            "Gateway",
            "com.amazonaws.us-east-1.s3",
            "available",
            false,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of("rtb-1"),
            List.of(),
            Optional.empty()));
  }

  @Test
  void aPartOfS3IsNotAllOfIt() {
    client().table("rtb-1", "vpc-1", true, List.of());
    gatewayEndpoint();
    lab.groups.removeFirst();
    lab.group("sg-1", "vpc-1", List.of(), List.of(tcp(443, 443, "3.5.0.0/19")));
    assertThat(egress("s3").verdict().answer()).isEqualTo(Answer.UNKNOWN);
    lab.groups.removeLast();
    lab.group("sg-1", "vpc-1", List.of(), List.of(Lab.list(443, "pl-s3")));
    assertThat(egress("s3").verdict().answer()).isEqualTo(Answer.MET);
    lab.groups.removeLast();
    lab.group("sg-1", "vpc-1", List.of(), List.of(tcp(443, 443, "52.94.0.0/16")));
    assertThat(egress("s3").verdict().answer()).isEqualTo(Answer.NOT_MET);
    lab.cutShort.add("ec2:GetManagedPrefixListEntries");
    assertThat(egress("s3").verdict().answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void anEndpointForInboundResolversLeavesTheGatewayEndpointItsName() {
    client().table("rtb-1", "vpc-1", true, List.of());
    gatewayEndpoint();
    lab.groups.removeLast();
    lab.group("sg-ep", "vpc-1");
    endpoint("s3", "available", true);
    assertThat(egress("s3").verdict().answer()).as("shadowed").isEqualTo(Answer.NOT_MET);
    VpcEndpoint it = lab.endpoints.removeLast();
    lab.endpoints.add(
        new VpcEndpoint(
            it.id(),
            it.vpcId(),
            it.type(),
            it.serviceName(),
            it.state(),
            it.privateDns(),
            Optional.of(true),
            it.subnetIds(),
            it.groupIds(),
            it.routeTableIds(),
            it.networkInterfaceIds(),
            Optional.empty()));
    assertThat(egress("s3").verdict().answer()).isEqualTo(Answer.MET);
  }

  @Test
  void anEndpointOfAnotherRegionsServiceIsNoneOfThisOne() {
    client().table("rtb-1", "vpc-1", true, List.of());
    endpoint("ssm", "available", true);
    VpcEndpoint it = lab.endpoints.removeLast();
    lab.endpoints.add(
        new VpcEndpoint(
            it.id(),
            it.vpcId(),
            it.type(),
            "com.amazonaws.eu-west-1.ssm",
            it.state(),
            it.privateDns(),
            Optional.empty(),
            it.subnetIds(),
            it.groupIds(),
            it.routeTableIds(),
            it.networkInterfaceIds(),
            Optional.empty()));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anInterfaceOfTheEndpointThatIsNotListedMayBeTheOneThatAnswers() {
    client().table("rtb-1", "vpc-1", true, List.of());
    lab.groups.removeFirst();
    lab.group("sg-1", "vpc-1", List.of(), List.of(tcp(443, 443, "10.0.1.0/25")));
    endpoint("ssm", "available", true);
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.NOT_MET);
    VpcEndpoint it = lab.endpoints.removeLast();
    lab.endpoints.add(
        new VpcEndpoint(
            it.id(),
            it.vpcId(),
            it.type(),
            it.serviceName(),
            it.state(),
            it.privateDns(),
            Optional.empty(),
            List.of("subnet-a", "subnet-b"),
            it.groupIds(),
            it.routeTableIds(),
            List.of("eni-ep", "eni-not-listed"),
            Optional.empty()));
    assertThat(egress("ssm").verdict().answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void anEndpointOfAPeeredVpcMayLeadThereUnlessClientsKeepTheirAddresses() {
    tunnel(false, "ipv4", List.of());
    lab.vpc("vpc-2", "10.2.0.0/16", Optional.empty())
        .subnet("subnet-c", "vpc-2", "10.2.0.0/24")
        .peering("pcx-1", "vpc-1", "vpc-2")
        .openAcl("acl-2", "vpc-2", "subnet-c")
        .group("sg-far", "vpc-2", tcp(22, 22, "10.0.0.0/16"))
        .eni("eni-far", "subnet-c", List.of(address("10.2.0.9")), List.of(), "sg-far");
    lab.groups.removeFirst();
    lab.group("sg-eice", "vpc-1", List.of(), List.of(tcp(22, 22, "10.2.0.0/16")));
    lab.tables.clear();
    lab.table("rtb-1", "vpc-1", true, List.of(), route("10.2.0.0/16", "pcx-1"))
        .table("rtb-2", "vpc-2", true, List.of(), route("10.0.0.0/16", "pcx-1"));
    assertThat(far()).isEqualTo(Answer.UNKNOWN);
    lab.tables.removeLast();
    lab.table("rtb-2", "vpc-2", true, List.of());
    assertThat(far()).as("no way back").isEqualTo(Answer.NOT_MET);
    lab.tunnels.clear();
    tunnel(true, "ipv4", List.of());
    assertThat(lab.network().instanceConnectEndpointsBeside("vpc-2")).isEmpty();
  }

  private Answer far() {
    Network network = lab.network();
    return network
        .reaches(
            network.instanceConnectEndpointsBeside("vpc-2").getFirst(), lab.find("eni-far"), 22)
        .requirement()
        .verdict()
        .answer();
  }

  @Test
  void aPreservedClientHasAnAddressOfTheInternet() {
    tunnel(true, "ipv4", List.of(tcp(22, 22, "172.16.0.0/12")));
    assertThat(reached(22)).isEqualTo(Answer.UNKNOWN);
  }
}
