package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.VpnConnection;
import dev.loginpath.snapshot.VpnGateway;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The networks behind virtual private gateways and VPN connections. A connection leads somewhere
 * while one of its tunnels is up; Direct Connect is not read.
 */
final class VpnWays {

  private final Observed<List<VpnGateway>> gateways;
  private final Observed<List<VpnConnection>> connections;
  private final Map<String, VpnConnection> byId;

  VpnWays(Ec2Snapshot ec2) {
    this.gateways = ec2.vpnGateways();
    this.connections = ec2.transit().vpnConnections();
    this.byId = Index.by(Observed.items(connections), VpnConnection::id);
  }

  /** The addresses behind a connection that a transit gateway is attached to. */
  AddressBounds connection(String id) {
    return Optional.ofNullable(byId.get(id))
        .map(it -> it.isUp() ? AddressBounds.exactly(AddressSet.ALL) : AddressBounds.NONE)
        .orElseGet(
            () -> upTo(unlisted(connections, "The VPN connection " + id + " is not listed.")));
  }

  private static Cause unlisted(Observed<?> list, String otherwise) {
    return Observed.gap(list).orElse(new Cause.Undecided(otherwise));
  }

  private static AddressBounds upTo(Cause why) {
    return AddressBounds.upTo(AddressSet.ALL, List.of(why));
  }

  /** The addresses behind a virtual private gateway of a VPC. */
  AddressBounds behind(String gatewayId, String vpcId) {
    Optional<VpnGateway> gateway =
        Observed.items(gateways).stream().filter(it -> it.id().equals(gatewayId)).findFirst();
    if (gateway.isEmpty()) {
      return upTo(
          unlisted(gateways, "The virtual private gateway " + gatewayId + " is not listed."));
    }
    if (!gateway.get().state().equals("available") || !gateway.get().vpcIds().contains(vpcId)) {
      return AddressBounds.NONE;
    }
    AddressBounds behind =
        upTo(
            unlisted(
                connections,
                "Whether Direct Connect leads to "
                    + gatewayId
                    + " by a virtual interface that is up is not read."));
    for (VpnConnection each : byId.values()) {
      if (each.vpnGatewayId().filter(gatewayId::equals).isPresent() && each.isUp()) {
        behind =
            behind.union(
                AddressBounds.exactly(
                    each.staticRoutesOnly()
                        ? AddressSet.ofAll(each.staticRoutes())
                        : AddressSet.ALL));
      }
    }
    return behind;
  }
}
