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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where a subnet's traffic goes: the explicitly associated table, else the main table of this VPC.
 * See <a href="https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html">route tables</a>.
 */
final class Routes {

  private static final String LOCAL = "local";

  /**
   * A route and the addresses that really leave by it, once longer prefixes took theirs.
   *
   * @param label the table, the destination and the target
   */
  record Leg(String target, AddressBounds addresses, boolean blackhole, String label) {}

  /**
   * A route table as sets.
   *
   * @param vpc the ranges of the VPC, which every table routes to {@code local}
   */
  record Table(Call call, String id, List<Leg> legs, AddressSet vpc) {

    /** The addresses that leave by targets of a kind. */
    AddressBounds to(Predicate<String> target) {
      return legs.stream()
          .filter(it -> !it.blackhole() && target.test(it.target()))
          .map(Leg::addresses)
          .reduce(AddressBounds.NONE, AddressBounds::union);
    }

    AddressBounds to(String prefix) {
      return to(it -> it.startsWith(prefix));
    }

    /** The route that takes most of what of these addresses is decided for sure. */
    Optional<Leg> taking(AddressSet addresses) {
      return legs.stream().filter(it -> it.addresses().surely().containsAll(addresses)).findFirst();
    }

    /** Each route of some kind as a part of a hop; the others as refusals. */
    List<Hop.Part> parts(Predicate<Leg> lets) {
      return legs.stream()
          .filter(it -> !it.addresses().possibly().isEmpty())
          .map(it ->
              new Hop.Part(it.addresses().possibly(), lets.test(it) && !it.blackhole(), it.label()))
          .toList();
    }
  }

  /** The table of a subnet, or why it is not known. */
  sealed interface Lookup {
    record Found(Table table) implements Lookup {}

    record Missing(Cause cause) implements Lookup {}
  }

  /**
   * A table that decides where internet gateways hand over what comes in.
   *
   * @param pools the address pools of one's own that they take in by it; empty where not read
   */
  record OfGateways(Table table, List<String> gatewayIds, Optional<List<String>> pools) {}

  private record Entry(String range, Route route, int rank) {}

  private final Observed<List<RouteTable>> listed;
  private final PrefixLists prefixLists;
  private final Subnets subnets;
  private final Map<String, VpcEndpoint> endpoints;
  private final Map<String, RouteTable> bySubnet = new HashMap<>();
  private final Map<String, RouteTable> mainOfVpc = new HashMap<>();
  private final Map<String, RouteTable> byGateway = new HashMap<>();
  private final Map<String, RouteTable> byId = new HashMap<>();
  private final Map<String, Table> evaluated = new HashMap<>();

  Routes(Ec2Snapshot ec2, PrefixLists prefixLists, Subnets subnets) {
    this.listed = ec2.routeTables();
    this.prefixLists = prefixLists;
    this.subnets = subnets;
    this.endpoints = Index.by(Observed.items(ec2.vpcEndpoints()), VpcEndpoint::id);
    for (RouteTable table : Observed.items(listed)) {
      byId.putIfAbsent(table.id(), table);
      table.subnetIds().forEach(it -> bySubnet.putIfAbsent(it, table));
      table.gatewayIds().forEach(it -> byGateway.putIfAbsent(it, table));
      if (table.main()) {
        mainOfVpc.putIfAbsent(table.vpcId(), table);
      }
    }
  }

  Call call() {
    return listed.call();
  }

  /** Why there may be more tables. */
  Optional<Cause> gap() {
    return Observed.gap(listed);
  }

  Lookup of(String subnetId, String vpcId) {
    Optional<Cause> unlisted = subnets.unlisted(subnetId);
    if (unlisted.isPresent()) {
      return new Lookup.Missing(unlisted.get());
    }
    RouteTable explicit = bySubnet.get(subnetId);
    if (explicit != null) {
      return new Lookup.Found(table(explicit));
    }
    Optional<Cause> gap = Observed.gap(listed);
    if (gap.isPresent()) {
      return new Lookup.Missing(gap.get());
    }
    return Optional.ofNullable(mainOfVpc.get(vpcId))
        .<Lookup>map(it -> new Lookup.Found(table(it)))
        .orElseGet(() -> new Lookup.Missing(subnets.missing(subnetId, "route table")));
  }

  /** The table of that id, as a regional NAT gateway has one of its own. */
  Lookup named(String tableId) {
    return Optional.ofNullable(byId.get(tableId))
        .<Lookup>map(it -> new Lookup.Found(table(it)))
        .orElseGet(() ->
            new Lookup.Missing(
                gap()
                    .orElse(
                        new Cause.Undecided(
                            "The route table of a NAT gateway is referenced but not listed."))));
  }

