package dev.loginpath.network;

import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who reaches a TCP port of an interface through a load balancer in front of it. */
final class BalancedIngress {

  private static final List<Boolean> IPV4 = List.of(false);
  private static final List<Boolean> BOTH = List.of(false, true);

  private final LoadBalancers balancers;
  private final Ingress ingress;
  private final Groups groups;
  private final Subnets subnets;
  private final Acls acls;
  private final Between between;

  BalancedIngress(
      LoadBalancers balancers,
      Ingress ingress,
      Groups groups,
      Subnets subnets,
      Acls acls,
      Between between) {
    this.balancers = balancers;
    this.ingress = ingress;
    this.groups = groups;
    this.subnets = subnets;
    this.acls = acls;
    this.between = between;
  }

  List<AddressReach> sourcesReaching(NetworkInterface to, int port, boolean running) {
    List<AddressReach> reaches = new ArrayList<>();
    for (LoadBalancers.Front front : balancers.before(to, port)) {
      reaches.add(through(front, to, port, running));
    }
    if (!balancers.gaps().isEmpty()) {
      reaches.add(unlisted(to, port));
    }
    return reaches;
  }

  /** A load balancer that was not listed may be there, unless the groups let nobody in at all. */
  private AddressReach unlisted(NetworkInterface to, int port) {
    Admission admission = groups.ingress(to.groupIds(), port);
    Verdict group =
        admission.admitsNobody()
            ? Verdict.notMet(groups.call(), "no group of the interface admits tcp " + port)
            : Verdict.met(groups.call(), "a group of the interface admits tcp " + port);
    Requirement whole =
        Requirement.allOf(
            "load-balancer",
            List.of(
                Requirement.of("load-balancer-listed", Verdict.unknown(balancers.gaps())),
                Requirement.of("security-group", group)));
    return new AddressReach(
        to.id(), AddressReach.From.LOAD_BALANCER, whole, AddressReach.Door.SHUT);
  }

  private AddressReach through(
      LoadBalancers.Front front, NetworkInterface to, int port, boolean running) {
    List<Requirement> ways = new ArrayList<>();
    AddressReach.Door door = AddressReach.Door.SHUT;
    AddressBounds all = AddressBounds.NONE;
    for (String subnetId : front.subnetIds()) {
      for (boolean ipv6 : front.dualStack() ? BOTH : IPV4) {
        List<Hop> hops = new ArrayList<>();
        hops.add(taken(front, running));
        acrossZones(front, subnetId, to).ifPresent(it -> hops.add(new Hop.Gate("cross-zone", it)));
        hops.addAll(
            ingress.toPlace(front.vpcId(), subnetId, front.port(), front.internetFacing(), ipv6));
        List<AddressReach.Entry> entries = new ArrayList<>();
        if (!front.groupIds().isEmpty()) {
          Admission admission = groups.ingress(front.groupIds(), front.port());
          // Who comes over the internet is a member of no group.
          List<Admission.Groups> named = front.internetFacing() ? List.of() : admission.groups();
          entries.addAll(entries(admission));
          AddressBounds known = ingress.known(front.vpcId(), subnetId, front.port(), ipv6);
          entries.addAll(ingress.named(named, known));
          hops.add(ingress.group("load-balancer-group", admission, named, known, front.port()));
        }
        entries.addAll(entries(groups.ingress(to.groupIds(), port)));
        hops.addAll(toTarget(front, subnetId, to, port, ipv6));
        AddressSet clients =
            front.internetFacing() ? AddressSet.internet(ipv6) : AddressSet.family(ipv6);
        Journey journey = Journey.walk(AddressBounds.exactly(clients), hops);
        ways.add(journey.requirement("load-balancer"));
        all = all.union(journey.arriving());
        AddressSet sources = journey.arriving().surely();
        door =
            door.or(
                new AddressReach.Door(
                    LoadBalancers.kind(front),
                    sources,
                    sources,
                    front.internetFacing()
                        ? ingress.internet(front.vpcId(), subnetId, ipv6)
                        : AddressSet.EMPTY,
                    entries,
                    sources.isEmpty() ? List.of() : Journey.parts(hops),
                    journey.arriving().doubts()));
      }
    }
    Requirement whole =
        switch (ways.size()) {
          case 0 ->
              Requirement.of(
                  "load-balancer",
                  Verdict.unknown(
                      front.call(),
                      "names no subnet",
                      "The subnets of a load balancer are not told."));
          case 1 -> ways.getFirst();
          default -> Requirement.anyOf("load-balancer", ways);
        };
    return new AddressReach(
        front.address(),
        AddressReach.From.LOAD_BALANCER,
        whole,
        whole.verdict() instanceof Verdict.Met ? certain(door, all) : AddressReach.Door.SHUT);
  }

  /** Nobody more may come in by a node that is in doubt than surely does by another one. */
  private static AddressReach.Door certain(AddressReach.Door door, AddressBounds all) {
    return all.surely().containsAll(all.possibly())
        ? new AddressReach.Door(
            door.kind(),
            door.sources(),
            door.byRange(),
            door.internet(),
            door.entries(),
            door.hops(),
            List.of())
        : door;
  }

