package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a subnet's traffic goes: the explicitly associated table, else the main table of this VPC.
 * See <a href="https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html">route tables</a>.
 */
final class Routes {

  /**
   * A route table as sets: which addresses leave by which target, longest prefix first.
   *
   * @param byTarget targets in the order in which routes name them; blackholes are left out
   * @param doubts routes whose destination could not be read, and may take any address
   */
  record Table(String id, Map<String, AddressSet> byTarget, List<Cause> doubts) {

    /** The addresses routed to targets of this kind, such as {@code igw-}. */
    AddressSet to(String prefix) {
      return byTarget.entrySet().stream()
          .filter(it -> it.getKey().startsWith(prefix))
          .map(Map.Entry::getValue)
          .reduce(AddressSet.EMPTY, AddressSet::union);
    }
  }

  /** The table of a subnet, or why it is not known. */
  sealed interface Lookup {
    record Found(Table table) implements Lookup {}

    record Missing(Cause cause) implements Lookup {}
  }

  private record Hop(String cidr, String target, boolean blackhole) {}

  private final Observed<List<RouteTable>> listed;
  private final PrefixLists prefixLists;
  private final Map<String, VpcEndpoint> endpoints;
  private final Map<String, Table> evaluated = new HashMap<>();

  Routes(Ec2Snapshot ec2, PrefixLists prefixLists) {
    this.listed = ec2.routeTables();
    this.prefixLists = prefixLists;
    this.endpoints = Index.by(Observed.items(ec2.vpcEndpoints()), VpcEndpoint::id);
  }

  Call call() {
    return listed.call();
  }

  Lookup of(String subnetId, String vpcId) {
    List<RouteTable> tables = Observed.items(listed);
    Optional<RouteTable> explicit =
        tables.stream().filter(it -> it.subnetIds().contains(subnetId)).findFirst();
    if (explicit.isPresent()) {
      return new Lookup.Found(table(explicit.get()));
    }
    Optional<Cause> gap = Observed.gap(listed);
    if (gap.isPresent()) {
      return new Lookup.Missing(gap.get());
    }
    return tables.stream()
        .filter(it -> it.main() && it.vpcId().equals(vpcId))
        .findFirst()
        .<Lookup>map(it -> new Lookup.Found(table(it)))
        .orElseGet(
            () -> new Lookup.Missing(new Cause.Undecided("A subnet's route table is not listed.")));
  }

  private Table table(RouteTable table) {
    return evaluated.computeIfAbsent(table.id(), id -> evaluate(table));
  }

  private Table evaluate(RouteTable table) {
    List<Hop> hops = new ArrayList<>();
    List<Cause> doubts = new ArrayList<>();
    for (Route route : table.routes()) {
      if (isGatewayEndpoint(route)) {
        continue;
      }
      if (route.destination().startsWith("pl-")) {
        prefixLists
            .cidrs(route.destination())
            .forEach(cidr -> hops.add(new Hop(cidr, route.target(), route.blackhole())));
        prefixLists.doubt(route.destination()).ifPresent(doubts::add);
      } else {
        hops.add(new Hop(route.destination(), route.target(), route.blackhole()));
      }
    }
    List<Hop> readable = new ArrayList<>();
    for (Hop hop : hops) {
      if (AddressSet.parse(hop.cidr()).isPresent()) {
        readable.add(hop);
      } else {
        doubts.add(new Cause.Undecided("A route's destination cannot be read."));
      }
    }
    readable.sort(
        Comparator.comparingInt((Hop hop) -> -AddressSet.prefixLength(hop.cidr()))
            .thenComparing(Hop::cidr)
            .thenComparing(Hop::target));
    Map<String, AddressSet> byTarget = new LinkedHashMap<>();
    AddressSet taken = AddressSet.EMPTY;
    for (Hop hop : readable) {
      AddressSet destination = AddressSet.of(hop.cidr());
      if (!hop.blackhole()) {
        byTarget.merge(hop.target(), destination.minus(taken), AddressSet::union);
      }
      taken = taken.union(destination);
    }
    return new Table(table.id(), byTarget, List.copyOf(doubts));
  }

  /**
   * A gateway endpoint takes the addresses of S3 or DynamoDB, from which nobody logs in. Other
   * endpoints in a route table are appliances' and stay in.
   */
  private boolean isGatewayEndpoint(Route route) {
    VpcEndpoint endpoint = endpoints.get(route.target());
    return route.target().startsWith("vpce-")
        && (endpoint == null
            ? prefixLists.isManagedByAws(route.destination())
            : endpoint.type().equals("Gateway"));
  }
}
