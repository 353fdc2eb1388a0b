package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * By which routes packets of a subnet get to another one: inside the VPC, by peering, over transit
 * gateways. One answer for every question in which a packet goes from one subnet to another.
 */
final class Forwarding {

  private static final String APPLIANCE =
      "The way inside the VPC leads through an appliance, and what it lets through cannot be seen.";
  private static final String BEYOND =
      "The way leads through a network beyond, whose own routes are not read.";

  /**
   * One route that leads there.
   *
   * @param destinations the addresses to which it does
   * @param label what it is and does
   */
  record Way(
      AddressBounds destinations, Optional<TransitGateways.Crossing> crossing, String label) {}

  private final Observed<List<PeeringConnection>> peerings;
  private final TransitGateways transit;

  Forwarding(Ec2Snapshot ec2, TransitGateways transit) {
    this.peerings = ec2.peeringConnections();
    this.transit = transit;
  }

  /** The routes of a subnet's table that may lead into a VPC, its own or another one. */
  List<Way> ways(Routes.Table table, String subnetId, String vpcId, String toVpcId) {
    boolean same = vpcId.equals(toVpcId);
    List<Way> ways = new ArrayList<>();
    for (Routes.Leg leg : table.legs()) {
      if (leg.blackhole() || leg.addresses().possibly().isEmpty()) {
        continue;
      }
      String target = leg.target();
      if (target.equals("local")) {
        if (same) {
          ways.add(new Way(leg.addresses(), Optional.empty(), leg.label()));
        }
      } else if (target.startsWith("vpce-") || target.startsWith("eni-")) {
        ways.add(doubted(leg, new Cause.Undecided(APPLIANCE)));
      } else if (!same && target.startsWith("pcx-")) {
        ways.addAll(peered(leg, vpcId, toVpcId));
      } else if (!same && target.startsWith("tgw-")) {
        for (TransitGateways.Crossing each : transit.crossings(target, subnetId, vpcId, toVpcId)) {
          ways.add(
              new Way(
                  leg.addresses().intersect(each.delivers()),
                  Optional.of(each),
                  leg.label() + each.words()));
        }
      } else if (!same && PrivateWays.leadsBeyond(target)) {
        ways.add(doubted(leg, new Cause.Undecided(BEYOND)));
      }
    }
    return ways;
  }

  private static Way doubted(Routes.Leg leg, Cause why) {
    return new Way(
        AddressBounds.upTo(leg.addresses().possibly(), List.of(why)),
        Optional.empty(),
        leg.label());
  }

  private List<Way> peered(Routes.Leg leg, String vpcId, String otherVpcId) {
    boolean joins =
        Observed.items(peerings).stream()
            .filter(it -> it.id().equals(leg.target()) && it.status().equals("active"))
            .anyMatch(it ->
                Stream.of(it.requester().vpcId(), it.accepter().vpcId())
                    .toList()
                    .containsAll(List.of(vpcId, otherVpcId)));
    if (joins) {
      return List.of(new Way(leg.addresses(), Optional.empty(), leg.label()));
    }
    return Observed.gap(peerings).map(it -> doubted(leg, it)).stream().toList();
  }

  /** Which addresses a table sends there, as a hop. */
  Hop.Filter hop(String id, Routes.Table table, Point from, Point to) {
    List<Way> ways = ways(table, from.subnetId(), from.vpcId(), to.vpcId());
    List<Hop.Part> parts = new ArrayList<>();
    AddressBounds lets = AddressBounds.NONE;
    for (Way each : ways) {
      lets = lets.union(each.destinations());
    }
    AddressSet possible = lets.possibly();
    for (Routes.Leg leg : table.legs()) {
      if (!leg.addresses().possibly().isEmpty()) {
        String label =
            ways.stream()
                .map(Way::label)
                .filter(it -> it.startsWith(leg.label()))
                .findFirst()
                .orElse(leg.label());
        parts.add(
            new Hop.Part(
                leg.addresses().possibly(),
                !leg.blackhole() && leg.addresses().possibly().overlaps(possible),
                label));
      }
    }
    return new Hop.Filter(
        id, table.call(), lets, parts, "has no route from " + from.id() + " to " + to.id());
  }