  /** Whether the target takes connections. */
  Hop taken(LoadBalancers.Front front, boolean running) {
    return new Hop.Gate("target-state", running ? front.state() : stopped(front));
  }

  /**
   * From a node to a target in another zone of its VPC; nothing asks for it in the node's own zone,
   * nor of a target beyond the VPC, which is registered for all zones. A classic load balancer
   * serves no zone in which it has no subnet. See <a
   * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#target-group-cross-zone">cross-zone
   * load balancing</a>.
   */
  Optional<Verdict> acrossZones(LoadBalancers.Front front, String subnetId, NetworkInterface to) {
    Optional<String> theirs = zone(to.subnetId().orElse(""));
    Optional<String> own = zone(subnetId);
    boolean near = own.isPresent() && own.equals(theirs);
    if (near || to.vpcId().filter(front.vpcId()::equals).isEmpty()) {
      return Optional.empty();
    }
    if (front.classic() && theirs.isPresent()) {
      List<Optional<String>> served = front.subnetIds().stream().map(this::zone).toList();
      if (!served.contains(theirs) && served.stream().allMatch(Optional::isPresent)) {
        return Optional.of(
            Verdict.notMet(front.call(), "has no subnet in the zone " + theirs.get()));
      }
    }
    boolean told = own.isPresent() && theirs.isPresent();
    return Optional.of(
        told || front.crossZone() instanceof Verdict.Met
            ? front.crossZone()
            : Verdict.unknown(
                List.of(
                    subnets
                        .gap()
                        .orElse(
                            new Cause.Undecided(
                                "Whether a load balancer and its target are in one zone is not"
                                    + " told.")))));
  }

  private Optional<String> zone(String subnetId) {
    return subnets.find(subnetId).flatMap(Subnet::availabilityZone);
  }

  /** A target that does not run is unused: whether it would be taken up again is not told. */
  private static Verdict stopped(LoadBalancers.Front front) {
    return front.state() instanceof Verdict.NotMet refused
        ? new Verdict.Unknown(
            refused.evidence(),
            List.of(
                new Cause.Undecided(
                    "Whether a load balancer forwards to a stopped instance once it runs is not"
                        + " told.")))
        : front.state();
  }

  static List<AddressReach.Entry> entries(Admission admission) {
    return admission.ranges().stream()
        .map(it -> new AddressReach.Entry(it.addresses(), Optional.of(it.rule()), it.hop()))
        .toList();
  }

  /** From the load balancer on: with the client's address or with its own. */
  List<Hop> toTarget(
      LoadBalancers.Front front, String subnetId, NetworkInterface to, int port, boolean ipv6) {
    Point node = balancers.node(front, subnetId, subnets);
    Point server = server(front, to);
    if (!server.addresses().possibly().overlaps(AddressSet.family(ipv6))
        || (ipv6 && front.target().isEmpty() && !to.privateAddresses().isEmpty())) {
      // Translated from one family to the other: no address is preserved.
      return own(front, node, server, port);
    }
    return switch (front.preserves()) {
      case Observed.Known<Boolean> known ->
          known.value() ? preserved(node, server, port, ipv6) : own(front, node, server, port);
      case Observed.Absent<Boolean> absent ->
          front.preservesByDefault()
              ? preserved(node, server, port, ipv6)
              : own(front, node, server, port);
      case Observed.Unseen<Boolean> unseen ->
          List.of(new Hop.Gate("client-ip-preservation", Verdict.unknown(unseen)));
    };
  }

  /** From the load balancer on with its own address, whatever it does with others' clients. */
  List<Hop> fromItself(LoadBalancers.Front front, String subnetId, NetworkInterface to, int port) {
    return own(front, balancers.node(front, subnetId, subnets), server(front, to), port);
  }

  private static Point server(LoadBalancers.Front front, NetworkInterface to) {
    Point all = Point.of(to);
    return new Point(
        all.id(),
        all.vpcId(),
        all.subnetId(),
        all.groupIds(),
        all.guarded(),
        front.target().map(AddressBounds::exactly).orElse(all.addresses()));
  }

  private List<Hop> own(LoadBalancers.Front front, Point node, Point server, int port) {
    Requirement reached = between.requirement("from-load-balancer", node, server, port);
    List<Hop> hops = new ArrayList<>();
    hops.add(new Hop.Gate("from-load-balancer", reached.verdict()));
    if (front.classic() && node.subnetId().equals(server.subnetId())) {
      Hop.Filter leaving = acls.leaving(node.subnetId(), port);
      hops.add(new Hop.Gate(leaving.id(), leaving.judge(server.addresses())));
    }
    return hops;
  }

  /** The target's groups and ACL see the client; answers go back through the load balancer. */
  private List<Hop> preserved(Point node, Point server, int port, boolean ipv6) {
    List<Hop> hops = new ArrayList<>();
    if (!node.vpcId().equals(server.vpcId())) {
      hops.add(between.there(node, server));
    }
    if (!node.subnetId().equals(server.subnetId())) {
      hops.add(acls.hop(server.subnetId(), port, AddressSet.family(ipv6)));
    }
    hops.add(between.admitted(node, server, server.addresses(), port));
    return hops;
  }
}
