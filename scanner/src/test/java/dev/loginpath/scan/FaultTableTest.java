package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.collect.CollectException;
import dev.loginpath.collect.Connection;
import dev.loginpath.collect.Patience;
import dev.loginpath.gate.Gate;
import dev.loginpath.gate.GateResult;
import dev.loginpath.house.Seeds;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Severity;
import dev.loginpath.report.Status;
import dev.loginpath.rule.Catalog;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.Fault;
import dev.loginpath.simulator.server.Faults;
import dev.loginpath.simulator.server.SimulatorServer;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Observed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fault × operation: whatever comes instead of an answer, in whichever call that a scan makes, is
 * never an answer, makes nothing open that was closed nor closed that was open, and never lets a
 * gate pass.
 */
class FaultTableTest {

  private static final String CALLER = "sts:GetCallerIdentity";

  /** They come of the request and not of the operation; expiry ends the run. */
  private static final Set<Fault> ALIKE_EVERYWHERE =
      Set.of(
          Fault.EXPIRED, Fault.SKEWED, Fault.BAD_SIGNATURE, Fault.REDIRECTED, Fault.FORBIDDEN_PAGE);

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);

  private static final int PAIRS = 8;
  private static final int DEEPEST = 8;
  private static final Patience IMPATIENT =
      new Patience(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofHours(1), false);
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(250), Duration.ofMillis(250), Duration.ofHours(1), false);

  private static SimulatorServer server;
  private static Report before;
  private static SortedSet<String> calls;

  @BeforeAll
  static void scanWithoutFaults() throws IOException {
    server = SimulatorServer.start(new FolderApi(AccountFolder.open(DemoFolder.DEMO)), 0);
    Faults none = Faults.none();
    server.fail(none);
    before = report(scan(IMPATIENT).orElseThrow());
    calls = none.asked();
    assertThat(calls).hasSizeGreaterThan(55).contains(CALLER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Report report(AccountSnapshot snapshot) {
    return new Check(Catalog.ALL, Set.of()).report(snapshot);
  }

  private static Optional<AccountSnapshot> scan(Patience patience) {
    Connection connection =
        Connection.standIn(server.endpoint(), DemoFolder.ACCOUNT, DemoFolder.TOKYO).with(patience);
    try {
      return Optional.of(
          new AccountCollector(connection, name -> "", CLOCK, "test", (region, done, of) -> {})
              .collect(List.of(DemoFolder.TOKYO), ChannelQuestions::needed));
    } catch (CollectException nothingRead) {
      // Nothing is reported, and the command line does not end with 0.
      return Optional.empty();
    }
  }

  static Stream<Fault> faults() {
    return Arrays.stream(Fault.values()).filter(it -> !ALIKE_EVERYWHERE.contains(it));
  }

  /**
   * All calls at once, then again those that were not reached for what failed before them: so each
   * operation meets each fault, in a few scans a fault.
   */
  @ParameterizedTest
  @MethodSource("faults")
  void isNeverAnAnswer(Fault fault) {
    SortedSet<String> left = new TreeSet<>(calls);
    // Whoever answers neither this one nor the list of regions is nobody.
    left.remove(CALLER);
    for (int round = 0; round < DEEPEST && !left.isEmpty(); round++) {
      Faults faults = Faults.of(fault, left);
      server.fail(faults);
      AccountSnapshot after = scan(fault == Fault.HANG ? SHORT : IMPATIENT).orElseThrow();
      faults.struck().forEach(call -> failed(fault, call, after));
      if (round == 0) {
        left.add(CALLER);
      }
      left.removeAll(faults.struck());
      if (fault.isOfPages()) {
        assertThat(faults.struck()).as("operations with pages").hasSizeGreaterThan(30);
        return;
      }
    }
    assertThat(left).as("calls that were not reached").isEmpty();
  }

  /** One call at a time: a part of all pairs, {@code LOGINPATH_SAMPLES=all} of them. */
  @Test
  void aloneFlipsNothingAndPassesNoGate() {
    List<Map.Entry<Fault, String>> pairs = new ArrayList<>();
    Arrays.stream(Fault.values())
        .filter(it -> it != Fault.HANG && it != Fault.EXPIRED)
        .forEach(fault -> calls.forEach(call -> pairs.add(Map.entry(fault, call))));
    Collections.shuffle(pairs, new Random(Seeds.first()));
    for (Map.Entry<Fault, String> pair : pairs.subList(0, Seeds.samples(PAIRS, pairs.size()))) {
      Fault fault = pair.getKey();
      String call = pair.getValue();
      Faults one = Faults.of(fault, List.of(call));
      server.fail(one);
      scan(IMPATIENT)
          .ifPresent(after -> {
            one.struck().forEach(it -> failed(fault, it, after));
            Report report = report(after);
            one.struck().forEach(it -> passesNoGate(fault, it, report));
            flipsNothing(fault + " in " + call, report);
          });
    }
  }

  private static void failed(Fault fault, String call, AccountSnapshot after) {
    List<Observed<?>> observed =
        after
            .observations()
            .filter(it -> isOf(call, it.call().action(), it.call().resource()))
            .toList();
    assertThat(observed)
        .as("%s in %s", fault, call)
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.outcome()).isIn(outcomes(fault));
          assertThat(((Observed.Unseen<?>) it).detail()).isNotBlank().doesNotStartWith(":");
        });
  }

  private static boolean isOf(String call, String action, String resource) {
    return action.equals(call.replaceFirst("^elb:", "elasticloadbalancing:"))
        && (!action.equals("elasticloadbalancing:DescribeLoadBalancers")
            || resource.equals("classic") == call.startsWith("elb:"));
  }

  private static void passesNoGate(Fault fault, String call, Report report) {
    List<Coverage> failed =
        report.coverage().stream()
            .filter(it -> isOf(call, it.call(), it.resource().orElse("")))
            .filter(it -> it.outcome() != Outcome.NOT_CALLED && !it.neededBy().isEmpty())
            .toList();
    if (!failed.isEmpty()) {
      assertThat(new Gate(Severity.CRITICAL).judge(report))
          .as("%s in %s", fault, call)
          .isInstanceOfSatisfying(
              GateResult.Incomplete.class, it -> assertThat(it.missing()).containsAll(failed));
    }
  }

  private static Set<Outcome> outcomes(Fault fault) {
    Set<Outcome> outcomes =
        switch (fault) {
          case DENIED -> Set.of(Outcome.DENIED);
          case THROTTLED -> Set.of(Outcome.THROTTLED);
          case PAGE_LOST, SAME_TOKEN, FRESH_TOKENS -> Set.of(Outcome.CUT_SHORT);
          case SERVER_ERROR,
              EXPIRED,
              SKEWED,
              BAD_SIGNATURE,
              REDIRECTED,
              FORBIDDEN_PAGE,
              RESET,
              HALF,
              MALFORMED,
              HANG,
              XHTML,
              EMPTY,
              FOREIGN,
              ERROR_AS_SUCCESS,
              BARE ->
              Set.of(Outcome.ERROR);
        };
    Set<Outcome> allowed = new TreeSet<>(outcomes);
    allowed.add(Outcome.NOT_CALLED);
    return allowed;
  }

  private static void flipsNothing(String what, Report after) {
    Map<String, Status> known = new HashMap<>();
    for (InstanceReport instance : before.instances()) {
      for (PathAssessment path : instance.paths()) {
        known.put(instance.id() + path.path(), path.status());
      }
    }
    for (InstanceReport instance : after.instances()) {
      for (PathAssessment path : instance.paths()) {
        assertThat(path.status())
            .as("%s: %s %s", what, instance.id(), path.path())
            .isIn(Status.UNKNOWN, known.get(instance.id() + path.path()));
      }
    }
  }
}
