package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The network ACLs of subnets. Answers need an entry of their own, for an ACL keeps no state. See
 * <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html">network
 * ACLs</a>.
 */
final class Acls {

  /**
   * The ACL of one subnet, towards TCP.
   *
   * @param doubts why it is not known; then anything may pass
   */
  record Edge(Call call, AclRules inbound, AclRules outbound, List<Cause> doubts) {

    static Edge unknown(Call call, Cause why) {
      return new Edge(call, AclRules.UNTOLD, AclRules.UNTOLD, List.of(why));
    }

    boolean isKnown() {
      return doubts.isEmpty();
    }

    /** What may come in to a port. */
    AddressBounds in(int port) {
      return isKnown()
          ? AddressBounds.exactly(inbound.lets(port))
          : AddressBounds.upTo(AddressSet.ALL, doubts);
    }

    /** Where the subnet may send to, on a port. */
    AddressBounds out(int port) {
      return isKnown()
          ? AddressBounds.exactly(outbound.lets(port))
          : AddressBounds.upTo(AddressSet.ALL, doubts);
    }

    /** Where answers may go to, by the port that the client chose. */
    List<AclRules.Span> answersOut() {
      return outbound.spans();
    }

    /** From where answers may come in, by the port that was chosen here. */
    List<AclRules.Span> answersIn() {
      return inbound.spans();
    }
  }

  private final Observed<List<NetworkAcl>> listed;
  private final Subnets subnets;
  private final Map<String, NetworkAcl> bySubnet = new HashMap<>();
  private final Map<String, Edge> edges = new HashMap<>();
  private final Map<String, Edge> read = new HashMap<>();

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
      return Edge.unknown(listed.call().about(subnetId), why);
    }
    return read.computeIfAbsent(acl.id(), id -> edge(acl));
  }

  private Edge edge(NetworkAcl acl) {
    if (acl.entries().stream().anyMatch(it -> AddressSet.parse(it.cidr()).isEmpty())) {
      Cause why =
          new Cause.Undecided("An entry of a network ACL holds a range that is unreadable.");
      return Edge.unknown(listed.call().about(acl.id()), why);
    }
    return new Edge(
        listed.call().about(acl.id()),
        AclRules.of(acl.entries(), false),
        AclRules.of(acl.entries(), true),
        List.of());
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
    List<Hop.Part> parts = new ArrayList<>(edge.inbound().parts(port, acl));
    if (!spared.possibly().isEmpty()) {
      parts.add(
          new Hop.Part(
              spared.possibly(),
              true,
              acl + " does not judge what a transit gateway hands over here"));
    }
    AddressSet answered = AddressSet.EMPTY;
    for (AclRules.Span span : edge.answersOut()) {
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
    List<Hop.Part> parts = new ArrayList<>(near.inbound().parts(port, acl));
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
    AddressBounds lets = AddressBounds.upTo(AddressSet.ALL, doubts);
    for (String each : passage.clientIn()) {
      lets = lets.intersect(of(each).in(port));
    }
    for (String each : passage.serverOut()) {
      lets = lets.intersect(of(each).out(port).whole(server, AddressSet.ALL));
    }
    return lets.intersect(
        answered(
            common(passage.clientOut().stream().map(it -> of(it).answersOut()).toList()),
            common(passage.serverIn().stream().map(it -> of(it).answersIn()).toList()),
            server));
  }

  /** What all of some lists of spans let through, span by span. */
  private static List<AclRules.Span> common(List<List<AclRules.Span>> lists) {
    List<AclRules.Span> common = List.of(new AclRules.Span(1, AclRules.HIGHEST, AddressSet.ALL));
    for (List<AclRules.Span> each : lists) {
      List<AclRules.Span> both = new ArrayList<>();
      for (AclRules.Span one : common) {
        for (AclRules.Span other : each) {
          if (one.from() <= other.to() && other.from() <= one.to()) {
            both.add(
                new AclRules.Span(
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

  private static AddressBounds answered(
      List<AclRules.Span> out, List<AclRules.Span> in, AddressSet server) {
    AddressBounds answered = AddressBounds.NONE;
    for (AclRules.Span leaving : out) {
      for (AclRules.Span coming : in) {
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

  private static List<Hop.Part> answers(Edge edge, String acl) {
    return edge.isKnown() ? edge.outbound().answers(acl) : List.of();
  }
}