  /**
   * The subnets whose ACLs judge a connection by a way there and a way back; several where it is
   * not told in which zone a gateway hands packets over.
   *
   * @param client empty where the client is in no subnet
   */
  static List<Acls.Passage> passages(
      String client, String server, Optional<Way> there, Optional<Way> back) {
    Optional<TransitGateways.Crossing> out = there.flatMap(Way::crossing);
    Optional<TransitGateways.Crossing> in = back.flatMap(Way::crossing);
    List<Acls.Passage> passages = new ArrayList<>();
    for (String arrival : arrivals(out, server)) {
      for (String answered : arrivals(in, client)) {
        passages.add(
            new Acls.Passage(
                coming(out, arrival, server),
                leaving(client, arrival, server),
                leaving(server, answered, client),
                coming(in, answered, client)));
      }
    }
    return passages.stream().distinct().toList();
  }

  /**
   * By which subnets packets come in; none is empty. Without a gateway they come in to the subnet
   * itself.
   */
  private static List<String> arrivals(
      Optional<TransitGateways.Crossing> crossing, String subnetId) {
    List<String> told =
        new ArrayList<>(crossing.map(TransitGateways.Crossing::arrivals).orElse(List.of()));
    if (crossing.filter(TransitGateways.Crossing::anyArrival).isPresent() && !subnetId.isEmpty()) {
      told.add(subnetId);
    }
    if (told.isEmpty() || crossing.filter(TransitGateways.Crossing::anyArrival).isPresent()) {
      told.add("");
    }
    return told;
  }

  /**
   * How packets may come into another VPC where the table that sends them is not told; nothing
   * where no gateway hands anything over in the subnet.
   */
  Optional<Way> untold(String subnetId) {
    return transit.mayArriveIn(subnetId)
        ? Optional.of(
            new Way(
                AddressBounds.upTo(AddressSet.ALL, List.of(new Cause.Undecided(BEYOND))),
                Optional.of(
                    new TransitGateways.Crossing(
                        AddressBounds.upTo(AddressSet.ALL, List.of(new Cause.Undecided(BEYOND))),
                        Optional.empty(),
                        List.of(),
                        true,
                        AddressBounds.upTo(AddressSet.ALL, List.of(new Cause.Undecided(BEYOND))),
                        "")),
                ""))
        : Optional.empty();
  }

  private static SortedSet<String> coming(
      Optional<TransitGateways.Crossing> crossing, String arrival, String subnetId) {
    TreeSet<String> judging = new TreeSet<>();
    crossing.flatMap(TransitGateways.Crossing::entry).ifPresent(judging::add);
    if (!subnetId.isEmpty() && !arrival.equals(subnetId)) {
      judging.add(subnetId);
    }
    return judging;
  }

  private static SortedSet<String> leaving(String from, String arrival, String to) {
    TreeSet<String> judging = new TreeSet<>();
    if (!from.isEmpty()) {
      judging.add(from);
    }
    if (!arrival.isEmpty() && !arrival.equals(to)) {
      judging.add(arrival);
    }
    return judging;
  }

  /** The same for one of several ways there. */
  static AddressBounds references(List<Way> there) {
    List<AddressBounds> each =
        there.stream()
            .map(it ->
                it.crossing()
                    .map(TransitGateways.Crossing::references)
                    .orElse(AddressBounds.exactly(AddressSet.ALL)))
            .distinct()
            .toList();
    return each.isEmpty()
        ? AddressBounds.exactly(AddressSet.ALL)
        : AddressBounds.oneOf(each, AddressBounds.SOME);
  }
}
