package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.snapshot.TransitGatewayRouteTable;
import dev.loginpath.snapshot.TransitGatewayRoutes;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The route tables of transit gateways as sets: longest prefix first; among equals static routes,
 * then those of prefix lists, then propagated ones. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">route evaluation
 * order</a>.
 */
final class TransitRoutes {

  private static final Cause TIED =
      new Cause.Undecided(
          "Two routes of a transit gateway lead to the same addresses by different ways.");
  private static final Cause SHARED =
      new Cause.Undecided(
          "A route of a transit gateway shares its packets among attachments of different kinds.");

  /**
   * A route and the addresses that really leave by it.
   *
   * @param targets none where the packets are dropped
   */
  record Leg(List<TransitGatewayRoute.Target> targets, AddressBounds addresses, String label) {}

  private final Observed<List<TransitGatewayRouteTable>> listed;
  private final Map<String, TransitGatewayRouteTable> tables;
  private final Map<String, TransitGatewayRoutes> routes = new HashMap<>();
  private final Map<String, List<Leg>> evaluated = new HashMap<>();

  TransitRoutes(Ec2Snapshot ec2) {
    this.listed = ec2.transit().routeTables();
    this.tables = Index.by(Observed.items(listed), TransitGatewayRouteTable::id);
    ec2.transit().routes().forEach(it -> routes.putIfAbsent(it.routeTableId(), it));
  }

  /** Where a table leads; what is not told of it may lead anywhere. */
  List<Leg> of(String tableId) {
    return evaluated.computeIfAbsent(tableId, this::evaluate);
  }

  private List<Leg> evaluate(String tableId) {
    TransitGatewayRouteTable table = tables.get(tableId);
    TransitGatewayRoutes found = routes.get(tableId);
    if (table == null || found == null) {
      Cause why =
          Observed.gap(listed)
              .orElse(
                  new Cause.Undecided(
                      "The route table " + tableId + " of a transit gateway is not listed."));
      return List.of(anywhere(tableId, why));
    }
    if (!table.state().equals("available")) {
      return List.of(
          anywhere(
              tableId,
              new Cause.Undecided(
                  "The route table "
                      + tableId
                      + " of a transit gateway is "
                      + (table.state().isEmpty() ? "in a state not told." : table.state() + "."))));
    }
    return evaluate(tableId, found.routes());
  }

  private static Leg anywhere(String tableId, Cause why) {
    return new Leg(
        List.of(new TransitGatewayRoute.Target("", "", "")),
        AddressBounds.upTo(AddressSet.ALL, List.of(why)),
        tableId);
  }

  private static int rank(TransitGatewayRoute route) {
    return route.isPropagated() ? 2 : route.ofPrefixList() ? 1 : 0;
  }

  private static boolean competes(TransitGatewayRoute one, TransitGatewayRoute other) {
    return one.destination().equals(other.destination()) && rank(one) == rank(other);
  }

  private List<Leg> evaluate(String tableId, Observed<List<TransitGatewayRoute>> told) {
    List<Cause> doubts = new ArrayList<>(Observed.gap(told).stream().toList());
    List<TransitGatewayRoute> sorted = new ArrayList<>();
    for (TransitGatewayRoute route : Observed.items(told)) {
      if (AddressSet.parse(route.destination()).isEmpty()) {
        doubts.add(
            new Cause.Undecided(
                "A route of " + tableId + " has a destination that is unreadable."));
      } else {
        sorted.add(route);
      }
    }
    sorted.sort(
        Comparator.comparingInt(
                (TransitGatewayRoute it) -> -AddressSet.prefixLength(it.destination()))
            .thenComparing(TransitGatewayRoute::destination)
            .thenComparingInt(TransitRoutes::rank));
    List<Leg> legs = new ArrayList<>();
    AddressSet taken = AddressSet.EMPTY;
    for (int i = 0; i < sorted.size(); i++) {
      TransitGatewayRoute route = sorted.get(i);
      boolean before = i > 0 && competes(sorted.get(i - 1), route);
      boolean after = i + 1 < sorted.size() && competes(sorted.get(i + 1), route);
      AddressSet destination = AddressSet.of(route.destination());
      legs.add(leg(tableId, route, destination.minus(taken), doubts, before || after));
      if (!after) {
        taken = taken.union(destination);
      }
    }
    doubts.stream().findFirst().ifPresent(it -> legs.add(anywhere(tableId, it)));
    return List.copyOf(legs);
  }

  private static Leg leg(
      String tableId,
      TransitGatewayRoute route,
      AddressSet addresses,
      List<Cause> doubts,
      boolean tied) {
    boolean active = route.state().equals("active");
    List<Cause> all = new ArrayList<>(doubts);
    if (tied) {
      all.add(TIED);
    }
    if (route.targets().stream().map(TransitGatewayRoute.Target::resourceType).distinct().count()
        > 1) {
      all.add(SHARED);
    }
    String to =
        active
            ? " to "
                + String.join(
                    ", ",
                    route.targets().stream().map(TransitGatewayRoute.Target::attachmentId).toList())
            : ", which is " + route.state();
    return new Leg(
        active ? route.targets() : List.of(),
        AddressBounds.upTo(addresses, all),
        tableId + " routes " + route.destination() + to);
  }
}