  /** The table that decides where a gateway hands over what comes in, where it has one. */
  Optional<Table> ofGateway(String gatewayId) {
    return Optional.ofNullable(byGateway.get(gatewayId)).map(this::table);
  }

  /** The tables of internet gateways, in the order of the list. */
  List<OfGateways> ofInternetGateways() {
    return Observed.items(listed).stream()
        .filter(it -> it.gatewayIds().stream().anyMatch(id -> id.startsWith("igw-")))
        .map(it -> new OfGateways(table(it), it.gatewayIds(), it.publicIpv4Pools()))
        .toList();
  }

  private Table table(RouteTable table) {
    return evaluated.computeIfAbsent(table.id(), id -> evaluate(table));
  }

  /**
   * Longest prefix first; among equals the local route, then static routes, prefix lists and
   * propagated routes, and no propagated route beats the local one. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html">route
   * priority</a>.
   */
  private Table evaluate(RouteTable table) {
    List<Entry> entries = new ArrayList<>();
    List<Cause> doubts = new ArrayList<>();
    List<Route> unread = new ArrayList<>();
    for (Route route : table.routes()) {
      if (isGatewayEndpoint(route)) {
        continue;
      }
      boolean list = route.destination().startsWith("pl-");
      List<String> ranges =
          list ? prefixLists.cidrs(route.destination()) : List.of(route.destination());
      int rank = route.target().equals(LOCAL) ? 0 : list ? 2 : route.propagated() ? 3 : 1;
      ranges.stream()
          .filter(it -> AddressSet.parse(it).isPresent())
          .forEach(it -> entries.add(new Entry(it, route, rank)));
      Optional<Cause> doubt =
          list
              ? prefixLists.doubt(route.destination())
              : AddressSet.parse(route.destination()).isPresent()
                  ? Optional.empty()
                  : Optional.of(new Cause.Undecided("A route's destination cannot be read."));
      if (doubt.isPresent()) {
        doubts.add(doubt.get());
        unread.add(route);
      }
    }
    AddressSet local =
        AddressSet.ofAll(entries.stream().filter(it -> it.rank() == 0).map(Entry::range).toList());
    entries.sort(
        Comparator.comparingInt((Entry it) -> -AddressSet.prefixLength(it.range()))
            .thenComparingInt(Entry::rank)
            .thenComparing(Entry::range)
            .thenComparing(it -> it.route().target()));
    List<Leg> legs = new ArrayList<>();
    AddressSet taken = AddressSet.EMPTY;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      AddressSet destination = AddressSet.of(entry.range());
      AddressSet mine = destination.minus(taken);
      if (entry.rank() == 3) {
        mine = mine.minus(local);
      }
      boolean tied = isTied(entries, i);
      legs.add(leg(table, entry.route(), mine, tied ? List.of(TIED) : doubts));
      // Those that tie with the next one share the addresses; the last of them takes them away.
      if (i + 1 == entries.size() || !sharesRank(entry, entries.get(i + 1))) {
        taken = taken.union(entry.rank() == 3 ? destination.minus(local) : destination);
      }
    }
    for (Route route : unread) {
      legs.add(leg(table, route, AddressSet.ALL, doubts));
    }
    return new Table(listed.call().about(table.id()), table.id(), List.copyOf(legs), local);
  }

  private static final Cause TIED =
      new Cause.Undecided(
          "Two routes of equal rank lead to the same addresses by different ways; AWS picks one.");

  private static boolean sharesRank(Entry one, Entry other) {
    return one.range().equals(other.range()) && one.rank() == other.rank();
  }

  private static boolean isTied(List<Entry> entries, int index) {
    Entry entry = entries.get(index);
    return Stream.of(index - 1, index + 1)
        .filter(it -> it >= 0 && it < entries.size())
        .map(entries::get)
        .anyMatch(it ->
            sharesRank(it, entry)
                && !(it.route().target().equals(entry.route().target())
                    && it.route().blackhole() == entry.route().blackhole()));
  }

  private static Leg leg(RouteTable table, Route route, AddressSet addresses, List<Cause> doubts) {
    String label =
        table.id()
            + " routes "
            + route.destination()
            + " to "
            + route.target()
            + (route.blackhole() ? ", a blackhole" : "");
    return new Leg(route.target(), AddressBounds.upTo(addresses, doubts), route.blackhole(), label);
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
