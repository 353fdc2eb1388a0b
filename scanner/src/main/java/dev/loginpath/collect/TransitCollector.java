package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.isTrue;
import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.TransitGateway;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayPeeringAttachment;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.snapshot.TransitGatewayRouteTable;
import dev.loginpath.snapshot.TransitGatewayRoutes;
import dev.loginpath.snapshot.TransitGatewayVpcAttachment;
import dev.loginpath.snapshot.TransitSnapshot;
import dev.loginpath.snapshot.VpnConnection;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesResponse;

/** Reads the transit gateways of one region, their route tables, and the VPN connections. */
final class TransitCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "ec2:DescribeTransitGatewayAttachments",
          "ec2:DescribeTransitGatewayPeeringAttachments",
          "ec2:DescribeTransitGatewayRouteTables",
          "ec2:DescribeTransitGatewayVpcAttachments",
          "ec2:DescribeTransitGateways",
          "ec2:DescribeVpnConnections",
          "ec2:SearchTransitGatewayRoutes");

  private static final int PAGE = 1000;

  /** A search must name a filter: this one leaves nothing out that leads or stops packets. */
  private static final Filter IN_FORCE =
      Filter.builder().name("state").values("active", "blackhole").build();

  private final Ec2Client ec2;
  private final String region;

  TransitCollector(Ec2Client ec2, String region) {
    this.ec2 = ec2;
    this.region = region;
  }

  TransitSnapshot transit() {
    Observed<List<TransitGatewayRouteTable>> tables = routeTables();
    return new TransitSnapshot(
        gateways(),
        vpcAttachments(),
        peeringAttachments(),
        tables,
        Observed.items(tables).stream()
            .map(it -> new TransitGatewayRoutes(it.id(), routes(it.id())))
            .toList(),
        vpnConnections());
  }

  Observed<List<TransitGatewayAttachment>> attachments() {
    return Observe.items(
        Call.of("ec2:DescribeTransitGatewayAttachments", region),
        () -> ec2.describeTransitGatewayAttachmentsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.transitGatewayAttachments(),
        it ->
            new TransitGatewayAttachment(
                required(it.transitGatewayAttachmentId(), "TransitGatewayAttachmentId"),
                text(it.transitGatewayId()),
                text(it.resourceTypeAsString()),
                text(it.resourceId()),
                text(it.stateAsString()),
                text(it.transitGatewayOwnerId()),
                text(it.resourceOwnerId()),
                Optional.ofNullable(it.association())
                    .filter(table -> table.transitGatewayRouteTableId() != null)
                    .map(table ->
                        new TransitGatewayAttachment.Association(
                            text(table.transitGatewayRouteTableId()),
                            text(table.stateAsString())))),
        TransitGatewayAttachment::id);
  }

  private Observed<List<TransitGateway>> gateways() {
    return Observe.items(
        Call.of("ec2:DescribeTransitGateways", region),
        () -> ec2.describeTransitGatewaysPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.transitGateways(),
        it ->
            new TransitGateway(
                required(it.transitGatewayId(), "TransitGatewayId"),
                required(it.ownerId(), "OwnerId"),
                required(it.stateAsString(), "State"),
                it.options() != null
                    && isEnabled(it.options().securityGroupReferencingSupportAsString())),
        TransitGateway::id);
  }

  private Observed<List<TransitGatewayVpcAttachment>> vpcAttachments() {
    return Observe.items(
        Call.of("ec2:DescribeTransitGatewayVpcAttachments", region),
        () ->
            ec2.describeTransitGatewayVpcAttachmentsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.transitGatewayVpcAttachments(),
        TransitCollector::vpcAttachment,
        TransitGatewayVpcAttachment::id);
  }

  private static TransitGatewayVpcAttachment vpcAttachment(
      software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment it) {
    Answers.told(it.hasSubnetIds(), "SubnetIds");
    var options = it.options();
    return new TransitGatewayVpcAttachment(
        required(it.transitGatewayAttachmentId(), "TransitGatewayAttachmentId"),
        required(it.transitGatewayId(), "TransitGatewayId"),
        required(it.vpcId(), "VpcId"),
        text(it.vpcOwnerId()),
        required(it.stateAsString(), "State"),
        it.subnetIds().stream().sorted().toList(),
        options != null && isEnabled(options.securityGroupReferencingSupportAsString()),
        options != null && isEnabled(options.applianceModeSupportAsString()),
        options != null && isEnabled(options.ipv6SupportAsString()));
  }

  private static boolean isEnabled(@Nullable String option) {
    return "enable".equals(option);
  }

  private Observed<List<TransitGatewayPeeringAttachment>> peeringAttachments() {
    return Observe.items(
        Call.of("ec2:DescribeTransitGatewayPeeringAttachments", region),
        () ->
            ec2.describeTransitGatewayPeeringAttachmentsPaginator(it -> it.maxResults(PAGE))
                .iterator(),
        page -> page.transitGatewayPeeringAttachments(),
        it ->
            new TransitGatewayPeeringAttachment(
                required(it.transitGatewayAttachmentId(), "TransitGatewayAttachmentId"),
                side(it.requesterTgwInfo(), "RequesterTgwInfo"),
                side(it.accepterTgwInfo(), "AccepterTgwInfo"),
                text(it.stateAsString()),
                maybe(it.accepterTransitGatewayAttachmentId())),
        TransitGatewayPeeringAttachment::id);
  }

  private static TransitGatewayPeeringAttachment.Side side(
      @Nullable PeeringTgwInfo told, String name) {
    PeeringTgwInfo it = required(told, name);
    return new TransitGatewayPeeringAttachment.Side(
        text(it.transitGatewayId()), text(it.ownerId()), text(it.region()));
  }

  private Observed<List<TransitGatewayRouteTable>> routeTables() {
    return Observe.items(
        Call.of("ec2:DescribeTransitGatewayRouteTables", region),
        () -> ec2.describeTransitGatewayRouteTablesPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.transitGatewayRouteTables(),
        it ->
            new TransitGatewayRouteTable(
                required(it.transitGatewayRouteTableId(), "TransitGatewayRouteTableId"),
                text(it.transitGatewayId()),
                text(it.stateAsString())),
        TransitGatewayRouteTable::id);
  }

  private Observed<List<TransitGatewayRoute>> routes(String tableId) {
    Call call = new Call("ec2:SearchTransitGatewayRoutes", region, tableId);
    RoutePages pages = new RoutePages(tableId);
    Observed<List<TransitGatewayRoute>> routes =
        Observe.items(
            call,
            pages,
            page -> page.routes(),
            TransitCollector::route,
            it -> it.destination() + " " + it.type());
    return routes instanceof Observed.Known<List<TransitGatewayRoute>> known && pages.more
        ? new Observed.Unseen<>(
            call,
            Outcome.CUT_SHORT,
            "AWS answers " + known.value().size() + " routes of a table and says there are more",
            Optional.of(known.value()))
        : routes;
  }

  /** What AWS tells of a table; it may end although there is more. */
  private final class RoutePages implements Iterable<SearchTransitGatewayRoutesResponse> {
    private final String tableId;
    private boolean more;

    RoutePages(String tableId) {
      this.tableId = tableId;
    }

    @Override
    public Iterator<SearchTransitGatewayRoutesResponse> iterator() {
      return Answers.byToken(this::ask, SearchTransitGatewayRoutesResponse::nextToken).iterator();
    }

    private SearchTransitGatewayRoutesResponse ask(@Nullable String token) {
      SearchTransitGatewayRoutesResponse page =
          ec2.searchTransitGatewayRoutes(it ->
              it.transitGatewayRouteTableId(tableId)
                  .filters(IN_FORCE)
                  .maxResults(PAGE)
                  .nextToken(token));
      more = isTrue(page.additionalRoutesAvailable());
      return page;
    }
  }

  private static TransitGatewayRoute route(
      software.amazon.awssdk.services.ec2.model.TransitGatewayRoute it) {
    return new TransitGatewayRoute(
        required(it.destinationCidrBlock(), "DestinationCidrBlock"),
        it.prefixListId() != null,
        it.transitGatewayAttachments().stream()
            .map(target ->
                new TransitGatewayRoute.Target(
                    text(target.transitGatewayAttachmentId()),
                    text(target.resourceTypeAsString()),
                    text(target.resourceId())))
            .sorted(Comparator.comparing(TransitGatewayRoute.Target::attachmentId))
            .toList(),
        required(it.typeAsString(), "Type"),
        required(it.stateAsString(), "State"));
  }

  /** AWS answers all of them at once: this call has no pages. */
  private Observed<List<VpnConnection>> vpnConnections() {
    return Observe.items(
        Call.of("ec2:DescribeVpnConnections", region),
        () -> Stream.of(ec2.describeVpnConnections(it -> {})).iterator(),
        page -> page.vpnConnections(),
        it ->
            new VpnConnection(
                required(it.vpnConnectionId(), "VpnConnectionId"),
                required(it.stateAsString(), "State"),
                maybe(it.vpnGatewayId()),
                maybe(it.transitGatewayId()),
                it.options() != null && isTrue(it.options().staticRoutesOnly()),
                it.routes().stream()
                    .filter(route -> !"deleted".equals(route.stateAsString()))
                    .flatMap(route -> Stream.ofNullable(route.destinationCidrBlock()))
                    .sorted()
                    .toList(),
                it.vgwTelemetry().stream().map(tunnel -> text(tunnel.statusAsString())).toList()),
        VpnConnection::id);
  }
}
