package dev.loginpath.network;

import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Network ACLs: entries in the order of their numbers, the first that matches decides, and answers
 * need an entry of their own, for an ACL keeps no state. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html">network ACL rules</a>.
 */
final class Acls {

  private static final int HIGHEST = 65535;

  /** Below it no system chooses the port of a connection that it opens, unless told to. */
  static final int COMMON = 1024;

  /** A range of ports, and the addresses that an ACL lets through on every port of it. */
  record Span(int from, int to, AddressSet lets) {}

  /**
   * The ACL of one subnet, towards TCP.
   *
   * @param doubts why it is not known; then the lists are empty and anything may pass
   */
  record Edge(Call call, List<AclEntry> inbound, List<AclEntry> outbound, List<Cause> doubts) {

    boolean isKnown() {
      return doubts.isEmpty();
    }

    /** What may come in to a port. */
    AddressBounds in(int port) {
      return isKnown()
          ? AddressBounds.exactly(lets(inbound, port))
          : AddressBounds.upTo(everything(), doubts);
    }

    /** Where the subnet may send to, on a port. */
    AddressBounds out(int port) {
      return isKnown()
          ? AddressBounds.exactly(lets(outbound, port))
          : AddressBounds.upTo(everything(), doubts);
    }

    /** Where answers may go to, by the port that the client chose. */
    List<Span> answersOut() {
      return isKnown() ? spans(outbound) : List.of(new Span(1, HIGHEST, everything()));
    }

    /** From where answers may come in, by the port that was chosen here. */
    List<Span> answersIn() {
      return isKnown() ? spans(inbound) : List.of(new Span(1, HIGHEST, everything()));
    }
  }

  private final Observed<List<NetworkAcl>> listed;
  private final Subnets subnets;
  private final Map<String, NetworkAcl> bySubnet = new HashMap<>();
  private final Map<String, Edge> edges = new HashMap<>();

  Acls(Ec2Snapshot ec2, Subnets subnets) {
    this.listed = ec2.networkAcls();
    this.subnets = subnets;
    for (NetworkAcl acl : Observed.items(listed)) {
      acl.subnetIds().forEach(it -> bySubnet.putIfAbsent(it, acl));
    }
  }

  Edge of(String subnetId) {
    return edges.computeIfAbsent(subnetId, this::edge);
  }

  private Edge edge(String subnetId) {
    NetworkAcl acl = bySubnet.get(subnetId);
    if (acl == null) {
      Cause why =
          subnets
              .unlisted(subnetId)
              .or(() -> Observed.gap(listed))
              .orElseGet(() -> subnets.missing(subnetId, "network ACL"));
      return new Edge(listed.call().about(subnetId), List.of(), List.of(), List.of(why));
    }
    if (acl.entries().stream().anyMatch(it -> AddressSet.parse(it.cidr()).isEmpty())) {
      Cause why =
          new Cause.Undecided("An entry of a network ACL holds a range that is unreadable.");
      return new Edge(listed.call().about(acl.id()), List.of(), List.of(), List.of(why));
    }
    return new Edge(listed.call().about(acl.id()), tcp(acl, false), tcp(acl, true), List.of());
  }

  private static List<AclEntry> tcp(NetworkAcl acl, boolean egress) {
    return acl.entries().stream()
        .filter(it -> it.egress() == egress)
        .filter(it -> List.of("-1", "6", "tcp").contains(it.protocol()))
        .sorted(Comparator.comparingInt(AclEntry::ruleNumber).thenComparing(AclEntry::cidr))
        .toList();
  }

  /**
   * The ACL as a hop for those who come from other subnets to a port: their way in, and a way back
   * to some port that they may choose.
   */
  Hop.Filter hop(String subnetId, int port, AddressSet family) {
    return hop(subnetId, port, family, AddressBounds.NONE);
  }

