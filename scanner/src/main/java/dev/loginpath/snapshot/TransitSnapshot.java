package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/** What transit gateways do with packets, and whether VPN connections are up. */
public record TransitSnapshot(
    @Added(in = "4.1", call = "ec2:DescribeTransitGateways")
        Observed<List<TransitGateway>> gateways,
    @Added(in = "4.1", call = "ec2:DescribeTransitGatewayVpcAttachments")
        Observed<List<TransitGatewayVpcAttachment>> vpcAttachments,
    @Added(in = "4.1", call = "ec2:DescribeTransitGatewayPeeringAttachments")
        Observed<List<TransitGatewayPeeringAttachment>> peeringAttachments,
    @Added(in = "4.1", call = "ec2:DescribeTransitGatewayRouteTables")
        Observed<List<TransitGatewayRouteTable>> routeTables,
    @Added(in = "4.1", without = "[]") List<TransitGatewayRoutes> routes,
    @Added(in = "4.1", call = "ec2:DescribeVpnConnections")
        Observed<List<VpnConnection>> vpnConnections) {
  public TransitSnapshot {
    routes = List.copyOf(routes);
  }

  Stream<Observed<?>> observations() {
    return Stream.concat(
        Stream.of(gateways, vpcAttachments, peeringAttachments, routeTables, vpnConnections),
        routes.stream().map(TransitGatewayRoutes::routes));
  }
}
