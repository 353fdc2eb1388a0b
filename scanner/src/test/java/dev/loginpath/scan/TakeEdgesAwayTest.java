package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.network.Edges;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import dev.loginpath.rule.Catalog;
import dev.loginpath.snapshot.AccountSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Takes facts away from an account that is entered by accelerators and an address pool; {@code
 * LOGINPATH_SAMPLES=all} takes each.
 */
class TakeEdgesAwayTest {

  private static final Set<String> CALLS =
      Set.of(
          "globalaccelerator:",
          "ec2:DescribeRouteTables",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeInternetGateways",
          "elasticloadbalancing:");

  private static final int SAMPLES = 25;

  private static Report report(AccountSnapshot snapshot) {
    return new Check(Catalog.ALL, Set.of()).report(snapshot);
  }

  private static Map<String, Status> ssh(Report report) {
    return report.instances().stream()
        .collect(
            Collectors.toMap(
                InstanceReport::id,
                it ->
                    it.paths().stream()
                        .filter(path -> path.path() == PathId.SSH_DIRECT)
                        .map(PathAssessment::status)
                        .findFirst()
                        .orElseThrow()));
  }

  @Test
  void eachInstanceIsEnteredAsItStands() {
    assertThat(ssh(report(Edges.account())))
        .containsEntry("i-front", Status.OPEN)
        .containsEntry("i-beside", Status.CLOSED)
        .containsEntry("i-lent", Status.UNKNOWN)
        .containsEntry("i-custom", Status.UNKNOWN)
        .containsEntry("i-target", Status.OPEN)
        .containsEntry("i-address", Status.OPEN)
        .containsEntry("i-pool", Status.OPEN);
  }

  @Test
  void lessKnowledgeOnlyMakesUnknown() {
    Facts facts = new Facts(Edges.account());
    Report before = report(facts.read());
    List<Facts.Loss> losses =
        new ArrayList<>(
            facts.losses().stream()
                .filter(it -> CALLS.stream().anyMatch(it.name()::contains))
                .toList());
    assertThat(losses).hasSizeGreaterThan(60);
    Collections.shuffle(losses, new Random(Seeds.first()));
    List<String> broken = new ArrayList<>();
    for (Facts.Loss loss : losses.subList(0, Seeds.samples(SAMPLES, losses.size()))) {
      LessKnowledge.broken(before, report(facts.without(loss)))
          .forEach(it -> broken.add(loss.name() + ": " + it));
    }
    assertThat(broken).isEmpty();
  }
}
