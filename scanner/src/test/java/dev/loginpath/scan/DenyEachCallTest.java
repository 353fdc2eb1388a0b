package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.gate.Gate;
import dev.loginpath.gate.GateResult;
import dev.loginpath.house.Seeds;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Severity;
import dev.loginpath.verdict.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Denies every call that a scan makes, one after the other: less knowledge only makes unknown. */
class DenyEachCallTest {

  private static final Report BEFORE = DemoAccount.asItIs().report();

  @TempDir private Path folder;

  /**
   * The calls, as the scan itself lists them, each in one of its regions; {@code
   * LOGINPATH_SAMPLES=all} takes them all.
   */
  static Stream<String> calls() {
    SortedMap<String, SortedSet<String>> regions = new TreeMap<>();
    BEFORE.coverage().stream()
        .filter(it -> it.outcome() != Outcome.DENIED)
        .forEach(
            it -> regions.computeIfAbsent(it.call(), call -> new TreeSet<>()).add(it.region()));
    Random random = new Random(Seeds.first());
    return regions.entrySet().stream()
        .flatMap(call -> {
          List<String> in = new ArrayList<>(call.getValue());
          Collections.shuffle(in, random);
          return in.stream().limit(Seeds.samples(1, in.size())).map(it -> it + " " + call.getKey());
        });
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aDeniedCallOnlyMakesUnknown(String regionAndCall) {
    String region = regionAndCall.substring(0, regionAndCall.indexOf(' '));
    String call = regionAndCall.substring(regionAndCall.indexOf(' ') + 1);
    String folderName = region;
    if (call.startsWith("sts:")) {
      folderName = "aws-global";
    }
    DemoFolder denied = new DemoFolder(folder.resolve("after"));
    denied.deny(folderName, call.replace(':', '/'));
    if (call.equals("elasticloadbalancing:DescribeLoadBalancers")) {
      // The older load balancers have the same permission.
      denied.deny(folderName, "elb/DescribeLoadBalancers");
    }
    Report after = denied.report();

    assertThat(after.coverage())
        .filteredOn(it -> it.call().equals(call) && it.region().equals(region))
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.outcome()).isIn(Outcome.DENIED, Outcome.NOT_CALLED);
          assertThat(it.permission()).isEqualTo(Call.of(call, region).permission());
        })
        .anyMatch(it -> it.outcome() == Outcome.DENIED);
    assertThat(LessKnowledge.broken(BEFORE, after)).isEmpty();
    requirementsOnlyBecomeUnknown(BEFORE, after);
    gateIsIncompleteWhereARuleNeedsTheCall(after, region, call);
  }

  /** Down the trees as well, the informative branches too. */
  private static void requirementsOnlyBecomeUnknown(Report before, Report after) {
    Map<String, List<Answer>> known = verdicts(before);
    verdicts(after)
        .forEach((where, answers) -> {
          List<Answer> was = known.getOrDefault(where, List.of());
          // Where a branch has more or fewer leaves than before, there is no counterpart.
          for (int index = 0; was.size() == answers.size() && index < was.size(); index++) {
            assertThat(answers.get(index)).as(where).isIn(Answer.UNKNOWN, was.get(index));
          }
        });
  }

  private static Map<String, List<Answer>> verdicts(Report report) {
    Map<String, List<Answer>> verdicts = new HashMap<>();
    for (InstanceReport instance : report.instances()) {
      for (PathAssessment path : instance.paths()) {
        gather(instance.id() + " " + path.path(), path.requirements(), verdicts);
      }
    }
    return verdicts;
  }

  private static void gather(
      String where, List<Requirement> requirements, Map<String, List<Answer>> verdicts) {
    for (Requirement each : requirements) {
      String here = where + " " + each.id();
      verdicts.computeIfAbsent(here, key -> new ArrayList<>()).add(each.verdict());
      gather(here, each.children(), verdicts);
    }
  }

  private static void gateIsIncompleteWhereARuleNeedsTheCall(
      Report after, String region, String call) {
    boolean needed =
        after.coverage().stream()
            .filter(it -> it.call().equals(call) && it.region().equals(region))
            .map(Coverage::neededBy)
            .anyMatch(it -> !it.isEmpty());
    GateResult result = new Gate(Severity.CRITICAL).judge(after);
    if (needed) {
      assertThat(result)
          .isInstanceOfSatisfying(
              GateResult.Incomplete.class,
              incomplete ->
                  assertThat(incomplete.missing())
                      .anyMatch(it -> it.call().equals(call) && it.region().equals(region)));
    }
  }
}
