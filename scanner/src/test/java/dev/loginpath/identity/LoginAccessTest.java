package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.identity.Naive.Reading;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The answer for whole accounts is the plain one, cell by cell: what is allowed is allowed however
 * the call is made, what is allowed in any way is in the set, and what stands under a condition has
 * a way that works and one that does not.
 */
class LoginAccessTest {

  static final List<PathId> PATHS =
      List.of(
          PathId.SESSION_MANAGER,
          PathId.SSM_TUNNEL,
          PathId.RUN_COMMAND,
          PathId.INSTANCE_CONNECT,
          PathId.INSTANCE_CONNECT_ENDPOINT,
          PathId.SERIAL_CONSOLE,
          PathId.FLEET_MANAGER_RDP);

  private static final int ACCOUNTS = Integer.getInteger("accounts", 60);
  private static final int CONTEXTS = 40;
  private static final int MANY_CONTEXTS = 4000;

  /** One cell: who, on which path, onto which instance. */
  private record Cell(
      String name,
      Naive naive,
      Who who,
      PathId path,
      Instance instance,
      Contexts contexts,
      List<Map<String, Value>> choices) {

    Truth answer(Reading reading, Map<String, Value> around) {
      return naive.answer(who, path, instance, reading, around, choices);
    }

    Truth answer(int means, Map<String, Value> around) {
      return naive.answer(who, path, instance, Reading.FIRST, means, around, choices);
    }
  }

  @Test
  void everyCellIsWhatTheConcreteEngineSays() {
    Map<String, Integer> seen = new HashMap<>();
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      AccountSnapshot account = lab.account();
      AccountAccess principals = AccountAccess.of(account);
      LoginAccess access =
          new LoginAccess(principals, account.regions().getFirst(), lab.region.instances);
      Naive naive = new Naive(lab);
      Random random = new Random(seed);
      for (Who who : lab.principals) {
        if (who.kind.equals("group")) {
          continue;
        }
        Contexts contexts = new Contexts(who, lab.text());
        Principal principal =
            principals.principals().stream()
                .filter(it -> it.arn().equals(who.arn()))
                .findFirst()
                .orElseThrow();
        for (PathId path : PATHS) {
          List<Rows.Cell> row = access.cells(path, principal);
          List<Map<String, Value>> choices = contexts.choices(path);
          for (int number = 0; number < lab.region.instances.size(); number++) {
            Instance instance = lab.region.instances.get(number);
            Cell cell =
                new Cell(
                    "seed " + seed + ": " + who.name + " " + path + " " + instance.id(),
                    naive,
                    who,
                    path,
                    instance,
                    contexts,
                    choices);
            Optional<PrincipalAccess> entry =
                access.may(path, instance).principals().stream()
                    .filter(it -> it.arn().equals(who.arn()))
                    .findFirst();
            seen.merge(entry.map(it -> it.decision().word()).orElse("denied"), 1, Integer::sum);
            check(cell, entry, outcome(row, number), random);
          }
        }
      }
    }
    assertThat(seen).hasSize(4).allSatisfy((word, cells) -> assertThat(cells).isPositive());
  }

  private static Optional<Outcome> outcome(List<Rows.Cell> row, int instance) {
    return row.stream()
        .filter(it -> it.resources().contains(instance))
        .map(Rows.Cell::outcome)
        .findFirst();
  }

  private static void check(
      Cell cell, Optional<PrincipalAccess> entry, Optional<Outcome> outcome, Random random) {
    assertThat(entry.map(PrincipalAccess::decision))
        .as(cell.name())
        .isEqualTo(outcome.map(Outcome::decision));
    List<Map<String, Value>> contexts = cell.contexts().around(random, CONTEXTS);
    if (entry.isEmpty()) {
      for (Map<String, Value> around : contexts) {
        for (Reading reading : Reading.values()) {
          assertThat(cell.answer(reading, around))
              .as("%s is not in the set: %s %s", cell.name(), reading, around)
              .isEqualTo(Truth.NO);
        }
      }
      return;
    }
    switch (entry.get().decision()) {
      case ALLOWED -> {
        for (Map<String, Value> around : contexts) {
          assertThat(cell.answer(Reading.FIRST, around))
              .as("%s is allowed: %s", cell.name(), around)
              .isEqualTo(Truth.YES);
        }
      }
      case CONDITIONAL -> {
        assertThat(replayed(cell, outcome.orElseThrow().witness()))
            .as("%s has a witness: %s", cell.name(), outcome.get().witness())
            .isEqualTo(Truth.YES);
        assertThat(isRefusedInSomeWay(cell, random))
            .as("%s is refused in some way: %s", cell.name(), entry.get())
            .isTrue();
        assertThat(entry.get().conditions()).as(cell.name()).isNotEmpty();
      }
      case UNKNOWN -> assertThat(entry.get().conditions()).as(cell.name()).isNotEmpty();
      case DENIED -> throw new AssertionError(cell.name() + " is denied and stands in the set");
    }
  }

  /** Where two endpoints complete each other, each of them is. */
  private static boolean isRefusedInSomeWay(Cell cell, Random random) {
    boolean byEndpoint = cell.path() == PathId.INSTANCE_CONNECT_ENDPOINT;
    return cell.contexts()
            .each(random, MANY_CONTEXTS)
            .anyMatch(it -> cell.answer(Reading.FIRST, it) != Truth.YES)
        || (byEndpoint
            && IntStream.range(0, cell.naive().means(cell.path(), cell.instance()))
                .allMatch(means ->
                    cell.contexts()
                        .each(random, MANY_CONTEXTS)
                        .anyMatch(it -> cell.answer(means, it) != Truth.YES)));
  }

  /** The call as the witness makes it; what the witness leaves open does not matter. */
  private static Truth replayed(Cell cell, Map<String, Value> witness) {
    for (Map<String, Value> any : cell.contexts().around(new Random(0), 5)) {
      Map<String, Value> around = new HashMap<>(any);
      around.putAll(witness);
      List<Map<String, Value>> choices =
          cell.choices().stream()
              .map(it -> {
                Map<String, Value> choice = new HashMap<>(it);
                choice.replaceAll((key, value) -> witness.getOrDefault(key, value));
                return choice;
              })
              .toList();
      Truth ruling =
          cell.naive()
              .answer(cell.who(), cell.path(), cell.instance(), Reading.FIRST, around, choices);
      if (ruling != Truth.YES) {
        return ruling;
      }
    }
    return Truth.YES;
  }
}
