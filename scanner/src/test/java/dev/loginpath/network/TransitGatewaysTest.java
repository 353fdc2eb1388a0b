package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitGateway;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayPeeringAttachment;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.snapshot.TransitGatewayVpcAttachment;
import dev.loginpath.snapshot.VpnConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two VPCs with a transit gateway between them, and what of it stops whom. {@code ssh-direct} of
 * the target and the way from the client to it must say the same.
 */
class TransitGatewaysTest {

  private final Lab lab = new Lab();

  private Lab joined() {
    lab.vpc("vpc-a", "10.1.0.0/16")
        .vpc("vpc-b", "10.2.0.0/16")
        .subnet("subnet-a", "vpc-a", "10.1.1.0/24")
        .subnet("subnet-a-tgw", "vpc-a", "10.1.2.0/24")
        .subnet("subnet-b", "vpc-b", "10.2.1.0/24")
        .table("rtb-a", "vpc-a", true, List.of(), route("10.0.0.0/8", "tgw-1"))
        .table("rtb-b", "vpc-b", true, List.of(), route("10.0.0.0/8", "tgw-1"))
        .openAcl("acl-a", "vpc-a", "subnet-a", "subnet-a-tgw")
        .openAcl("acl-b", "vpc-b", "subnet-b")
        .group("sg-a", "vpc-a", tcp(22, 22, "0.0.0.0/0"))
        .group("sg-b", "vpc-b")
        .instance("i-a", "subnet-a", List.of(address("10.1.1.10")), "sg-a")
        .instance("i-b", "subnet-b", List.of(address("10.2.1.20")), "sg-b")
        .gateway("tgw-1")
        .attach("tgw-attach-a", "tgw-1", "vpc-a", "tgw-rtb-1", "subnet-a-tgw")
        .attach("tgw-attach-b", "tgw-1", "vpc-b", "tgw-rtb-1", "subnet-b");
    return routed(
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"),
        lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b"));
  }

  private Lab routed(TransitGatewayRoute... routes) {
    return lab.gatewayTable("tgw-rtb-1", routes);
  }

  private PathAssessment path() {
    return lab.path("i-a", PathId.SSH_DIRECT);
  }

  private Answer between() {
    Network network = lab.network();
    Answer answer =
        network.reaches("way", lab.find("eni-i-b"), lab.find("eni-i-a"), 22).verdict().answer();
    assertThat(network.isReached(lab.find("eni-i-b"), lab.find("eni-i-a"), 22)).isEqualTo(answer);
    return answer;
  }

  /** One hop, one answer: in the sources of SSH and in the way between two interfaces. */
  private void answers(Status status, Answer answer) {
    assertThat(path().status()).as(facts()).isEqualTo(status);
    assertThat(between()).isEqualTo(answer);
  }

  private void open() {
    answers(Status.OPEN, Answer.MET);
    assertThat(path().sources()).extracting(Source::kind).contains(SourceKind.PRIVATE_NETWORK);
  }

  private void closed(String because) {
    answers(Status.CLOSED, Answer.NOT_MET);
    assertThat(facts()).contains(because);
  }

  private void unknown(String because) {
    answers(Status.UNKNOWN, Answer.UNKNOWN);
    assertThat(path().sources().stream().map(Source::value).collect(Collectors.joining("\n")))
        .contains(because);
  }

  private String facts() {
    return path().requirements().stream()
        .flatMap(TransitGatewaysTest::facts)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> facts(Requirement it) {
    return Stream.concat(
        it.evidence().stream().map(each -> each.fact()),
        it.children().stream().flatMap(TransitGatewaysTest::facts));
  }

  private void change(String attachment, UnaryOperator<TransitGatewayAttachment> to) {
    lab.attachments.replaceAll(it -> it.id().equals(attachment) ? to.apply(it) : it);
  }

  private static TransitGatewayAttachment with(
      TransitGatewayAttachment it, String state, Optional<String> association) {
    return new TransitGatewayAttachment(
        it.id(),
        it.transitGatewayId(),
        it.resourceType(),
        it.resourceId(),
        state,
        it.transitGatewayOwnerId(),
        it.resourceOwnerId(),
        association.map(each -> new TransitGatewayAttachment.Association("tgw-rtb-1", each)));
  }

  private void zone(String subnet, String zone) {
    lab.subnets.replaceAll(it ->
        it.id().equals(subnet)
            ? new Subnet(
                it.id(),
                it.vpcId(),
                it.ownerId(),
                it.cidr(),
                it.ipv6Cidrs(),
                Optional.of(zone),
                Optional.empty())
            : it);
  }

  @Test
  void bothVpcsAttachedAssociatedAndRouted() {
    joined();
    open();
    assertThat(path().sources()).extracting(Source::value).containsExactly("10.2.1.0/24");
  }

  @Test
  void noAttachmentInTheZoneOfTheTarget() {
    joined();
    zone("subnet-a-tgw", "us-east-1b");
    closed("tgw-attach-a has no subnet in us-east-1a");
  }

  @Test
  void noAttachmentInTheZoneOfTheClient() {
    joined();
    lab.subnet("subnet-b-tgw", "vpc-b", "10.2.2.0/24");
    lab.openAcl("acl-b2", "vpc-b", "subnet-b-tgw");
    zone("subnet-b", "us-east-1b");
    lab.vpcAttachments.removeLast();
    lab.vpcAttachments.add(vpcAttachment("tgw-attach-b", "vpc-b", false, "subnet-b-tgw"));
    assertThat(between()).isEqualTo(Answer.NOT_MET);
    assertThat(path().sources()).extracting(Source::value).containsExactly("10.2.2.0/24");
  }

  private static TransitGatewayVpcAttachment vpcAttachment(
      String id, String vpc, boolean references, String... subnetIds) {
    return new TransitGatewayVpcAttachment(
        id, "tgw-1", vpc, Lab.ACCOUNT, "available", List.of(subnetIds), references, false, true);
  }

  private void interfaceOfGateway(String attachment, String subnet, String vpc) {
    lab.interfaces.add(
        new NetworkInterface(
            "eni-tgw-" + subnet,
            Optional.of(vpc),
            Optional.of(subnet),
            Optional.empty(),
            Optional.of(1),
            "transit_gateway",
            List.of(),
            List.of(),
            List.of(),
            false,
            "Network Interface for Transit Gateway Attachment " + attachment,
            false));
  }

  @Test
  void zonesAreReadFromWhoeverTellsThem() {
    joined();
    interfaceOfGateway("tgw-attach-a", "subnet-a-tgw", "vpc-a");
    lab.vpcAttachments.removeFirst();
    // The interface tells the zone; whether it carries references or IPv6 stands in the list alone.
    open();
    lab.vpcAttachments.addFirst(vpcAttachment("tgw-attach-a", "vpc-a", false, "subnet-a"));
    unknown("told twice and differ");
  }

  @Test
  void anAttachmentThatOneListLacksIsInDoubt() {
    joined();
    lab.attachments.removeFirst();
    unknown("listed among those of VPCs alone");
    lab.vpcAttachments.removeFirst();
    closed("vpc-a is not attached");
    lab.denied.add("ec2:DescribeTransitGatewayAttachments");
    answers(Status.UNKNOWN, Answer.UNKNOWN);
  }

  @Test
  void aLocalZoneHangsOnAnAvailabilityZone() {
    joined();
    zone("subnet-a", "us-east-1-bos-1a");
    lab.zones.add(
        new AvailabilityZone(
            "us-east-1-bos-1a",
            Optional.empty(),
            Optional.of("local-zone"),
            Optional.of("us-east-1a")));
    assertThat(between()).isEqualTo(Answer.MET);
  }

  @Test
  void attachmentsAndGatewaysThatDoNotWork() {
    joined();
    change("tgw-attach-a", it -> with(it, "pendingAcceptance", Optional.of("associated")));
    closed("tgw-attach-a, which is pendingAcceptance");
    change("tgw-attach-a", it -> with(it, "available", Optional.of("associated")));
    change("tgw-attach-b", it -> with(it, "failed", Optional.of("associated")));
    answers(Status.CLOSED, Answer.NOT_MET);
    change("tgw-attach-b", it -> with(it, "available", Optional.of("associated")));
    lab.gateways.set(0, new TransitGateway("tgw-1", Lab.ACCOUNT, "deleting", false));
    closed("which is deleting");
    lab.denied.add("ec2:DescribeTransitGateways");
    unknown("DescribeTransitGateways");
  }

  @Test
  void noAssociation() {
    joined();
    change("tgw-attach-a", it -> with(it, "available", Optional.empty()));
    closed("tgw-attach-a is associated with no route table");
    change("tgw-attach-a", it -> with(it, "available", Optional.of("disassociated")));
    closed("is associated with no route table");
    change("tgw-attach-a", it -> with(it, "available", Optional.of("associating")));
    unknown("is being changed");
  }

  @Test
  void theTableOfTheGatewayRoutesBothWays() {
    joined();
    routed(lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b"));
    answers(Status.CLOSED, Answer.NOT_MET);
    routed(lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"));
    answers(Status.CLOSED, Answer.NOT_MET);
    routed();
    closed("tgw-rtb-1 leads there by no route");
  }

  @Test
  void theLongestPrefixAndTheStaticRouteDecide() {
    joined();
    TransitGatewayRoute a = lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a");
    routed(a, lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b"), lab.gatewayRoute("10.2.1.0/25"));
    assertThat(path().sources()).extracting(Source::value).containsExactly("10.2.1.128/25");
    assertThat(between()).isEqualTo(Answer.NOT_MET);
    TransitGatewayRoute propagated =
        new TransitGatewayRoute(
            "10.2.0.0/16",
            false,
            lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b").targets(),
            "propagated",
            "active");
    routed(a, propagated, lab.gatewayRoute("10.2.0.0/16"));
    answers(Status.CLOSED, Answer.NOT_MET);
    routed(a, propagated, lab.gatewayRoute("10.0.0.0/8", "tgw-attach-a"));
    open();
  }

  @Test
  void aTableCutShortMayRouteElsewhere() {
    joined();
    lab.cutShort.add("ec2:SearchTransitGatewayRoutes");
    unknown("SearchTransitGatewayRoutes");
  }

  @Test
  void aGatewayOfAnotherAccountIsUnknownAndItsZonesCount() {
    joined();
    lab.gateways.set(0, new TransitGateway("tgw-1", "444455556666", "available", false));
    lab.gatewayTables.clear();
    unknown("belongs to account 444455556666");
    zone("subnet-a-tgw", "us-east-1b");
    closed("has no subnet in us-east-1a");
  }

  @Test
  void aVpcOfAnotherAccountIsUnknown() {
    joined();
    lab.vpcs.removeIf(it -> it.id().equals("vpc-b"));
    assertThat(path().status()).isEqualTo(Status.UNKNOWN);
    routed(lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b"));
    assertThat(path().status()).as("nothing comes here").isEqualTo(Status.CLOSED);
  }

  @Test
  void groupReferencesNeedSupportAtTheGatewayAndBothAttachments() {
    joined();
    lab.groups.removeIf(it -> it.id().equals("sg-a"));
    lab.group("sg-a", "vpc-a", Lab.from(22, "sg-b"));
    closed("");
    lab.gateways.set(0, new TransitGateway("tgw-1", Lab.ACCOUNT, "available", true));
    closed("");
    lab.vpcAttachments.set(0, vpcAttachment("tgw-attach-a", "vpc-a", true, "subnet-a-tgw"));
    closed("");
    lab.vpcAttachments.set(1, vpcAttachment("tgw-attach-b", "vpc-b", true, "subnet-b"));
    answers(Status.OPEN, Answer.MET);
    assertThat(path().sources()).extracting(Source::value).containsExactly("sg-b");
    lab.denied.add("ec2:DescribeTransitGatewayVpcAttachments");
    answers(Status.UNKNOWN, Answer.UNKNOWN);
  }

  @Test
  void rulesForWhatGoesOutNameNoGroupBeyondAGateway() {
    joined();
    lab.gateways.set(0, new TransitGateway("tgw-1", Lab.ACCOUNT, "available", true));
    lab.vpcAttachments.set(0, vpcAttachment("tgw-attach-a", "vpc-a", true, "subnet-a-tgw"));
    lab.vpcAttachments.set(1, vpcAttachment("tgw-attach-b", "vpc-b", true, "subnet-b"));
    lab.groups.removeIf(it -> it.id().equals("sg-b"));
    lab.group("sg-b", "vpc-b", List.of(), List.of(Lab.from(22, "sg-a")));
    assertThat(between()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void theAclsOfTheAttachmentsSubnetsJudge() {
    joined();
    lab.acls.removeFirst();
    lab.openAcl("acl-a", "vpc-a", "subnet-a")
        .acl("acl-a-tgw", "vpc-a", List.of("subnet-a-tgw"), Lab.entry(1, false, true, "0.0.0.0/0"));
    answers(Status.CLOSED, Answer.NOT_MET);
    lab.acls.removeLast();
    lab.acl("acl-a-tgw", "vpc-a", List.of("subnet-a-tgw"), Lab.entry(1, true, true, "0.0.0.0/0"));
    answers(Status.CLOSED, Answer.NOT_MET);
    lab.acls.removeLast();
    lab.acl(
        "acl-a-tgw",
        "vpc-a",
        List.of("subnet-a-tgw"),
        Lab.entry(1, true, true, "10.1.1.0/24"),
        Lab.entry(1, false, true, "10.1.1.0/24"));
    open();
  }

  @Test
  void packetsComeInByTheZoneThatTheyComeFrom() {
    joined();
    lab.subnet("subnet-a-tgw-b", "vpc-a", "10.1.3.0/24");
    zone("subnet-a-tgw-b", "us-east-1b");
    lab.acl("acl-shut", "vpc-a", List.of("subnet-a-tgw-b"));
    lab.vpcAttachments.set(
        0, vpcAttachment("tgw-attach-a", "vpc-a", false, "subnet-a-tgw", "subnet-a-tgw-b"));
    open();
    TransitGatewayVpcAttachment it = lab.vpcAttachments.getFirst();
    lab.vpcAttachments.set(
        0,
        new TransitGatewayVpcAttachment(
            it.id(),
            it.transitGatewayId(),
            it.vpcId(),
            it.vpcOwnerId(),
            it.state(),
            it.subnetIds(),
            false,
            true,
            true));
    unknown("In which zone a transit gateway hands packets over");
  }

  @Test
  void whatIsHandedOverInTheTargetsOwnSubnetIsNotJudgedThere() {
    joined();
    lab.vpcAttachments.set(0, vpcAttachment("tgw-attach-a", "vpc-a", false, "subnet-a"));
    lab.acls.removeFirst();
    lab.acl(
        "acl-a",
        "vpc-a",
        List.of("subnet-a"),
        Lab.tcp(1, false, false, "0.0.0.0/0", 22, 22),
        Lab.entry(2, false, true, "0.0.0.0/0"),
        Lab.entry(2, true, true, "0.0.0.0/0"));
    open();
  }

  @Test
  void aPeeredGatewayOfTheSameAccountAndRegion() {
    joined();
    lab.gateway("tgw-2");
    lab.attachments.removeLast();
    lab.vpcAttachments.removeLast();
    lab.attach("tgw-attach-b", "tgw-2", "vpc-b", "tgw-rtb-2", "subnet-b")
        .attachment("tgw-attach-p1", "tgw-1", "peering", "tgw-2", Optional.of("tgw-rtb-1"))
        .attachment("tgw-attach-p2", "tgw-2", "peering", "tgw-1", Optional.of("tgw-rtb-2"));
    lab.tables.removeLast();
    lab.table("rtb-b", "vpc-b", true, List.of(), route("10.0.0.0/8", "tgw-2"));
    lab.gatewayPeerings.add(
        new TransitGatewayPeeringAttachment(
            "tgw-attach-p1",
            new TransitGatewayPeeringAttachment.Side("tgw-1", Lab.ACCOUNT, Lab.REGION),
            new TransitGatewayPeeringAttachment.Side("tgw-2", Lab.ACCOUNT, Lab.REGION),
            "available",
            Optional.of("tgw-attach-p2")));
    routed(
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"),
        lab.gatewayRoute("10.2.0.0/16", "tgw-attach-p1"));
    lab.gatewayTable(
        "tgw-rtb-2",
        lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b"),
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-p2"));
    open();
    lab.gatewayTable("tgw-rtb-2", lab.gatewayRoute("10.2.0.0/16", "tgw-attach-b"));
    answers(Status.CLOSED, Answer.NOT_MET);
    lab.gatewayTable("tgw-rtb-2", lab.gatewayRoute("10.0.0.0/8", "tgw-attach-p2"));
    routed(
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"),
        lab.gatewayRoute("10.2.0.0/16", "tgw-attach-p1"));
    answers(Status.CLOSED, Answer.NOT_MET);
  }

  @Test
  void aPeeredGatewayElsewhereIsUnknown() {
    joined();
    lab.attachment("tgw-attach-p", "tgw-1", "peering", "tgw-9", Optional.of("tgw-rtb-1"));
    lab.gatewayPeerings.add(
        new TransitGatewayPeeringAttachment(
            "tgw-attach-p",
            new TransitGatewayPeeringAttachment.Side("tgw-1", Lab.ACCOUNT, Lab.REGION),
            new TransitGatewayPeeringAttachment.Side("tgw-9", Lab.ACCOUNT, "eu-west-1"),
            "available",
            Optional.empty()));
    routed(
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"),
        lab.gatewayRoute("10.9.0.0/16", "tgw-attach-p"));
    assertThat(path().status()).isEqualTo(Status.UNKNOWN);
    assertThat(path().sources().toString()).contains("tgw-9 of account", "eu-west-1");
  }

  private void vpn(String tunnel) {
    lab.vpnConnections.clear();
    lab.vpnConnections.add(
        new VpnConnection(
            "vpn-1",
            "available",
            Optional.empty(),
            Optional.of("tgw-1"),
            false,
            List.of(),
            List.of("DOWN", tunnel)));
  }

  @Test
  void aVpnAtTheGatewayLeadsSomewhereWhileATunnelIsUp() {
    joined();
    lab.attachment("tgw-attach-v", "tgw-1", "vpn", "vpn-1", Optional.of("tgw-rtb-1"));
    routed(
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"),
        lab.gatewayRoute("10.9.0.0/16", "tgw-attach-v"));
    vpn("UP");
    assertThat(path().status()).isEqualTo(Status.OPEN);
    assertThat(path().sources()).extracting(Source::value).containsExactly("10.9.0.0/16");
    vpn("DOWN");
    assertThat(path().status()).isEqualTo(Status.CLOSED);
    lab.denied.add("ec2:DescribeVpnConnections");
    assertThat(path().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void directConnectAtTheGatewayIsUnknownByName() {
    joined();
    lab.attachment(
        "tgw-attach-d", "tgw-1", "direct-connect-gateway", "dx-1", Optional.of("tgw-rtb-1"));
    routed(
        lab.gatewayRoute("10.1.0.0/16", "tgw-attach-a"),
        lab.gatewayRoute("10.9.0.0/16", "tgw-attach-d"));
    assertThat(path().status()).isEqualTo(Status.UNKNOWN);
    assertThat(path().sources().toString()).contains("Direct Connect gateway dx-1");
  }

  @Test
  void aVirtualPrivateGatewayMustBeAttachedAndItsTunnelUp() {
    joined();
    lab.tables.clear();
    lab.table("rtb-a", "vpc-a", true, List.of(), route("192.168.0.0/16", "vgw-1"))
        .vpn("vgw-1", "vpc-a", "UP");
    assertThat(path().status()).isEqualTo(Status.OPEN);
    lab.vpnConnections.clear();
    lab.vpnGateways.clear();
    lab.vpn("vgw-1", "vpc-a", "DOWN");
    assertThat(path().sources().toString()).contains("Direct Connect leads to vgw-1");
    assertThat(path().status()).isEqualTo(Status.UNKNOWN);
    lab.vpnGateways.clear();
    lab.vpn("vgw-1", "vpc-b", "UP");
    assertThat(path().status()).isEqualTo(Status.CLOSED);
  }
}
