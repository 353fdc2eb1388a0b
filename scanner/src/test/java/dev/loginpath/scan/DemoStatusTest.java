package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every instance of the demo account on every path, as somebody who read the account and AWS's
 * pages expects it: the table is no copy of what the program says.
 */
class DemoStatusTest {

  private static final Path TABLE = Path.of("src/test/resources/demo/statuses.txt");

  /** A stopped instance's agent is never known, so that what goes through it cannot be latent. */
  private static final Set<String> NEVER_LATENT =
      Set.of("session-manager", "ssm-tunnel", "run-command", "fleet-manager-rdp");

  /** The region's switch and the types are seen, and the table tells of all bare metal there is. */
  private static final String NEVER_UNKNOWN = "serial-console";

  private static Report report;

  @BeforeAll
  static void read() throws IOException {
    report = DemoAccount.asItIs().report();
    if (Boolean.getBoolean("golden.update")) {
      Files.write(TABLE, updated());
    }
  }

  /** A line of the table. */
  record Expected(String instance, String path, String status, String reason) {

    static Expected of(String line) {
      String[] cells = line.split(" \\| ", 4);
      return new Expected(cells[0], cells[1], cells[2], cells[3]);
    }

    boolean holds(PathAssessment given) {
      return given.status().word().equals(status)
          && deciding(given).stream().anyMatch(it -> it.contains(reason));
    }

    @Override
    public String toString() {
      return String.join(" | ", instance, path, status, reason);
    }
  }

  static Stream<Expected> table() throws IOException {
    return Files.readAllLines(TABLE).stream().filter(it -> !it.startsWith("#")).map(Expected::of);
  }

  @ParameterizedTest
  @MethodSource("table")
  void hasItsStatusForTheReasonThatDecides(Expected expected) {
    PathAssessment given = DemoFolder.path(report, expected.instance(), expected.path());
    assertThat(given.status().word()).isEqualTo(expected.status());
    assertThat(deciding(given)).anyMatch(it -> it.contains(expected.reason()));
  }

  @Test
  void theTableHasEveryInstanceOnEveryPath() throws IOException {
    assertThat(table().map(it -> it.instance() + " " + it.path()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            report.instances().stream()
                .flatMap(instance ->
                    instance.paths().stream().map(it -> name(instance) + " " + it.path()))
                .toList());
  }

  @Test
  void everyPathHasEveryStatusThatItCanHave() {
    Map<String, Set<Status>> had = new TreeMap<>();
    for (InstanceReport instance : report.instances()) {
      instance
          .paths()
          .forEach(it ->
              had.computeIfAbsent(it.path().word(), path -> EnumSet.noneOf(Status.class))
                  .add(it.status()));
    }
    assertThat(had).hasSize(10);
    had.forEach((path, statuses) -> {
      Set<Status> possible = EnumSet.allOf(Status.class);
      if (NEVER_LATENT.contains(path)) {
        possible.remove(Status.LATENT);
      }
      if (path.equals(NEVER_UNKNOWN)) {
        possible.remove(Status.UNKNOWN);
      }
      assertThat(statuses).as(path).isEqualTo(possible);
    });
  }

  private static String name(InstanceReport instance) {
    return instance.name().orElseThrow();
  }

  /** The facts of the requirements that make the status, down to the leaves. */
  private static List<String> deciding(PathAssessment path) {
    Answer answer =
        switch (path.status()) {
          case OPEN, LATENT -> Answer.MET;
          case CLOSED -> Answer.NOT_MET;
          case UNKNOWN -> Answer.UNKNOWN;
        };
    List<String> facts = new ArrayList<>();
    gather(path.requirements(), answer, facts);
    return facts;
  }

  private static void gather(List<Requirement> requirements, Answer answer, List<String> facts) {
    for (Requirement each : requirements) {
      boolean decides =
          !each.informative() && each.verdict() == answer && !each.id().equals("instance-running");
      if (decides) {
        each.evidence().forEach(it -> facts.add(it.source() + ": " + it.fact()));
        gather(each.children(), answer, facts);
      }
    }
  }

  /** Lines that still hold stay as they were written. */
  private static List<String> updated() throws IOException {
    Map<String, Expected> written = new HashMap<>();
    table().forEach(it -> written.put(it.instance() + it.path(), it));
    List<String> lines = new ArrayList<>();
    lines.add(Files.readAllLines(TABLE).getFirst());
    for (InstanceReport instance : report.instances()) {
      for (PathAssessment path : instance.paths()) {
        Expected before = written.get(name(instance) + path.path());
        String first = deciding(path).getFirst();
        lines.add(
            before != null && before.holds(path)
                ? before.toString()
                : new Expected(name(instance), path.path().word(), path.status().word(), first)
                    .toString());
      }
    }
    return lines;
  }
}
