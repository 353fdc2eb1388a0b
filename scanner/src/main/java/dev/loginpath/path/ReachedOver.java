package dev.loginpath.path;

import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where somebody goes on to who has come onto an instance.
 *
 * @param targets by interface, the instances that a bastion path is shown to lead to over it,
 *     reported or not
 * @param doubted the instances to which more may lead than is shown, over whichever instance
 */
public record ReachedOver(Map<String, SortedSet<String>> targets, SortedSet<String> doubted) {

  public ReachedOver {
    targets = Map.copyOf(targets);
    doubted = Collections.unmodifiableSortedSet(new TreeSet<>(doubted));
  }

  /** Of all instances of a region. */
  public static ReachedOver of(List<AssessedInstance> all) {
    Map<String, SortedSet<String>> targets = new HashMap<>();
    SortedSet<String> doubted = new TreeSet<>();
    for (AssessedInstance each : all) {
      Assessment bastions = each.on(PathId.SSH_BASTION);
      String id = each.subject().instance().id();
      bastions.sources().stream()
          .filter(Source::proven)
          .map(Source::value)
          .forEach(it -> targets.computeIfAbsent(it, bastion -> new TreeSet<>()).add(id));
      boolean more =
          bastions.status() == Status.UNKNOWN
              || bastions.namesNotAll()
              || !bastions.sources().stream().allMatch(Source::proven);
      if (more) {
        doubted.add(id);
      }
    }
    return new ReachedOver(targets, doubted);
  }
}
