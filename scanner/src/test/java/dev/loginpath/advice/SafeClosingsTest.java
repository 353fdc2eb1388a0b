package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Decision;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Does what every closing that is marked safe says, in many accounts, and looks who still gets in.
 * {@code LOGINPATH_SAMPLES} says how many.
 */
class SafeClosingsTest {

  private static final int ACCOUNTS = 25;
  private static final Set<PathId> INBOUND =
      Set.of(PathId.SSH_DIRECT, PathId.RDP_DIRECT, PathId.INSTANCE_CONNECT);

  /** The ranges of EC2 Instance Connect in the demo account's regions. */
  private static final Set<String> SERVICE =
      Set.of(
          "3.112.23.0/29",
          "2406:da14:20f8:8a00::/56",
          "18.206.107.24/29",
          "2600:1f18:6fe3:8c00::/56");

  private static Report report(DemoAccount account) {
    return new Check(List.of(), Set.of()).report(account.snapshot());
  }

  /** Safe are those that were told by a scan; who gets in is asked of the account as it is. */
  @Test
  void nobodyWhoGotInIsLockedOut() {
    int accounts = Seeds.accounts(ACCOUNTS);
    int safe = 0;
    int givenUp = 0;
    List<String> lockedOut = new ArrayList<>();
    for (long seed : Seeds.take(accounts)) {
      DemoAccount account = new Variants(seed).account();
      DemoAccount read = new Reading(seed).of(account);
      Report told = report(read);
      Optional<Report> before = Optional.empty();
      for (InstanceReport instance : told.instances()) {
        for (Closing closing : instance.recommendation().orElseThrow().close()) {
          String what = "seed " + seed + ", " + instance.name().orElse("") + " " + closing;
          if (closing.safe()) {
            safe++;
            givenUp += Obeyed.of(instance, closing).addresses().isEmpty() ? 0 : 1;
            before = before.or(() -> Optional.of(report(account)));
            lockedOut.addAll(
                broken(account, told, before.orElseThrow(), instance, closing).stream()
                    .map(it -> what + ": " + it)
                    .toList());
          } else {
            assertThat(closing.first()).as(what).isNotEmpty();
          }
        }
      }
    }
    System.out.println(
        accounts
            + " accounts, "
            + safe
            + " closings obeyed, "
            + givenUp
            + " of them give up an address");
    assertThat(lockedOut).isEmpty();
    assertThat(safe).as("closings that were tried").isGreaterThan(accounts / 10);
  }

  private static List<String> broken(
      DemoAccount account, Report told, Report before, InstanceReport instance, Closing closing) {
    List<String> broken = new ArrayList<>();
    if (instance.paths().stream()
        .filter(it -> closing.paths().contains(it.path()))
        .anyMatch(it -> hidesSomebody(told, it))) {
      broken.add("hides somebody");
    }
    Obeyed obeyed = Obeyed.of(instance, closing);
    if (obeyed.isNothing()) {
      broken.add("revokes nothing");
    }
    Report after = report(obeyed.in(account));
    lockedOut(before, after).forEach(it -> broken.add(it + " is locked out"));
    keysLockedOut(before, after).forEach(it -> broken.add(it + " is closed to keys"));
    for (InstanceReport each : before.instances()) {
      if (!ways(each).equals(ways(instance(after, each.id())))) {
        broken.add("the agent of " + each.id() + " loses a way");
      }
    }
    obeyed.routesOver(account).forEach(it -> broken.add("others leave over " + it));
    boolean kept =
        after.instances().stream()
            .filter(it -> it.id().equals(instance.id()))
            .flatMap(it -> it.paths().stream())
            .anyMatch(it -> it.path().equals(path(instance)) && it.status() == Status.OPEN);
    if (!kept) {
      broken.add(path(instance) + " is not open");
    }
    return broken;
  }

  private static InstanceReport instance(Report report, String id) {
    return report.instances().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  /** Whether what an agent may need is reached, wherever a path tells of it. */
  private static List<String> ways(InstanceReport instance) {
    return instance.paths().stream()
        .filter(it -> it.status() != Status.CLOSED)
        .flatMap(it ->
            Stream.concat(
                it.requirements().stream(),
                it.recording().stream().flatMap(log -> log.requirements().stream())))
        .flatMap(SafeClosingsTest::ways)
        .toList();
  }

  private static Stream<String> ways(Requirement requirement) {
    String id = requirement.id();
    return id.startsWith("way-to-")
        ? Stream.of(id + " " + requirement.verdict())
        : requirement.children().stream().flatMap(SafeClosingsTest::ways);
  }

  private static PathId path(InstanceReport instance) {
    return instance.recommendation().orElseThrow().path();
  }

  /** Somebody with a key who does not come through the service, or a list that was not seen. */
  private static boolean hidesSomebody(Report report, PathAssessment path) {
    boolean service = path.sources().stream().map(Source::value).allMatch(SERVICE::contains);
    return who(report, path).stream()
        .filter(it -> it.arn().equals("*"))
        .anyMatch(it -> it.via().isEmpty() || !service);
  }

  private static List<PrincipalAccess> who(Report report, PathAssessment path) {
    return report.principalSets().getOrDefault(path.principals(), List.of());
  }

  /** Everybody with a name, by instance, and under which conditions by any open path. */
  private static Map<String, List<PrincipalAccess>> entering(Report report) {
    Map<String, List<PrincipalAccess>> entering = new HashMap<>();
    for (InstanceReport instance : report.instances()) {
      for (PathAssessment path : instance.paths()) {
        if (path.status() == Status.OPEN) {
          who(report, path).stream()
              .filter(it -> !it.arn().equals("*"))
              .forEach(it ->
                  entering
                      .computeIfAbsent(instance.id() + " " + it.arn(), key -> new ArrayList<>())
                      .add(it));
        }
      }
    }
    return entering;
  }

  private static Set<String> lockedOut(Report before, Report after) {
    Map<String, List<PrincipalAccess>> still = entering(after);
    Set<String> out = new TreeSet<>();
    entering(before)
        .forEach((whoAndWhere, ways) -> {
          List<PrincipalAccess> left = still.getOrDefault(whoAndWhere, List.of());
          for (PrincipalAccess way : ways) {
            boolean kept =
                left.stream()
                    .anyMatch(it ->
                        it.decision() == Decision.ALLOWED
                            || (it.decision() == way.decision()
                                && way.conditions().containsAll(it.conditions())));
            if (!kept) {
              out.add(whoAndWhere);
            }
          }
        });
    return out;
  }

  /** Where the internet came to a port and does not any more, or a bastion leads nowhere now. */
  private static Set<String> keysLockedOut(Report before, Report after) {
    Set<String> still = new HashSet<>();
    for (InstanceReport instance : after.instances()) {
      instance.paths().stream()
          .filter(it -> it.status() == Status.OPEN || it.status() == Status.LATENT)
          .forEach(it -> still.add(instance.id() + " " + it.path()));
    }
    Set<String> out = new TreeSet<>();
    for (InstanceReport instance : before.instances()) {
      for (PathAssessment path : instance.paths()) {
        boolean led = path.status() == Status.OPEN || path.status() == Status.LATENT;
        boolean keys =
            path.path() == PathId.SSH_BASTION
                || (INBOUND.contains(path.path())
                    && path.sources().stream().anyMatch(it -> !SERVICE.contains(it.value())));
        if (led && keys && !still.contains(instance.id() + " " + path.path())) {
          out.add(instance.id() + " " + path.path());
        }
      }
    }
    return out;
  }
}
