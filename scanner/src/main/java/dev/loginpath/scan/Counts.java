package dev.loginpath.scan;

import dev.loginpath.report.Coverage;
import dev.loginpath.report.Finding;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Severity;
import dev.loginpath.report.Status;
import dev.loginpath.report.Summary;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a report holds. */
final class Counts {

  private Counts() {}

  static Summary summary(
      List<InstanceReport> instances, List<Finding> findings, List<Coverage> coverage) {
    SortedMap<String, Integer> violations = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      violations.put(severity.word(), 0);
    }
    int unknown = 0;
    int waived = 0;
    for (Finding finding : findings) {
      switch (finding.status()) {
        case VIOLATION -> violations.merge(finding.severity().word(), 1, Integer::sum);
        case UNKNOWN -> unknown++;
        case WAIVED -> waived++;
      }
    }
    return new Summary(
        instances.size(), violations, unknown, waived, paths(instances), percent(coverage));
  }

  private static SortedMap<PathId, SortedMap<String, Integer>> paths(
      List<InstanceReport> instances) {
    SortedMap<PathId, SortedMap<String, Integer>> paths = new TreeMap<>();
    for (InstanceReport instance : instances) {
      for (PathAssessment path : instance.paths()) {
        paths
            .computeIfAbsent(path.path(), id -> none())
            .merge(path.status().word(), 1, Integer::sum);
      }
    }
    return paths;
  }

  private static SortedMap<String, Integer> none() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Status status : Status.values()) {
      counts.put(status.word(), 0);
    }
    return counts;
  }

  /** Rounded down: 100 means that every call answered. */
  private static double percent(List<Coverage> coverage) {
    List<Coverage> needed = coverage.stream().filter(it -> !it.neededBy().isEmpty()).toList();
    long answered = needed.stream().filter(it -> it.outcome() == Outcome.OK).count();
    return needed.isEmpty() ? 100 : Math.floorDiv(answered * 1000, (long) needed.size()) / 10.0;
  }
}
