package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may not log in and can arrange to: by becoming somebody who may, by changing the own rights,
 * by writing the tags that a condition asks for, or by opening the door itself. Kept apart from
 * those who may.
 */
final class Escalations {

  private final AccountAccess account;
  private final LoginMeans means;
  private final int size;

  /** Where a principal can take several, the last one is told. */
  private final List<Escalation> steps;

  Escalations(AccountAccess account, Rows rows, RegionResources resources, LoginMeans means) {
    this.account = account;
    this.means = means;
    this.size = resources.size();
    this.steps =
        List.of(
            new OwnRights(account, means, rows),
            new WrittenTags(means, account.solver()),
            new EditedPreferences(resources, means, account.solver()),
            new WrittenUserData(means, account.solver()),
            new GivenRole(account, means),
            new SerialConsoleSwitch(resources, means, rows));
  }

  /** The sets of one path. */
  final class Columned {

    private final Columns direct;
    private final Columns arranged = new Columns(size, List.of());
    private final Columns opened = new Columns(size, List.of());
    private final Map<List<String>, PrincipalSet> made = new HashMap<>();

    private Columned(Columns direct) {
      this.direct = direct;
    }

    private void take(Escalation step, String path) {
      for (PrincipalClass each : account.classes()) {
        step.from(each, path)
            .forEach(it ->
                (step.opensTheDoor() ? opened : arranged)
                    .add(it.who(), it.cell().resources(), it.cell().outcome()));
      }
    }

    PrincipalSet of(int instance) {
      PrincipalSet may = direct.of(instance);
      PrincipalSet more = arranged.of(instance);
      PrincipalSet door = opened.of(instance);
      return made.computeIfAbsent(
          List.of(may.key(), more.key(), door.key()), keys -> join(may, more, door));
    }
  }

  Columned on(String path, Columns direct) {
    Columned columned = new Columned(direct);
    if (!means.of(path).isEmpty() && !path.equals(LoginMeans.ENDPOINT)) {
      steps.forEach(it -> columned.take(it, path));
    }
    return columned;
  }

  private PrincipalSet join(PrincipalSet may, PrincipalSet more, PrincipalSet door) {
    Map<String, PrincipalAccess> direct = new HashMap<>();
    may.principals().forEach(it -> direct.put(it.arn(), it));
    Map<String, PrincipalAccess> all = new TreeMap<>();
    for (Principal each : account.principals()) {
      if (!direct.containsKey(each.arn())) {
        chained(each, direct).ifPresent(it -> all.put(it.arn(), it));
      }
    }
    for (Chains.Stranger each : account.chains().strangers()) {
      PrincipalAccess role = direct.get(each.role().arn());
      if (role != null && !direct.containsKey(each.arn())) {
        all.putIfAbsent(each.arn(), stranger(each, role));
      }
    }
    door.principals().forEach(it -> all.putIfAbsent(it.arn(), it));
    more.principals().stream()
        .filter(it -> !direct.containsKey(it.arn()))
        .forEach(it -> all.putIfAbsent(it.arn(), it));
    return new PrincipalSet(List.copyOf(all.values()));
  }

  private Optional<PrincipalAccess> chained(
      Principal principal, Map<String, PrincipalAccess> direct) {
    for (Chains.Way way : account.chains().from(principal)) {
      PrincipalAccess there = direct.get(way.to().arn());
      if (there != null) {
        List<String> conditions = new ArrayList<>(way.conditions());
        conditions.addAll(there.conditions());
        Decision decision = Outcome.worse(way.decision(), there.decision());
        return Optional.of(
            new PrincipalAccess(
                principal.arn(),
                principal.name(),
                decision,
                conditions,
                there.choices(),
                way.steps()));
      }
    }
    return Optional.empty();
  }

  private static PrincipalAccess stranger(Chains.Stranger stranger, PrincipalAccess role) {
    return new PrincipalAccess(
        stranger.arn(),
        stranger.arn(),
        Decision.UNKNOWN,
        List.of("the other account's policies are not seen"),
        role.choices(),
        List.of("assumes " + role.arn()));
  }
}
