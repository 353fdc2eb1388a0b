package dev.loginpath.network;

import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who reaches a TCP port of an interface from outside its VPC, address by address. What lies
 * between the internet and an interface is the same for all interfaces of a subnet with the same
 * groups, and is worked out once.
 */
final class Ingress {

  /** Interfaces for which all of this is equal are reached by the same sources. */
  private record Place(
      String vpcId, String subnetId, List<String> groupIds, int port, boolean ipv6) {}

  private record PrivatePlace(Place place, Optional<String> address) {}

  /** What places have in common that the same hops lead to. */
  private record Alike(
      String vpcId,
      String table,
      String acl,
      Verdict block,
      List<String> groupIds,
      int port,
      boolean ipv6,
      Optional<String> address) {}

  private record Way(Journey journey, AddressReach.Door door) {}

  private final PublicAddresses publicAddresses;
  private final PublicBlock publicBlock;
  private final Groups groups;
  private final Routes routes;
  private final Acls acls;
  private final PrivateWays privateWays;
  private final Subnets subnets;
  private final Map<Alike, Way> fromInternet = new HashMap<>();
  private final Map<Alike, Way> fromPrivateNetworks = new HashMap<>();
  private final Map<PrivatePlace, PrivateWays.Ways> privateNetworks = new HashMap<>();

  Ingress(
      PublicAddresses publicAddresses,
      PublicBlock publicBlock,
      Groups groups,
      Routes routes,
      Acls acls,
      PrivateWays privateWays,
      Subnets subnets) {
    this.publicAddresses = publicAddresses;
    this.publicBlock = publicBlock;
    this.groups = groups;
    this.routes = routes;
    this.acls = acls;
    this.privateWays = privateWays;
    this.subnets = subnets;
  }

  List<AddressReach> sourcesReaching(NetworkInterface to, int port, boolean running) {
    List<AddressReach> reaches = new ArrayList<>(overInternet(to, port, running));
    boolean none = reaches.isEmpty();
    if (none) {
      reaches.add(noPublicAddress(to));
    }
    for (AddressReach each : overPrivateNetworks(to, port)) {
      boolean decides = !(each.requirement().verdict() instanceof Verdict.NotMet);
      if (decides || none) {
        reaches.add(each);
      }
    }
    return reaches;
  }

  /** From the internet alone, by each address that may be public. */
  List<AddressReach> overInternet(NetworkInterface to, int port, boolean running) {
    return publicAddresses.of(to, running).stream().map(it -> overInternet(to, it, port)).toList();
  }

  private AddressReach noPublicAddress(NetworkInterface to) {
    Requirement none = Requirement.of("public-address", publicAddresses.none(to));
    return new AddressReach(
        to.id(),
        AddressReach.From.INTERNET,
        Requirement.allOf("address", List.of(none)),
        AddressReach.Door.SHUT);
  }

  private static Place place(NetworkInterface to, int port, boolean ipv6) {
    return new Place(to.vpcId().orElse(""), to.subnetId().orElse(""), to.groupIds(), port, ipv6);
  }

  private Alike alike(Place place, Optional<String> address) {
    String table =
        switch (routes.of(place.subnetId(), place.vpcId())) {
          case Routes.Lookup.Found found -> found.table().id();
          case Routes.Lookup.Missing missing -> place.subnetId();
        };
    return new Alike(
        place.vpcId(),
        table,
        acls.of(place.subnetId()).call().resource(),
        publicBlock.in(place.subnetId(), place.vpcId()),
        place.groupIds(),
        place.port(),
        place.ipv6(),
        address);
  }

  private AddressReach overInternet(
      NetworkInterface to, PublicAddresses.Candidate candidate, int port) {
    Place place = place(to, port, candidate.ipv6());
    Way way = fromInternet.computeIfAbsent(alike(place, Optional.empty()), it -> internet(place));
    List<Requirement> hops = new ArrayList<>();
    hops.add(candidate.publicAddress());
    edge(place, AddressSet.parse(candidate.inside()).orElse(AddressSet.EMPTY))
        .forEach(it -> hops.add(Requirement.of(it.id(), it.verdict())));
    hops.addAll(way.journey().hops());
    Requirement whole = Requirement.allOf("address", hops);
    return new AddressReach(
        candidate.address(),
        AddressReach.From.INTERNET,
        whole,
        whole.verdict() instanceof Verdict.Met ? way.door() : AddressReach.Door.SHUT);
  }

