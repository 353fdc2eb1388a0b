package dev.loginpath.rule;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.recording.Recordings;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Of each managed node of a region, whether sessions on it are recorded: every listed one, whatever
 * its ping, but for instances that were not asked for.
 */
final class NodesThatRecord {

  private final AssessedRegion region;
  private final Verdict everywhere;
  private final Map<String, AssessedInstance> assessed = new HashMap<>();
  private final SortedSet<String> listed = new TreeSet<>();

  NodesThatRecord(AssessedRegion region) {
    this.region = region;
    this.everywhere = Recordings.ofRegion(region.region());
    region.instances().forEach(it -> assessed.put(it.subject().instance().id(), it));
    Observed.items(region.region().ec2().instances()).stream()
        .map(Instance::id)
        .forEach(listed::add);
  }

  SortedMap<String, Verdict> verdicts() {
    SortedMap<String, Verdict> verdicts = new TreeMap<>();
    for (ManagedNode node : Observed.items(region.region().ssm().nodes())) {
      verdict(node).ifPresent(it -> verdicts.put(node.id(), it));
    }
    return verdicts;
  }

  private Optional<Verdict> verdict(ManagedNode node) {
    if (everywhere instanceof Verdict.NotMet) {
      return Optional.of(everywhere);
    }
    if (node.isHybrid()) {
      return Optional.of(
          everywhere instanceof Verdict.Unknown
              ? everywhere
              : unknown(
                  node,
                  "is a hybrid node",
                  "Whether the log of a hybrid node arrives, no API tells: its network is not"
                      + " AWS's."));
    }
    if (assessed.containsKey(node.id())) {
      return Objects.requireNonNull(assessed.get(node.id()))
          .on(PathId.SESSION_MANAGER)
          .recording()
          .map(it -> it.verdict());
    }
    return listed.contains(node.id())
        ? Optional.empty()
        : Optional.of(
            Observed.gap(region.region().ec2().instances())
                .map(it -> Verdict.unknown(List.of(it)))
                .orElseGet(() ->
                    unknown(
                        node,
                        "is a managed node and among no instances that were read",
                        "A managed node is not among the instances.")));
  }

  private Verdict unknown(ManagedNode node, String fact, String reason) {
    Call call = region.region().ssm().nodes().call().about(node.id());
    return new Verdict.Unknown(
        Verdict.met(call, fact).evidence(), List.of(new Cause.Undecided(reason)));
  }

  /** The nodes of one kind of answer, for a person to find them. */
  static <V extends Verdict> SortedMap<String, V> only(
      SortedMap<String, Verdict> verdicts, Class<V> kind) {
    return verdicts.entrySet().stream()
        .filter(it -> kind.isInstance(it.getValue()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, it -> kind.cast(it.getValue()), (a, b) -> a, TreeMap::new));
  }
}