  /**
   * The same where the way in of some is not judged.
   *
   * @param spared those whom a transit gateway hands over in the same subnet
   */
  Hop.Filter hop(String subnetId, int port, AddressSet family, AddressBounds spared) {
    Edge edge = of(subnetId);
    String acl = edge.call().resource();
    List<Hop.Part> parts = new ArrayList<>(parts(edge.inbound(), port, acl));
    if (!spared.possibly().isEmpty()) {
      parts.add(
          new Hop.Part(
              spared.possibly(),
              true,
              acl + " does not judge what a transit gateway hands over here"));
    }
    AddressSet answered = AddressSet.EMPTY;
    for (Span span : edge.answersOut()) {
      answered = answered.union(span.lets());
    }
    parts.addAll(answers(edge, acl));
    AddressBounds back =
        edge.isKnown()
            ? AddressBounds.exactly(answered)
            : AddressBounds.upTo(family, edge.doubts());
    return new Hop.Filter(
        "network-acl",
        edge.call(),
        edge.in(port).union(spared).intersect(back).intersect(family),
        parts,
        "has no way in to tcp " + port + " and back for any of them");
  }

  private static List<Hop.Part> parts(List<AclEntry> entries, int port, String acl) {
    List<Hop.Part> parts = new ArrayList<>();
    AddressSet left = everything();
    for (AclEntry entry : entries) {
      if (covers(entry, port)) {
        AddressSet range = AddressSet.of(entry.cidr());
        AddressSet decided = left.intersect(range);
        if (!decided.isEmpty()) {
          String does = entry.allow() ? " allows tcp " : " denies tcp ";
          parts.add(
              new Hop.Part(
                  decided,
                  entry.allow(),
                  acl + " inbound entry " + entry.ruleNumber() + does + port));
          left = left.minus(range);
        }
      }
    }
    return parts;
  }

  /**
   * The subnets whose ACLs judge a connection, packet by packet. Over a transit gateway the subnets
   * of its attachments are among them, and what comes in by the server's own subnet is not judged
   * there. See <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html">network ACLs for
   * transit gateways</a>.
   *
   * @param clientIn those that look at the client as the source of what comes in
   * @param serverOut those that look at the server as the destination of what goes out
   * @param clientOut those that look at the client as the destination of answers
   * @param serverIn those that look at the server as the source of answers
   */
  record Passage(
      SortedSet<String> clientIn,
      SortedSet<String> serverOut,
      SortedSet<String> clientOut,
      SortedSet<String> serverIn) {

    static Passage direct(String clientSubnetId, String serverSubnetId) {
      return new Passage(
          set(serverSubnetId), set(clientSubnetId), set(serverSubnetId), set(clientSubnetId));
    }

    static SortedSet<String> set(String... subnetIds) {
      return new TreeSet<>(List.of(subnetIds));
    }

    /** The same without what the server's own subnet says of who comes in. */
    Passage upTo(String serverSubnetId) {
      TreeSet<String> others = new TreeSet<>(clientIn);
      others.remove(serverSubnetId);
      return new Passage(others, serverOut, clientOut, serverIn);
    }
  }

  /**
   * The ACLs between two subnets as a hop: who gets through to a port of a server and has the
   * answers back, on one and the same port that the client chose.
   *
   * @param lets those who do
   */
  Hop.Filter between(String clientSubnetId, String serverSubnetId, int port, AddressBounds lets) {
    Edge near = of(serverSubnetId);
    String acl = near.call().resource();
    List<Hop.Part> parts = new ArrayList<>(parts(near.inbound(), port, acl));
    parts.addAll(answers(near, acl));
    return new Hop.Filter(
        "network-acl",
        near.call(),
        lets,
        parts,
        "the ACLs of "
            + clientSubnetId
            + " and "
            + serverSubnetId
            + " leave no way there and back");
  }

  /** Who gets through by one of some passages, and it is not told by which. */
  AddressBounds lets(List<Passage> passages, int port, AddressSet server) {
    return AddressBounds.oneOf(
        passages.stream().map(it -> lets(it, port, server)).distinct().toList(), ZONE);
  }

  private static final Cause ZONE =
      new Cause.Undecided(
          "In which zone a transit gateway hands packets over is not told, and ACLs differ.");