  /** The hops from outside the VPC to a port of anything in a subnet, up to its own groups. */
  List<Hop> toPlace(String vpcId, String subnetId, int port, boolean overInternet, boolean ipv6) {
    Place place = new Place(vpcId, subnetId, List.of(), port, ipv6);
    if (!overInternet) {
      return privateHops(new PrivatePlace(place, Optional.of(subnetId)));
    }
    List<Hop> hops = new ArrayList<>(edge(place, subnets.range(subnetId)));
    hops.addAll(internetHops(place));
    return hops;
  }

  private List<Hop> internetHops(Place place) {
    List<Hop> hops = new ArrayList<>();
    hops.add(new Hop.Gate("block-public-access", publicBlock.in(place.subnetId(), place.vpcId())));
    hops.addAll(answered(place));
    return hops;
  }

  /** The hops by which a subnet answers the internet over IPv4, and its ACL. */
  List<Hop> answered(String vpcId, String subnetId, int port) {
    return answered(new Place(vpcId, subnetId, List.of(), port, false));
  }

  private List<Hop> answered(Place place) {
    List<Hop> hops = new ArrayList<>();
    switch (routes.of(place.subnetId(), place.vpcId())) {
      case Routes.Lookup.Missing missing ->
          hops.add(new Hop.Gate("route", Verdict.unknown(List.of(missing.cause()))));
      case Routes.Lookup.Found found -> hops.add(toInternet(found.table()));
    }
    AddressSet family = AddressSet.family(place.ipv6());
    hops.add(acls.hop(place.subnetId(), place.port(), family));
    return hops;
  }

  private Way internet(Place place) {
    List<Hop> hops = internetHops(place);
    Admission admission = groups.ingress(place.groupIds(), place.port());
    List<Hop> way = List.copyOf(hops);
    hops.add(group("security-group", admission, List.of(), AddressBounds.NONE, place.port()));
    Journey journey = Journey.walk(AddressBounds.exactly(AddressSet.internet(place.ipv6())), hops);
    return new Way(
        journey,
        door(
            SourceKind.CIDR,
            internet(place.vpcId(), place.subnetId(), place.ipv6()),
            journey,
            admission,
            List.of(),
            way));
  }

  /** An answer that leaves by an appliance may still reach the internet behind it. */
  private static Hop.Filter toInternet(Routes.Table table) {
    AddressBounds byAppliance =
        AddressBounds.upTo(
            table.to(Ingress::isAppliance).possibly(),
            List.of(
                new Cause.Undecided(
                    "Answers to the internet leave through an appliance, and what it lets through"
                        + " cannot be seen.")));
    return new Hop.Filter(
        "route",
        table.call(),
        table.to("igw-").union(byAppliance),
        table.parts(it -> it.target().startsWith("igw-")),
        "has no route to an internet gateway");
  }

  private static boolean isAppliance(String target) {
    return Stream.of("vpce-", "eni-", "i-").anyMatch(target::startsWith);
  }

  /**
   * A table of the internet gateway itself may hand what comes in to an appliance. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html">gateway route
   * tables</a>.
   */
  private List<Hop.Gate> edge(Place place, AddressSet inside) {
    AddressSet address = inside.intersect(AddressSet.family(place.ipv6()));
    if (!(routes.of(place.subnetId(), place.vpcId()) instanceof Routes.Lookup.Found found)
        || address.isEmpty()) {
      return List.of();
    }
    return found.table().legs().stream()
        .map(Routes.Leg::target)
        .filter(it -> it.startsWith("igw-"))
        .distinct()
        .flatMap(it -> handedOver(it, address).stream())
        .map(it -> new Hop.Gate("gateway-route", it))
        .toList();
  }

  /** Empty where the gateway has no table of its own. */
  private Optional<Verdict> handedOver(String gatewayId, AddressSet inside) {
    return routes
        .ofGateway(gatewayId)
        .map(it -> handedOver(it, inside))
        .or(() -> routes.gap().map(it -> Verdict.unknown(List.of(it))));
  }

  private static Verdict handedOver(Routes.Table table, AddressSet inside) {
    Optional<Routes.Leg> leg = table.taking(inside);
    if (leg.isEmpty()) {
      return Verdict.unknown(
          table.call(),
          "does not clearly route the address",
          "The route table of an internet gateway does not clearly say where traffic goes.");
    }
    if (leg.get().blackhole()) {
      return Verdict.notMet(table.call(), leg.get().label());
    }
    return leg.get().target().equals("local")
        ? Verdict.met(table.call(), leg.get().label())
        : Verdict.unknown(
            table.call(),
            leg.get().label(),
            "What comes in from the internet is handed to an appliance, and what it lets through"
                + " cannot be seen.");
  }

