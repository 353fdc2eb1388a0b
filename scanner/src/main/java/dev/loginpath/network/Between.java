package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether one point of the account's networks reaches a TCP port of another one. */
final class Between {

  private final Call interfaces;
  private final Groups groups;
  private final Routes routes;
  private final Acls acls;
  private final Forwarding forwarding;

  Between(Ec2Snapshot ec2, Groups groups, Routes routes, Acls acls, Forwarding forwarding) {
    this.interfaces = ec2.networkInterfaces().call();
    this.groups = groups;
    this.routes = routes;
    this.acls = acls;
    this.forwarding = forwarding;
  }

  /** From any address of one point to any address of the other, IPv4 or IPv6. */
  Requirement requirement(String id, Point from, Point to, int port) {
    List<Requirement> ways = new ArrayList<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      AddressSet family = AddressSet.family(ipv6);
      AddressBounds clients = from.addresses().intersect(family);
      AddressBounds servers = to.addresses().intersect(family);
      if (!clients.possibly().isEmpty() && !servers.possibly().isEmpty()) {
        for (AddressBounds server : each(servers)) {
          List<Hop> hops = new ArrayList<>(way(from, to, server, port));
          hops.add(admitted(from, to, server, port));
          ways.add(Journey.walk(clients, hops).requirement(id));
        }
      }
    }
    if (ways.isEmpty()) {
      return Requirement.of(
          id,
          Verdict.notMet(
              interfaces.about(to.id()), "has no address of a family that " + from.id() + " has"));
    }
    return ways.size() == 1 ? ways.getFirst() : Requirement.anyOf(id, ways);
  }

  /** Single addresses, where they are known: each is a way of its own. */
  static List<AddressBounds> each(AddressBounds servers) {
    return servers.isExact()
        ? servers.surely().single().stream().map(AddressBounds::exactly).toList()
        : List.of(servers);
  }

  /**
   * A hop that is the same whoever connects looks at the server's address, the others at the
   * client's.
   */
  private record Step(Hop hop, boolean looksAtServer) {}

  /** The hops to a server up to its own groups. */
  List<Hop> way(Point from, Point to, AddressBounds server, int port) {
    return steps(from, to, server, port).stream().map(it -> judged(it, server)).toList();
  }

  /** The route from a client's subnet to a server. */
  Hop there(Point from, Point to) {
    return judged(new Step(route("route", from, to), true), to.addresses());
  }

  private static Hop judged(Step step, AddressBounds server) {
    return step.looksAtServer() && step.hop() instanceof Hop.Filter filter
        ? new Hop.Gate(filter.id(), filter.judge(server))
        : step.hop();
  }

  private List<Step> steps(Point from, Point to, AddressBounds server, int port) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(egress(from, to, server, port), true));
    if (isSameSubnet(from, to)) {
      // Inside a subnet nothing is routed, and its ACL is not asked.
      Verdict same = Verdict.met(interfaces.about(to.id()), "is in the same subnet");
      steps.add(new Step(new Hop.Gate("route", same), true));
      return steps;
    }
    steps.add(new Step(route("route", from, to), true));
    steps.add(new Step(route("route-back", to, from), false));
    steps.add(
        new Step(
            acls.between(
                from.subnetId(), to.subnetId(), port, judged(from, to, server.possibly(), port)),
            false));
    return steps;
  }

  private static boolean isSameSubnet(Point from, Point to) {
    return !from.subnetId().isEmpty() && from.subnetId().equals(to.subnetId());
  }

  /**
   * The clients whom the ACLs let through, by each of the ways back that their addresses take;
   * where it is not known which, surely those alone whom every one that may be lets through.
   */
  private AddressBounds judged(Point from, Point to, AddressSet server, int port) {
    List<Optional<Forwarding.Way>> there =
        each(ways(from, to).filter(it -> it.destinations().possibly().overlaps(server)));
    List<Optional<Forwarding.Way>> back = new ArrayList<>();
    ways(to, from).filter(it -> it.crossing().isPresent()).map(Optional::of).forEach(back::add);
    if (back.isEmpty()) {
      return judged(from, to, server, port, there, Optional.empty());
    }
    AddressBounds others = AddressBounds.exactly(AddressSet.ALL);
    AddressSet surely = AddressSet.ALL;
    AddressSet possibly = AddressSet.EMPTY;
    List<Cause> doubts = new ArrayList<>();
    for (Optional<Forwarding.Way> each : back) {
      others = others.minus(each.orElseThrow().destinations());
    }
    back.add(Optional.empty());
    for (Optional<Forwarding.Way> each : back) {
      AddressSet by = each.map(Forwarding.Way::destinations).orElse(others).possibly();
      AddressBounds lets = judged(from, to, server, port, there, each);
      surely = surely.intersect(lets.surely().union(AddressSet.ALL.minus(by)));
      possibly = possibly.union(lets.possibly().intersect(by));
      doubts.addAll(lets.doubts());
    }
    doubts.addAll(others.doubts());
    return new AddressBounds(
        surely.intersect(possibly),
        possibly,
        doubts.isEmpty() ? List.of(AddressBounds.SOME) : doubts);
  }

  private AddressBounds judged(
      Point from,
      Point to,
      AddressSet server,
      int port,
      List<Optional<Forwarding.Way>> there,
      Optional<Forwarding.Way> back) {
    return AddressBounds.oneOf(
        there.stream()
            .map(it ->
                acls.lets(
                    Forwarding.passages(from.subnetId(), to.subnetId(), it, back), port, server))
            .distinct()
            .toList(),
        AddressBounds.SOME);
  }

  /** Those over gateways one by one; all others are judged alike. */
  private static List<Optional<Forwarding.Way>> each(Stream<Forwarding.Way> ways) {
    List<Optional<Forwarding.Way>> each = new ArrayList<>();
    ways.map(it -> it.crossing().isPresent() ? Optional.of(it) : Optional.<Forwarding.Way>empty())
        .distinct()
        .forEach(each::add);
    return each.isEmpty() ? List.of(Optional.empty()) : each;
  }

  /** The routes that lead from one point to the other; where they are not told, one that may. */
  private Stream<Forwarding.Way> ways(Point from, Point to) {
    return switch (routes.of(from.subnetId(), from.vpcId())) {
      case Routes.Lookup.Found found ->
          forwarding.ways(found.table(), from.subnetId(), from.vpcId(), to.vpcId()).stream();
      case Routes.Lookup.Missing missing ->
          from.vpcId().equals(to.vpcId())
              ? Stream.of()
              : forwarding.untold(to.subnetId()).stream()
                  .flatMap(it ->
                      Stream.of(it, new Forwarding.Way(it.destinations(), Optional.empty(), "")));
    };
  }

  private Hop route(String id, Point at, Point other) {
    return switch (routes.of(at.subnetId(), at.vpcId())) {
      case Routes.Lookup.Missing missing ->
          new Hop.Gate(id, Verdict.unknown(List.of(missing.cause())));
      case Routes.Lookup.Found found -> forwarding.hop(id, found.table(), at, other);
    };
  }

  /**
   * One answer for every pair of two groups of points that differ by their addresses alone; empty
   * where the pairs differ.
   */
  Optional<Answer> uniform(Point clients, Point servers, int port) {
    Set<Optional<Answer>> answers = new HashSet<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      AddressSet family = AddressSet.family(ipv6);
      AddressSet from = clients.addresses().possibly().intersect(family);
      AddressBounds to = servers.addresses().intersect(family);
      if (!from.isEmpty() && !to.possibly().isEmpty()) {
        List<Step> steps = new ArrayList<>(steps(clients, servers, to, port));
        steps.add(new Step(admitted(clients, servers, to, port), false));
        answers.add(uniform(steps, from, to.possibly()));
      }
    }
    if (answers.contains(Optional.of(Answer.MET))) {
      return Optional.of(Answer.MET);
    }
    return answers.isEmpty()
        ? Optional.of(Answer.NOT_MET)
        : answers.size() == 1 ? answers.iterator().next() : Optional.empty();
  }

  private static Optional<Answer> uniform(List<Step> steps, AddressSet from, AddressSet to) {
    boolean all = true;
    boolean noneSure = false;
    boolean allPossible = true;
    for (Step step : steps) {
      switch (step.hop()) {
        case Hop.Gate gate -> {
          if (gate.verdict() instanceof Verdict.NotMet) {
            return Optional.of(Answer.NOT_MET);
          }
          boolean met = gate.verdict() instanceof Verdict.Met;
          all &= met;
          noneSure |= !met;
        }
        case Hop.Filter filter -> {
          AddressSet looked = step.looksAtServer() ? to : from;
          AddressBounds lets = filter.lets();
          if (!lets.possibly().overlaps(looked)) {
            return Optional.of(Answer.NOT_MET);
          }
          all &= lets.surely().containsAll(looked);
          noneSure |=
              !lets.surely().overlaps(looked) && !lets.doubts().contains(AddressBounds.SOME);
          allPossible &= lets.possibly().containsAll(looked);
        }
      }
    }
    if (all) {
      return Optional.of(Answer.MET);
    }
    return noneSure && allPossible ? Optional.of(Answer.UNKNOWN) : Optional.empty();
  }

  private Hop.Filter egress(Point from, Point to, AddressBounds server, int port) {
    if (!from.guarded()) {
      return new Hop.Filter(
          "source-egress",
          interfaces.about(from.id()),
          AddressBounds.exactly(AddressSet.ALL),
          List.of(new Hop.Part(AddressSet.ALL, true, from.id() + " has no security group")),
          "");
    }
    Admission out = groups.egress(from.groupIds(), port);
    // Rules for what goes out may not name groups at the other end of a transit gateway.
    List<AddressBounds> known =
        towards(from, to, server.possibly()).stream()
            .map(it ->
                it.crossing().isPresent()
                    ? AddressBounds.NONE
                    : AddressBounds.exactly(AddressSet.ALL))
            .distinct()
            .toList();
    return groups(
        "source-egress",
        out,
        to.groupIds(),
        known.isEmpty()
            ? AddressBounds.exactly(AddressSet.ALL)
            : AddressBounds.oneOf(known, AddressBounds.SOME),
        "no group of " + from.id() + " lets tcp " + port + " out to " + to.id());
  }

  /** The target's groups: rules for the client's addresses, and rules that name its groups. */
  Hop.Filter admitted(Point from, Point to, AddressBounds server, int port) {
    Admission in = groups.ingress(to.groupIds(), port);
    return groups(
        "security-group",
        in,
        from.groupIds(),
        Forwarding.references(towards(from, to, server.possibly())),
        "no group of " + to.id() + " admits tcp " + port + " from " + from.id());
  }

  /** The routes that take packets to a server; none where nothing is routed. */
  private List<Forwarding.Way> towards(Point from, Point to, AddressSet server) {
    return isSameSubnet(from, to)
        ? List.of()
        : ways(from, to).filter(it -> it.destinations().possibly().overlaps(server)).toList();
  }

  /**
   * Rules for addresses, and those that name a group of the other end.
   *
   * @param known whether the groups of the other end are known here: everything or nothing
   */
  private Hop.Filter groups(
      String id,
      Admission admission,
      List<String> peerGroupIds,
      AddressBounds known,
      String refusal) {
    AddressBounds lets = admission.bounds();
    List<Hop.Part> parts = new ArrayList<>();
    Set<String> peers = Set.copyOf(peerGroupIds);
    for (Admission.Groups each : admission.groups()) {
      if (peers.contains(each.peer().groupId()) && !each.peer().isStale()) {
        lets = lets.union(known);
        boolean refused = known.possibly().isEmpty();
        parts.add(
            new Hop.Part(
                AddressSet.ALL,
                !refused,
                refused ? each.hop() + ", which a transit gateway does not carry" : each.hop()));
      }
    }
    admission.ranges().forEach(it -> parts.add(new Hop.Part(it.addresses(), true, it.hop())));
    return new Hop.Filter(id, groups.call(), lets, parts, refusal);
  }
}