  private AddressBounds lets(Passage passage, int port, AddressSet server) {
    List<Cause> doubts =
        Stream.of(passage.clientIn(), passage.serverOut(), passage.clientOut(), passage.serverIn())
            .flatMap(Set::stream)
            .flatMap(it -> of(it).doubts().stream())
            .distinct()
            .toList();
    AddressBounds lets = AddressBounds.upTo(everything(), doubts);
    for (String each : passage.clientIn()) {
      lets = lets.intersect(of(each).in(port));
    }
    for (String each : passage.serverOut()) {
      lets = lets.intersect(of(each).out(port).whole(server, everything()));
    }
    return lets.intersect(
        answered(
            common(passage.clientOut().stream().map(it -> of(it).answersOut()).toList()),
            common(passage.serverIn().stream().map(it -> of(it).answersIn()).toList()),
            server));
  }

  /** What all of some lists of spans let through, span by span. */
  private static List<Span> common(List<List<Span>> lists) {
    List<Span> common = List.of(new Span(1, HIGHEST, everything()));
    for (List<Span> each : lists) {
      List<Span> both = new ArrayList<>();
      for (Span one : common) {
        for (Span other : each) {
          if (one.from() <= other.to() && other.from() <= one.to()) {
            both.add(
                new Span(
                    Math.max(one.from(), other.from()),
                    Math.min(one.to(), other.to()),
                    one.lets().intersect(other.lets())));
          }
        }
      }
      common = both;
    }
    return common;
  }

  private static AddressBounds answered(List<Span> out, List<Span> in, AddressSet server) {
    AddressBounds answered = AddressBounds.NONE;
    for (Span leaving : out) {
      for (Span coming : in) {
        if (coming.from() <= leaving.to() && leaving.from() <= coming.to()) {
          answered =
              answered.union(AddressBounds.exactly(coming.lets()).whole(server, leaving.lets()));
        }
      }
    }
    return answered;
  }

  /** What a subnet lets out to a port; judged by the server's address. */
  Hop.Filter leaving(String subnetId, int port) {
    Edge edge = of(subnetId);
    return new Hop.Filter(
        "network-acl",
        edge.call(),
        edge.out(port),
        List.of(),
        "lets no tcp " + port + " out to the target");
  }

  /** One part for each range of ports to which answers leave. */
  private static List<Hop.Part> answers(Edge edge, String acl) {
    List<Hop.Part> parts = new ArrayList<>();
    if (!edge.isKnown()) {
      return parts;
    }
    for (Span span : joined(edge.answersOut())) {
      if (!span.lets().isEmpty()) {
        String ports =
            span.from() == 1 && span.to() == HIGHEST
                ? "any port"
                : "ports "
                    + span.from()
                    + "-"
                    + span.to()
                    + (span.to() < COMMON ? ", which clients do not choose by default" : "");
        parts.add(new Hop.Part(span.lets(), true, acl + " outbound allows answers to " + ports));
      }
    }
    return parts;
  }

  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.to() + 1 == span.from() && last.lets().equals(span.lets())) {
        joined.set(joined.size() - 1, new Span(last.from(), span.to(), span.lets()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /** Every port from 1 up, cut where an entry begins or ends. */
  private static List<Span> spans(List<AclEntry> entries) {
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(1);
    for (AclEntry entry : entries) {
      if (!entry.protocol().equals("-1")) {
        starts.add(Math.max(1, entry.fromPort().orElse(0)));
        starts.add(entry.toPort().orElse(HIGHEST) + 1);
      }
    }
    List<Span> spans = new ArrayList<>();
    for (int start : starts.headSet(HIGHEST, true)) {
      Integer next = starts.higher(start);
      int end = next == null ? HIGHEST : Math.min(HIGHEST, next - 1);
      spans.add(new Span(start, end, lets(entries, start)));
    }
    return spans;
  }

  private static AddressSet lets(List<AclEntry> entries, int port) {
    AddressSet left = everything();
    AddressSet allowed = AddressSet.EMPTY;
    for (AclEntry entry : entries) {
      if (covers(entry, port)) {
        AddressSet range = AddressSet.of(entry.cidr());
        if (entry.allow()) {
          allowed = allowed.union(left.intersect(range));
        }
        left = left.minus(range);
      }
    }
    return allowed;
  }

  private static boolean covers(AclEntry entry, int port) {
    return entry.protocol().equals("-1")
        || (entry.fromPort().orElse(0) <= port && port <= entry.toPort().orElse(HIGHEST));
  }

  private static AddressSet everything() {
    return AddressSet.ALL_IPV4.union(AddressSet.ALL_IPV6);
  }
}