  private List<AddressReach> overPrivateNetworks(NetworkInterface to, int port) {
    List<AddressReach> reaches = new ArrayList<>();
    addAll(reaches, to, port, false, addresses(to, false));
    addAll(reaches, to, port, true, addresses(to, true));
    if (reaches.isEmpty()) {
      Place place = place(to, port, false);
      reaches.add(
          reach(to.id(), privateNetworks(new PrivatePlace(place, Optional.of(place.subnetId())))));
    }
    return reaches;
  }

  /**
   * One answer per address only where the far side's routes make a difference between them; mostly
   * they make none between the addresses of a subnet.
   */
  private void addAll(
      List<AddressReach> reaches,
      NetworkInterface to,
      int port,
      boolean ipv6,
      List<String> addresses) {
    Place place = place(to, port, ipv6);
    boolean each = false;
    boolean alike = false;
    if (!addresses.isEmpty()
        && routes.of(place.subnetId(), place.vpcId()) instanceof Routes.Lookup.Found found) {
      each = privateWays.dependsOnAddress(found.table());
      alike = each && isOneAnswer(found.table(), place);
    }
    for (String address : each ? addresses : addresses.stream().limit(1).toList()) {
      String of = alike ? place.subnetId() : address;
      PrivatePlace key = new PrivatePlace(place, each ? Optional.of(of) : Optional.empty());
      Way way =
          fromPrivateNetworks.computeIfAbsent(
              alike(place, key.address()), it -> privateNetworks(key));
      reaches.add(reach(address, way));
    }
  }

  /** All addresses of the subnet are reached by the same sources, and nothing is in doubt. */
  private boolean isOneAnswer(Routes.Table table, Place place) {
    PrivateWays.Ways ways = ways(table, new PrivatePlace(place, Optional.of(place.subnetId())));
    return ways.hop().lets().isExact() && ways.spared().isExact() && ways.known().isExact();
  }

  private static List<String> addresses(NetworkInterface to, boolean ipv6) {
    return ipv6
        ? to.ipv6Addresses()
        : to.privateAddresses().stream().map(PrivateAddress::address).toList();
  }

  private static AddressReach reach(String address, Way way) {
    Requirement whole = way.journey().requirement("address");
    return new AddressReach(
        address,
        AddressReach.From.PRIVATE_NETWORK,
        whole,
        whole.verdict() instanceof Verdict.Met ? way.door() : AddressReach.Door.SHUT);
  }

  /** The address of a place; where it stands for a subnet, all of the subnet's. */
  private AddressSet address(PrivatePlace at) {
    return at.address()
        .map(it ->
            AddressSet.parse(it)
                .orElseGet(() -> subnets.range(it).intersect(AddressSet.family(at.place().ipv6()))))
        .orElse(AddressSet.EMPTY);
  }

  private List<Hop> privateHops(PrivatePlace at) {
    Place place = at.place();
    AddressSet family = AddressSet.family(place.ipv6());
    return switch (routes.of(place.subnetId(), place.vpcId())) {
      case Routes.Lookup.Missing missing ->
          List.of(
              new Hop.Gate("private-route", Verdict.unknown(List.of(missing.cause()))),
              acls.hop(
                  place.subnetId(),
                  place.port(),
                  family,
                  privateWays.sparedWithoutTable(place.subnetId())));
      case Routes.Lookup.Found found -> {
        PrivateWays.Ways ways = ways(found.table(), at);
        yield List.of(ways.hop(), acls.hop(place.subnetId(), place.port(), family, ways.spared()));
      }
    };
  }

  private PrivateWays.Ways ways(Routes.Table table, PrivatePlace at) {
    Place place = at.place();
    Place ofAll = new Place(place.vpcId(), place.subnetId(), List.of(), place.port(), place.ipv6());
    return privateNetworks.computeIfAbsent(
        new PrivatePlace(ofAll, at.address()),
        it -> privateWays.ways(table, place.vpcId(), place.subnetId(), address(it), place.port()));
  }

  /** Those of whom it is known at a place which groups they are in. */
  private AddressBounds known(PrivatePlace at) {
    return routes.of(at.place().subnetId(), at.place().vpcId()) instanceof Routes.Lookup.Found found
        ? ways(found.table(), at).known()
        : AddressBounds.exactly(AddressSet.family(at.place().ipv6()));
  }

