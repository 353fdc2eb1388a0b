package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether one point of the account's networks reaches a TCP port of another one. */
final class Between {

  private static final String APPLIANCE =
      "The way inside the VPC leads through an appliance, and what it lets through cannot be seen.";
  private static final String BEYOND =
      "The way leads through a transit gateway or a network beyond, whose own routes are not read.";

  private final Observed<List<PeeringConnection>> peerings;
  private final Call interfaces;
  private final Groups groups;
  private final Routes routes;
  private final Acls acls;

  Between(Ec2Snapshot ec2, Groups groups, Routes routes, Acls acls) {
    this.peerings = ec2.peeringConnections();
    this.interfaces = ec2.networkInterfaces().call();
    this.groups = groups;
    this.routes = routes;
    this.acls = acls;
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
          hops.add(admitted(from, to, port));
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
    steps.add(new Step(egress(from, to, port), true));
    if (!from.subnetId().isEmpty() && from.subnetId().equals(to.subnetId())) {
      // Inside a subnet nothing is routed, and its ACL is not asked.
      Verdict same = Verdict.met(interfaces.about(to.id()), "is in the same subnet");
      steps.add(new Step(new Hop.Gate("route", same), true));
      return steps;
    }
    steps.add(new Step(route("route", from, to), true));
    steps.add(new Step(route("route-back", to, from), false));
    steps.add(
        new Step(acls.between(from.subnetId(), to.subnetId(), port, server.possibly()), false));
    return steps;
  }

  private Hop route(String id, Point at, Point other) {
    return switch (routes.of(at.subnetId(), at.vpcId())) {
      case Routes.Lookup.Missing missing ->
          new Hop.Gate(id, Verdict.unknown(List.of(missing.cause())));
      case Routes.Lookup.Found found -> routed(id, found.table(), at, other);
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
        steps.add(new Step(admitted(clients, servers, port), false));
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

  private Hop.Filter egress(Point from, Point to, int port) {
    if (!from.guarded()) {
      AddressSet everything = AddressSet.ALL_IPV4.union(AddressSet.ALL_IPV6);
      return new Hop.Filter(
          "source-egress",
          interfaces.about(from.id()),
          AddressBounds.exactly(everything),
          List.of(new Hop.Part(everything, true, from.id() + " has no security group")),
          "");
    }
    Admission out = groups.egress(from.groupIds(), port);
    return groups(
        "source-egress",
        out,
        to.groupIds(),
        "no group of " + from.id() + " lets tcp " + port + " out to " + to.id());
  }

  /** The target's groups: rules for the client's addresses, and rules that name its groups. */
  Hop.Filter admitted(Point from, Point to, int port) {
    Admission in = groups.ingress(to.groupIds(), port);
    return groups(
        "security-group",
        in,
        from.groupIds(),
        "no group of " + to.id() + " admits tcp " + port + " from " + from.id());
  }

  private Hop.Filter groups(
      String id, Admission admission, List<String> peerGroupIds, String refusal) {
    AddressBounds lets = admission.bounds();
    List<Hop.Part> parts = new ArrayList<>();
    AddressSet everything = AddressSet.ALL_IPV4.union(AddressSet.ALL_IPV6);
    Set<String> peers = Set.copyOf(peerGroupIds);
    for (Admission.Groups each : admission.groups()) {
      if (peers.contains(each.peer().groupId()) && !each.peer().isStale()) {
        lets = lets.union(AddressBounds.exactly(everything));
        parts.add(new Hop.Part(everything, true, each.hop()));
      }
    }
    admission.ranges().forEach(it -> parts.add(new Hop.Part(it.addresses(), true, it.hop())));
    return new Hop.Filter(id, groups.call(), lets, parts, refusal);
  }

  /** Which addresses a table sends from one VPC to the other one. */
  private Hop.Filter routed(String id, Routes.Table table, Point from, Point to) {
    boolean same = from.vpcId().equals(to.vpcId());
    AddressBounds lets = same ? table.to("local") : peered(table, from.vpcId(), to.vpcId());
    lets = lets.union(doubted(table, Between::isAppliance, APPLIANCE));
    if (!same) {
      lets = lets.union(doubted(table, Between::leadsBeyond, BEYOND));
    }
    AddressSet possible = lets.possibly();
    return new Hop.Filter(
        id,
        table.call(),
        lets,
        table.parts(it -> it.addresses().possibly().overlaps(possible)),
        "has no route from " + from.id() + " to " + to.id());
  }

  private static boolean isAppliance(String target) {
    return target.startsWith("vpce-") || target.startsWith("eni-");
  }

  /** What lies behind it may join the two VPCs; a peering connection is looked at by itself. */
  private static boolean leadsBeyond(String target) {
    return PrivateWays.leadsBeyond(target) && !isAppliance(target) && !target.startsWith("pcx-");
  }

  private static AddressBounds doubted(
      Routes.Table table, Predicate<String> targets, String reason) {
    return AddressBounds.upTo(table.to(targets).possibly(), List.of(new Cause.Undecided(reason)));
  }

  private AddressBounds peered(Routes.Table table, String vpcId, String otherVpcId) {
    AddressBounds lets = AddressBounds.NONE;
    for (PeeringConnection each : Observed.items(peerings)) {
      boolean joins =
          Stream.of(each.requester().vpcId(), each.accepter().vpcId())
              .toList()
              .containsAll(List.of(vpcId, otherVpcId));
      if (joins && each.status().equals("active")) {
        lets = lets.union(table.to(each.id()::equals));
      }
    }
    return Observed.gap(peerings)
        .map(gap -> AddressBounds.upTo(table.to("pcx-").possibly(), List.of(gap)))
        .map(lets::union)
        .orElse(lets);
  }
}
