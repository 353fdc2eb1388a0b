package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Observed;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which interface reaches which. Interfaces of one subnet with the same groups mostly have the same
 * answer, so that it is worked out once for all of them and only where it differs for each pair.
 */
final class Reachability {

  /** Interfaces that differ by their addresses alone. */
  record Kind(String vpcId, String subnetId, List<String> groupIds, boolean ipv4, boolean ipv6) {}

  private record Question(Kind from, Kind to, int port) {}

  private record Pair(String from, String to, int port) {}

  private final Between between;
  private final Map<Kind, AddressSet> addresses = new HashMap<>();
  private final Map<Question, Optional<Answer>> ofKinds = new HashMap<>();
  private final Map<Pair, Answer> ofPairs = new HashMap<>();

  Reachability(Ec2Snapshot ec2, Between between) {
    this.between = between;
    for (NetworkInterface each : Observed.items(ec2.networkInterfaces())) {
      addresses.merge(kind(each), Point.addresses(each), AddressSet::union);
    }
  }

  Answer answer(NetworkInterface from, NetworkInterface to, int port) {
    return ofKinds(from, to, port).orElseGet(() -> pair(from, to, port));
  }

  /** The answer for all of the kind of both; empty where they differ. */
  Optional<Answer> ofKinds(NetworkInterface from, NetworkInterface to, int port) {
    Kind client = kind(from);
    Kind server = kind(to);
    return ofKinds.computeIfAbsent(
        new Question(client, server, port),
        it -> between.uniform(point(client), point(server), port));
  }

  /** Those for which one answer may do, together. */
  static Collection<List<NetworkInterface>> byKind(List<NetworkInterface> all) {
    return all.stream()
        .collect(Collectors.groupingBy(Reachability::kind, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private Answer pair(NetworkInterface from, NetworkInterface to, int port) {
    return ofPairs.computeIfAbsent(
        new Pair(from.id(), to.id(), port),
        it -> between.requirement("pair", Point.of(from), Point.of(to), port).verdict().answer());
  }

  static Kind kind(NetworkInterface it) {
    return new Kind(
        it.vpcId().orElse(""),
        it.subnetId().orElse(""),
        it.groupIds().stream().sorted().toList(),
        !it.privateAddresses().isEmpty(),
        !it.ipv6Addresses().isEmpty());
  }

  private Point point(Kind kind) {
    return new Point(
        kind.subnetId(),
        kind.vpcId(),
        kind.subnetId(),
        kind.groupIds(),
        true,
        AddressBounds.exactly(addresses.getOrDefault(kind, AddressSet.EMPTY)));
  }
}