  /** The same of anything in a subnet. */
  AddressBounds known(String vpcId, String subnetId, int port, boolean ipv6) {
    return known(
        new PrivatePlace(new Place(vpcId, subnetId, List.of(), port, ipv6), Optional.of(subnetId)));
  }

  private Way privateNetworks(PrivatePlace at) {
    Place place = at.place();
    List<Hop> hops = new ArrayList<>(privateHops(at));
    AddressSet family = AddressSet.family(place.ipv6());
    Admission admission = groups.ingress(place.groupIds(), place.port());
    AddressBounds known = known(at);
    List<AddressReach.Entry> named = named(admission.groups(), known);
    List<Hop> way = List.copyOf(hops);
    hops.add(group("security-group", admission, admission.groups(), known, place.port()));
    Journey journey = Journey.walk(outside(place.vpcId(), place.subnetId(), family), hops);
    return new Way(
        journey,
        door(SourceKind.PRIVATE_NETWORK, AddressSet.EMPTY, journey, admission, named, way));
  }

  /**
   * The rules that name groups, with the members that are known.
   *
   * @param known those of whom it is known here which groups they are in
   */
  List<AddressReach.Entry> named(List<Admission.Groups> rules, AddressBounds known) {
    return rules.stream()
        .map(it ->
            new AddressReach.Entry(
                groups.members(it.peer()).intersect(known).surely(),
                Optional.of(it.rule()),
                it.hop()))
        .toList();
  }

  /** Every address of the internet that an answer from a subnet may go to: not the VPC's own. */
  AddressSet internet(String vpcId, String subnetId, boolean ipv6) {
    return outside(vpcId, subnetId, AddressSet.internet(ipv6)).possibly();
  }

  /** All addresses but those of the VPC itself, whose own hosts are another question. */
  private AddressBounds outside(String vpcId, String subnetId, AddressSet family) {
    AddressSet own = privateWays.ranges(vpcId);
    return switch (routes.of(subnetId, vpcId)) {
      case Routes.Lookup.Found found ->
          AddressBounds.exactly(family.minus(own.union(found.table().vpc())));
      case Routes.Lookup.Missing missing ->
          AddressBounds.upTo(family.minus(own), List.of(missing.cause()));
    };
  }

  /**
   * The groups as a hop, in front of an interface or of something else: rules that name addresses,
   * and the members of groups that rules name.
   *
   * @param known those of whom it is known here which groups they are in
   */
  Hop.Filter group(
      String id, Admission admission, List<Admission.Groups> named, AddressBounds known, int port) {
    AddressBounds lets = admission.bounds();
    List<Hop.Part> parts = new ArrayList<>();
    admission.ranges().forEach(it -> parts.add(new Hop.Part(it.addresses(), true, it.hop())));
    for (Admission.Groups each : named) {
      AddressBounds members = groups.members(each.peer()).intersect(known);
      lets = lets.union(members);
      parts.add(new Hop.Part(members.possibly(), true, each.hop()));
    }
    return new Hop.Filter(id, groups.call(), lets, parts, refusal(admission, port));
  }

  private static String refusal(Admission admission, int port) {
    if (admission.admitsNobody()) {
      return "no group of the interface admits tcp " + port;
    }
    return admission.addresses().isEmpty()
        ? "no group of the interface admits tcp " + port + " from an address range"
        : "the groups admit tcp " + port + " only from " + admission.addresses().brief();
  }

  static AddressReach.Door door(
      SourceKind kind,
      AddressSet internet,
      Journey journey,
      Admission admission,
      List<AddressReach.Entry> named,
      List<Hop> way) {
    AddressSet sources = journey.arriving().surely();
    if (sources.isEmpty()) {
      return AddressReach.Door.SHUT;
    }
    List<AddressReach.Entry> entries = new ArrayList<>();
    for (Admission.Ranges each : admission.ranges()) {
      if (each.addresses().overlaps(sources)) {
        entries.add(new AddressReach.Entry(each.addresses(), Optional.of(each.rule()), each.hop()));
      }
    }
    for (AddressReach.Entry each : named) {
      if (each.addresses().overlaps(sources)) {
        entries.add(each);
      }
    }
    return new AddressReach.Door(
        kind,
        sources,
        admission.addresses().intersect(sources),
        internet,
        entries,
        Journey.parts(way),
        journey.arriving().doubts());
  }
}
