package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.ClientVpnAuthorizationRule;
import dev.loginpath.snapshot.ClientVpnDetails;
import dev.loginpath.snapshot.ClientVpnEndpoint;
import dev.loginpath.snapshot.ClientVpnRoute;
import dev.loginpath.snapshot.ClientVpnTargetNetwork;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A private instance that admits the group of a Client VPN endpoint. */
class ClientVpnIngressTest {

  private static final String VPN = "cvpn-endpoint-1";
  private static final String CERTIFICATE = "certificate-authentication";
  private static final String FEDERATED = "federated-authentication";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16", Optional.of("2001:db8:1::/56"))
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24", List.of("2001:db8:1::/64"))
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24", List.of("2001:db8:1:1::/64"))
          .table("rtb-1", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
          .group("sg-vpn", "vpc-1");

  private String status = "available";
  private String traffic = "ipv4";
  private List<String> authentication = List.of(CERTIFICATE);
  private ClientVpnTargetNetwork network =
      new ClientVpnTargetNetwork("cvpn-assoc-1", "subnet-b", "associated", List.of("sg-vpn"));
  private final List<ClientVpnAuthorizationRule> rules = new ArrayList<>();
  private final List<ClientVpnRoute> routes = new ArrayList<>();

  private static ClientVpnAuthorizationRule everybody(String destination) {
    return new ClientVpnAuthorizationRule(destination, Optional.empty(), "active");
  }

  private static ClientVpnAuthorizationRule group(String destination, String group) {
    return new ClientVpnAuthorizationRule(destination, Optional.of(group), "active");
  }

  private static ClientVpnRoute route(String destination, String target) {
    return new ClientVpnRoute(destination, target, "active");
  }

  private void instance(GroupRule... admitted) {
    lab.group("sg-app", "vpc-1", admitted)
        .instance("i-1", "subnet-a", List.of(address("10.0.0.9")), "sg-app");
  }

  private void unheld(String id, String description, String address, List<String> groups) {
    lab.interfaces.add(
        new NetworkInterface(
            id,
            Optional.of("vpc-1"),
            Optional.of("subnet-b"),
            Optional.empty(),
            Optional.empty(),
            "interface",
            List.of(address(address)),
            List.of(),
            groups,
            false,
            description,
            false));
  }

  /** Everything that lets everybody who connects to the instance. */
  private void open() {
    instance(Lab.from(22, "sg-vpn"));
    unheld("eni-vpn", "ClientVPN Endpoint resource", "10.0.1.7", List.of("sg-vpn"));
    rules.add(everybody("10.0.0.0/16"));
    routes.add(route("10.0.0.0/16", "subnet-b"));
  }

  private PathAssessment ssh() {
    lab.clientVpnEndpoints.clear();
    lab.clientVpnEndpoints.add(
        new ClientVpnEndpoint(VPN, status, authentication, traffic, List.of("sg-vpn")));
    lab.clientVpns.clear();
    lab.clientVpns.add(
        new ClientVpnDetails(
            VPN,
            lab.read("DescribeClientVpnTargetNetworks", List.of(network)),
            lab.read("DescribeClientVpnAuthorizationRules", List.copyOf(rules)),
            lab.read("DescribeClientVpnRoutes", List.copyOf(routes))));
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  private List<String> via() {
    return ssh().sources().stream()
        .filter(it -> it.kind() == SourceKind.AWS_SERVICE && it.value().equals(VPN))
        .map(Source::via)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void whoConnectsAndIsAuthorisedIsNamedAsTheSource() {
    open();
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(ssh().sources()).extracting(Source::value).containsExactly(VPN);
    assertThat(via())
        .containsExactly(
            VPN + " asks for " + CERTIFICATE,
            "the rule 10.0.0.0/16 authorises everybody who connects to " + VPN);
  }

  @Test
  void theLongestPrefixSaysWhichGroupComesIn() {
    open();
    authentication = List.of(FEDERATED);
    rules.clear();
    rules.add(everybody("0.0.0.0/0"));
    rules.add(group("10.0.0.0/24", "admins"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(via())
        .contains("the rule 10.0.0.0/24 authorises group admins of those who connect to " + VPN)
        .noneMatch(it -> it.contains("everybody"));
  }

  @Test
  void groupsOfWhoeverShowsNothingButACertificateAreUnknown() {
    open();
    rules.clear();
    rules.add(group("10.0.0.0/16", "admins"));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    authentication = List.of(CERTIFICATE, FEDERATED);
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void whatNoRuleCoversIsClosed() {
    open();
    rules.clear();
    rules.add(everybody("10.0.7.0/24"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    assertThat(ssh().toString()).contains("no authorization rule of " + VPN + " covers 10.0.0.9");
    rules.add(new ClientVpnAuthorizationRule("10.0.0.0/16", Optional.empty(), "revoking"));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anEndpointThatIsNotAvailableIsClosed() {
    open();
    status = "pending-associate";
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    assertThat(ssh().toString()).contains(VPN + " is pending-associate");
    status = "pending";
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void soIsASubnetThatIsNoLongerAssociated() {
    open();
    network =
        new ClientVpnTargetNetwork("cvpn-assoc-1", "subnet-b", "disassociated", List.of("sg-vpn"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    network =
        new ClientVpnTargetNetwork("cvpn-assoc-1", "subnet-b", "disassociating", List.of("sg-vpn"));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void theGroupsOfAnAssociationMayBeToldByTheEndpoint() {
    open();
    network = new ClientVpnTargetNetwork("cvpn-assoc-1", "subnet-b", "associated", List.of());
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aRouteBySubnetAndPrefixLeadsThere() {
    open();
    routes.clear();
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    assertThat(ssh().toString()).contains("no route of " + VPN + " leads to 10.0.0.9 by subnet-b");
    routes.add(route("10.0.0.0/24", "subnet-c"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    routes.add(route("10.0.0.0/16", "subnet-b"));
    assertThat(ssh().status())
        .as("the more specific route is that of another subnet")
        .isEqualTo(Status.UNKNOWN);
    routes.add(route("10.0.0.0/24", "subnet-b"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void theNetworkDecidesByTheInterfacesAddress() {
    open();
    lab.groups.removeIf(it -> it.id().equals("sg-app"));
    lab.group("sg-app", "vpc-1", tcp(22, 22, "10.0.1.7/32"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    lab.groups.removeIf(it -> it.id().equals("sg-app"));
    lab.group("sg-app", "vpc-1", tcp(22, 22, "10.8.0.0/22"));
    assertThat(ssh().status())
        .as("the range of the clients is never seen")
        .isEqualTo(Status.CLOSED);
  }

  @Test
  void theNetworkAclCounts() {
    open();
    lab.acls.clear();
    lab.openAcl("acl-b", "vpc-1", "subnet-b");
    lab.acl("acl-a", "vpc-1", List.of("subnet-a"), Lab.entry(100, true, true, "0.0.0.0/0"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whatCouldNotBeReadIsNamedAndUnknown() {
    open();
    for (String call :
        List.of(
            "ec2:DescribeClientVpnEndpoints",
            "ec2:DescribeClientVpnTargetNetworks",
            "ec2:DescribeClientVpnAuthorizationRules",
            "ec2:DescribeClientVpnRoutes")) {
      lab.denied.add(call);
      assertThat(ssh().status()).as(call).isEqualTo(Status.UNKNOWN);
      assertThat(ssh().toString()).contains("the permission " + call + " is missing");
      lab.denied.remove(call);
    }
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aListOfRulesCutShortMayAuthoriseOthersToo() {
    open();
    lab.cutShort.add("ec2:DescribeClientVpnAuthorizationRules");
    assertThat(ssh().status())
        .as("a more specific rule may name a group, of which a certificate tells nothing")
        .isEqualTo(Status.UNKNOWN);
    authentication = List.of(FEDERATED);
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(ssh().sources()).anyMatch(it -> it.kind() == SourceKind.UNKNOWN);
    rules.clear();
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anInterfaceThatIsNotOfTheAssociationStaysUnknown() {
    open();
    rules.clear();
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
    lab.group("sg-other", "vpc-1");
    unheld("eni-other", "ClientVPN Endpoint resource", "10.0.1.8", List.of("sg-vpn", "sg-other"));
    assertThat(ssh().status()).as("other groups than the association's").isEqualTo(Status.UNKNOWN);
    lab.interfaces.removeLast();
    unheld("eni-task", "attachment of a task", "10.0.1.8", List.of("sg-vpn"));
    assertThat(ssh().status()).as("not described as Client VPN's").isEqualTo(Status.UNKNOWN);
  }

  @Test
  void clientsWithIpv6AddressesOfTheirOwnAreUnknown() {
    traffic = "dual-stack";
    unheld("eni-vpn", "ClientVPN Endpoint resource", "10.0.1.7", List.of("sg-vpn"));
    rules.add(everybody("2001:db8:1::/56"));
    routes.add(route("2001:db8:1::/56", "subnet-b"));
    lab.group("sg-app", "vpc-1", tcp(22, 22, "2001:db8:99::/48"))
        .instance(
            "i-1",
            "subnet-a",
            "running",
            List.of(address("10.0.0.9")),
            List.of("2001:db8:1::9"),
            "sg-app");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString()).contains("IPv6 addresses that AWS assigns to the clients");
    lab.denied.add("ec2:DescribeClientVpnEndpoints");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    lab.denied.clear();
    traffic = "ipv4";
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }
}
