package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.ClassicLoadBalancer;
import dev.loginpath.snapshot.CrossZone;
import dev.loginpath.snapshot.EndpointConnection;
import dev.loginpath.snapshot.EndpointService;
import dev.loginpath.snapshot.EndpointServicePrincipals;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.Listener;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.LoadBalancerListeners;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TargetGroup;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A private instance behind load balancers of every kind that carries TCP. */
class LoadBalancersTest {

  private Optional<Boolean> judgesPrivateLink = Optional.of(true);

  private static final String SERVICE = "elasticloadbalancing:";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-public", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-private", "vpc-1", "10.0.1.0/24")
          .table(
              "rtb-public", "vpc-1", false, List.of("subnet-public"), route("0.0.0.0/0", "igw-1"))
          .table("rtb-private", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-public", "subnet-private")
          .group("sg-lb", "vpc-1", tcp(2222, 2222, "203.0.113.0/24"));

  private Lab instance(GroupRule... rules) {
    return lab.group("sg-app", "vpc-1", rules)
        .instance("i-1", "subnet-private", List.of(address("10.0.1.9")), "sg-app");
  }

  private void balancer(
      String scheme, List<String> groups, String protocol, String state, Observed<Boolean> keeps) {
    lab.balancers.add(
        new LoadBalancer(
            "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/front/1",
            "front",
            "front.example",
            "network",
            scheme,
            Optional.of("vpc-1"),
            "active",
            Optional.empty(),
            List.of("subnet-public"),
            groups,
            judgesPrivateLink));
    lab.listeners.add(
        new LoadBalancerListeners(
            lab.balancers.getFirst().arn(),
            Lab.known(
                SERVICE + "DescribeListeners",
                List.of(new Listener(protocol, 2222, List.of("arn-group"))))));
    lab.targetGroups.add(
        new TargetGroup(
            "arn-group",
            "group",
            "TCP",
            "instance",
            Lab.known(
                SERVICE + "DescribeTargetHealth",
                List.of(new TargetGroup.Target("i-1", 22, state))),
            keeps));
  }

  private static Observed<Boolean> keeps(boolean value) {
    return Lab.known(SERVICE + "DescribeTargetGroupAttributes", value);
  }

  private PathAssessment ssh() {
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  private List<String> sources() {
    return ssh().sources().stream().map(Source::value).toList();
  }

  @Test
  void clientsKeepTheirAddressAndTheTargetLooksAtIt() {
    instance(tcp(22, 22, "203.0.113.0/25"));
    balancer("internet-facing", List.of("sg-lb"), "TCP", "healthy", keeps(true));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(sources()).containsExactly("203.0.113.0/25");
    assertThat(ssh().sources().getFirst().address()).contains("front.example:2222");
  }

  @Test
  void theTargetAdmitsTheLoadBalancersGroup() {
    instance(Lab.from(22, "sg-lb"));
    balancer("internet-facing", List.of("sg-lb"), "TCP", "healthy", keeps(true));
    assertThat(sources()).containsExactly("203.0.113.0/24");
  }

  @Test
  void withoutAGroupAnybodyComesIn() {
    instance(tcp(22, 22, "10.0.0.0/24"));
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(false));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(sources()).isNotEmpty();
  }

  @Test
  void aTargetThatTakesNoConnections() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internet-facing", List.of(), "TCP", "unused", keeps(true));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void anInternalOneIsNoWayFromTheInternet() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internal", List.of(), "TCP", "healthy", keeps(true));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void blockPublicAccessLooksAtItsSubnets() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(true));
    lab.block = "block-ingress";
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whatWasNotListedMayBeThereUnlessTheGroupAdmitsNobody() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    lab.denied.add(SERVICE + "DescribeLoadBalancers");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    lab.groups.removeLast();
    lab.group("sg-app", "vpc-1", tcp(443, 443, "0.0.0.0/0"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  private void classicOne() {
    classicOne(2222);
  }

  private void classicOne(int listening) {
    instance(Lab.from(22, "sg-lb"));
    lab.classic.add(
        new ClassicLoadBalancer(
            "old",
            "old.example",
            "internet-facing",
            Optional.of("vpc-1"),
            List.of("subnet-public"),
            List.of("sg-lb"),
            List.of(new ClassicLoadBalancer.Forward("TCP", listening, 22)),
            List.of("i-1")));
  }

  @Test
  void aPortThatTcpDoesNotHaveLetsNobodyInAndStopsNothing() {
    classicOne(70000);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void aClassicOneConnectsFromItsOwnAddress() {
    classicOne();
    assertThat(sources()).containsExactly("203.0.113.0/24");
  }

  private void forwardToAddress(String address) {
    lab.targetGroups.clear();
    lab.targetGroups.add(
        new TargetGroup(
            "arn-group",
            "group",
            "TCP",
            "ip",
            Lab.known(
                SERVICE + "DescribeTargetHealth",
                List.of(new TargetGroup.Target(address, 22, "healthy"))),
            keeps(true)));
  }

  @Test
  void theSameAddressInAnotherVpcIsAnotherTarget() {
    lab.vpc("vpc-2", "10.0.0.0/16")
        .subnet("subnet-2", "vpc-2", "10.0.1.0/24")
        .table("rtb-2", "vpc-2", true, List.of())
        .openAcl("acl-2", "vpc-2", "subnet-2")
        .group("sg-2", "vpc-2", tcp(22, 22, "0.0.0.0/0"))
        .instance("i-1", "subnet-2", List.of(address("10.0.1.9")), "sg-2");
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(true));
    forwardToAddress("10.0.1.9");
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  private void targetInAPeeredVpc() {
    lab.vpc("vpc-2", "10.2.0.0/16")
        .subnet("subnet-2", "vpc-2", "10.2.1.0/24")
        .openAcl("acl-2", "vpc-2", "subnet-2")
        .group("sg-2", "vpc-2", tcp(22, 22, "0.0.0.0/0"))
        .instance("i-1", "subnet-2", List.of(address("10.2.1.9")), "sg-2")
        .peering("pcx-1", "vpc-1", "vpc-2")
        .table("rtb-2", "vpc-2", true, List.of());
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(true));
    forwardToAddress("10.2.1.9");
  }

  private void routeToThePeeredVpc() {
    lab.tables.removeFirst();
    lab.table(
        "rtb-public",
        "vpc-1",
        false,
        List.of("subnet-public"),
        route("0.0.0.0/0", "igw-1"),
        route("10.2.0.0/16", "pcx-1"));
  }

  @Test
  void aTargetInAPeeredVpcNeedsTheRoute() {
    targetInAPeeredVpc();
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    routeToThePeeredVpc();
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void everySubnetOfItLetsSomebodyIn() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(true));
    lab.acls.clear();
    lab.subnet("subnet-other", "vpc-1", "10.0.2.0/24")
        .table("rtb-other", "vpc-1", false, List.of("subnet-other"), route("0.0.0.0/0", "igw-1"))
        .openAcl("acl-private", "vpc-1", "subnet-private")
        .acl(
            "acl-one",
            "vpc-1",
            List.of("subnet-public"),
            Lab.entry(100, false, true, "203.0.113.0/24"),
            Lab.entry(100, true, true, "0.0.0.0/0"))
        .acl(
            "acl-other",
            "vpc-1",
            List.of("subnet-other"),
            Lab.entry(100, false, true, "198.51.100.0/24"),
            Lab.entry(100, true, true, "0.0.0.0/0"));
    LoadBalancer it = lab.balancers.removeFirst();
    for (List<String> subnets :
        List.of(
            List.of("subnet-public", "subnet-other"), List.of("subnet-other", "subnet-public"))) {
      lab.balancers.clear();
      lab.balancers.add(
          new LoadBalancer(
              it.arn(),
              it.name(),
              it.dnsName(),
              it.type(),
              it.scheme(),
              it.vpcId(),
              it.state(),
              it.ipAddressType(),
              subnets,
              it.groupIds(),
              it.judgesPrivateLink()));
      assertThat(sources()).containsExactly("198.51.100.0/24", "203.0.113.0/24");
    }
  }

  @Test
  void theGatewaysOwnTableStandsBeforeItToo() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(true));
    lab.tables.add(
        new RouteTable(
            "rtb-edge",
            "vpc-1",
            Lab.ACCOUNT,
            false,
            List.of(),
            List.of("igw-1"),
            List.of(route("10.0.0.0/16", "local"), route("10.0.0.0/24", "vpce-firewall"))));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aStoppedTargetIsUnusedUntilItStarts() {
    lab.group("sg-app", "vpc-1", tcp(22, 22, "0.0.0.0/0"))
        .instance(
            "i-1", "subnet-private", "stopped", List.of(address("10.0.1.9")), List.of(), "sg-app");
    balancer("internet-facing", List.of(), "TCP", "unused", keeps(true));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void itsGroupMayNameAGroupOfAPeeredVpc() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internal", List.of("sg-inside"), "TCP", "healthy", keeps(true));
    lab.vpc("vpc-2", "10.2.0.0/16")
        .subnet("subnet-2", "vpc-2", "10.2.1.0/24")
        .openAcl("acl-2", "vpc-2", "subnet-2")
        .group("sg-client", "vpc-2")
        .group("sg-inside", "vpc-1", Lab.from(2222, "sg-client"))
        .eni("eni-client", "subnet-2", List.of(address("10.2.1.9")), List.of(), "sg-client")
        .peering("pcx-1", "vpc-1", "vpc-2")
        .table("rtb-2", "vpc-2", true, List.of(), route("10.0.0.0/16", "pcx-1"));
    lab.tables.removeFirst();
    lab.table(
        "rtb-public", "vpc-1", false, List.of("subnet-public"), route("10.2.0.0/16", "pcx-1"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(sources()).contains("10.2.1.9/32");
  }

  @Test
  void aDualStackOneLetsIpv6InAndTranslatesIt() {
    lab.vpcs.clear();
    lab.vpc("vpc-1", "10.0.0.0/16", Optional.of("2001:db8:1::/56"));
    lab.tables.removeFirst();
    lab.table(
        "rtb-public",
        "vpc-1",
        false,
        List.of("subnet-public"),
        route("0.0.0.0/0", "igw-1"),
        route("::/0", "igw-1"));
    lab.group("sg-six", "vpc-1", tcp(2222, 2222, "2600:1f00::/24"));
    instance(Lab.from(22, "sg-six"), tcp(22, 22, "2600:1f00::/24"));
    balancer("internet-facing", List.of("sg-six"), "TCP", "healthy", keeps(true));
    assertThat(ssh().status()).as("IPv4 alone").isEqualTo(Status.CLOSED);
    LoadBalancer it = lab.balancers.removeFirst();
    lab.balancers.add(
        new LoadBalancer(
            it.arn(),
            it.name(),
            it.dnsName(),
            it.type(),
            it.scheme(),
            it.vpcId(),
            it.state(),
            Optional.of("dualstack"),
            it.subnetIds(),
            it.groupIds(),
            it.judgesPrivateLink()));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(sources()).containsExactly("2600:1f00::/24");
    lab.groups.removeLast();
    lab.group("sg-app", "vpc-1", tcp(22, 22, "2600:1f00::/24"));
    assertThat(ssh().status()).as("the target sees IPv4").isEqualTo(Status.CLOSED);
  }

  private void inAnotherZone(String subnetId) {
    Subnet it =
        lab.subnets.stream().filter(each -> each.id().equals(subnetId)).findFirst().orElseThrow();
    lab.subnets.remove(it);
    lab.subnets.add(
        new Subnet(
            it.id(),
            it.vpcId(),
            it.ownerId(),
            it.cidr(),
            it.ipv6Cidrs(),
            Optional.of("another-zone"),
            Optional.empty()));
  }

  private void crossZone(String balancer, boolean enabled) {
    lab.crossZone.clear();
    lab.crossZone.add(
        new CrossZone(balancer, Lab.known(SERVICE + "DescribeLoadBalancerAttributes", enabled)));
  }

  private void groupSays(Optional<String> crossZone) {
    TargetGroup it = lab.targetGroups.removeFirst();
    lab.targetGroups.add(
        new TargetGroup(
            it.arn(),
            it.name(),
            it.protocol(),
            it.targetType(),
            it.targets(),
            it.preservesClientIp(),
            crossZone));
  }

  @Test
  void aNodeForwardsToItsOwnZoneUnlessCrossZoneIsOn() {
    instance(tcp(22, 22, "0.0.0.0/0"));
    balancer("internet-facing", List.of(), "TCP", "healthy", keeps(true));
    String arn = lab.balancers.getFirst().arn();
    assertThat(ssh().status()).as("one zone asks for nothing").isEqualTo(Status.OPEN);
    inAnotherZone("subnet-private");
    assertThat(ssh().status()).as("not read").isEqualTo(Status.UNKNOWN);
    crossZone(arn, false);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    crossZone(arn, true);
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    groupSays(Optional.of("false"));
    assertThat(ssh().status()).as("the group decides").isEqualTo(Status.CLOSED);
    crossZone(arn, false);
    groupSays(Optional.of("true"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    groupSays(Optional.empty());
    assertThat(ssh().status()).as("the group is not told").isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aTargetBeyondTheVpcIsServedFromEveryZone() {
    targetInAPeeredVpc();
    routeToThePeeredVpc();
    inAnotherZone("subnet-2");
    crossZone(lab.balancers.getFirst().arn(), false);
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void theAclOfAClassicOneCountsInsideItsSubnet() {
    lab.group("sg-app", "vpc-1", Lab.from(22, "sg-lb"))
        .instance("i-1", "subnet-public", List.of(address("10.0.0.9")), "sg-app");
    lab.classic.add(
        new ClassicLoadBalancer(
            "old",
            "old.example",
            "internet-facing",
            Optional.of("vpc-1"),
            List.of("subnet-public"),
            List.of("sg-lb"),
            List.of(new ClassicLoadBalancer.Forward("TCP", 2222, 22)),
            List.of("i-1")));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    lab.acls.clear();
    lab.acl(
        "acl-1",
        "vpc-1",
        List.of("subnet-public"),
        Lab.entry(100, false, true, "0.0.0.0/0"),
        Lab.tcp(100, true, true, "0.0.0.0/0", 1024, 65535));
    assertThat(ssh().status()).as("no tcp 22 out to the instance").isEqualTo(Status.CLOSED);
  }

  @Test
  void aClassicOneServesTheZonesOfItsSubnets() {
    classicOne();
    inAnotherZone("subnet-private");
    crossZone("old", true);
    assertThat(ssh().status()).as("no subnet in that zone").isEqualTo(Status.CLOSED);
    lab.subnet("subnet-third", "vpc-1", "10.0.3.0/24")
        .openAcl("acl-third", "vpc-1", "subnet-third");
    inAnotherZone("subnet-third");
    ClassicLoadBalancer it = lab.classic.removeFirst();
    lab.classic.add(
        new ClassicLoadBalancer(
            it.name(),
            it.dnsName(),
            it.scheme(),
            it.vpcId(),
            List.of("subnet-public", "subnet-third"),
            it.groupIds(),
            it.forwards(),
            it.instanceIds()));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    crossZone("old", false);
    assertThat(ssh().status())
        .as("the node of the target's zone has no route to the internet")
        .isEqualTo(Status.CLOSED);
  }

  @Test
  void whatDecidesOnZonesIsReadOfThoseThatForwardTcp() {
    assertThat(
            DemoAccount.asItIs().snapshot().regions().stream()
                .flatMap(it -> it.loadBalancing().crossZone().stream())
                .map(CrossZone::enabled))
        .singleElement()
        .isInstanceOfSatisfying(
            Observed.Known.class, it -> assertThat(it.value()).isEqualTo(false));
  }

  private void service(boolean acceptance, String... principals) {
    lab.endpointServices.add(
        new EndpointService(
            "vpce-svc-1", "Available", acceptance, List.of(lab.balancers.getFirst().arn())));
    lab.principals.add(
        new EndpointServicePrincipals(
            "vpce-svc-1",
            Lab.known("ec2:DescribeVpcEndpointServicePermissions", List.of(principals))));
  }

  private void behindItsGroup() {
    lab.tables.removeFirst();
    lab.table("rtb-public", "vpc-1", false, List.of("subnet-public"));
    lab.group("sg-shut", "vpc-1");
    instance(Lab.from(22, "sg-shut"));
    balancer("internal", List.of("sg-shut"), "TCP", "healthy", keeps(true));
  }

  @Test
  void withoutAServiceAnInternalOneStaysShut() {
    judgesPrivateLink = Optional.of(false);
    behindItsGroup();
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void aServiceLetsInWhomItAllowsFromTheBalancersOwnAddress() {
    judgesPrivateLink = Optional.of(false);
    behindItsGroup();
    service(false, "*");
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(sources()).containsExactly("vpce-svc-1");
    assertThat(ssh().sources().getFirst().via())
        .containsExactly("every AWS account may connect to vpce-svc-1 without acceptance");
  }

  @Test
  void groupsThatJudgePrivateLinkShutIt() {
    behindItsGroup();
    service(false, "*");
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.groups.removeIf(it -> it.id().equals("sg-shut"));
    lab.group("sg-shut", "vpc-1", tcp(2222, 2222, "10.9.0.0/16"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void whetherTheyJudgeItMayNotBeTold() {
    judgesPrivateLink = Optional.empty();
    behindItsGroup();
    service(false, "*");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whoAsksForAcceptanceLetsInOnlyWhoIsConnected() {
    judgesPrivateLink = Optional.of(false);
    behindItsGroup();
    service(true, "arn:aws:iam::444455556666:root");
    lab.connections.add(
        new EndpointConnection("vpce-svc-1", "vpce-1", "444455556666", "pendingAcceptance"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.connections.add(
        new EndpointConnection("vpce-svc-1", "vpce-2", "444455556666", "available"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(ssh().sources().getFirst().via())
        .containsExactly(
            "arn:aws:iam::444455556666:root may connect to vpce-svc-1 once accepted",
            "vpce-2 of 444455556666 is connected to vpce-svc-1");
  }

  @Test
  void whetherAServiceThatAllowsNobodyTakesItsOwnersConnectionsIsNotTold() {
    judgesPrivateLink = Optional.of(false);
    behindItsGroup();
    service(false);
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString())
        .contains("vpce-svc-1 allows nobody to connect")
        .contains("Whether the account that owns an endpoint service needs to be allowed");
  }

  @Test
  void aServiceThatAcceptsNobodyOrFailedLeavesItShut() {
    judgesPrivateLink = Optional.of(false);
    behindItsGroup();
    service(true);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.endpointServices.clear();
    lab.endpointServices.add(
        new EndpointService(
            "vpce-svc-2", "Failed", false, List.of(lab.balancers.getFirst().arn())));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void theTargetStillHasToAdmitTheBalancer() {
    judgesPrivateLink = Optional.of(false);
    behindItsGroup();
    service(false, "*");
    lab.groups.removeIf(it -> it.id().equals("sg-app"));
    lab.group("sg-app", "vpc-1", tcp(22, 22, "203.0.113.0/24"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void servicesThatCouldNotBeListedMatterOnlyBehindABalancer() {
    lab.denied.add("ec2:DescribeVpcEndpointServiceConfigurations");
    judgesPrivateLink = Optional.of(false);
    lab.group("sg-shut", "vpc-1");
    instance(Lab.from(22, "sg-shut"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    balancer("internal", List.of("sg-shut"), "TCP", "healthy", keeps(true));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString()).contains("ec2:DescribeVpcEndpointServiceConfigurations");
  }
}
