package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

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

    private void take(Escalation step, PathId path) {
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

  Columned on(PathId path, Columns direct) {
    Columned columned = new Columned(direct);
    if (!means.of(path).isEmpty() && path != PathId.INSTANCE_CONNECT_ENDPOINT) {
      steps.forEach(it -> columned.take(it, path));
    }
    return columned;
  }

  private PrincipalSet join(PrincipalSet may, PrincipalSet more, PrincipalSet door) {
    Map<String, PrincipalAccess> direct = new HashMap<>();
    may.principals().forEach(it -> direct.put(it.arn(), it));
    Map<String, PrincipalAccess> arranged = new HashMap<>();
    door.principals().forEach(it -> arranged.put(it.arn(), it));
    more.principals().stream()
        .filter(it -> !direct.containsKey(it.arn()))
        .forEach(it -> arranged.merge(it.arn(), it, Escalations::surer));
    Map<String, PrincipalAccess> all = new TreeMap<>();
    become(direct, it -> List.of(), direct, all);
    arranged.forEach((arn, it) -> all.merge(arn, it, Escalations::surer));
    become(arranged, PrincipalAccess::via, direct, all);
    return new PrincipalSet(List.copyOf(all.values()));
  }

  /** The first, unless the other one is surer. */
  private static PrincipalAccess surer(PrincipalAccess first, PrincipalAccess other) {
    return other.decision().compareTo(first.decision()) < 0 ? other : first;
  }

  /**
   * Who becomes one of those who get there, without being one who may.
   *
   * @param further what these have to do themselves
   */
  private void become(
      Map<String, PrincipalAccess> there,
      Function<PrincipalAccess, List<String>> further,
      Map<String, PrincipalAccess> direct,
      Map<String, PrincipalAccess> all) {
    if (there.isEmpty()) {
      return;
    }
    for (Principal each : account.principals()) {
      if (!direct.containsKey(each.arn())) {
        chained(each, there, further).ifPresent(it -> all.merge(it.arn(), it, Escalations::surer));
      }
    }
    for (Chains.Stranger each : account.chains().strangers()) {
      PrincipalAccess role = there.get(each.role().arn());
      if (role != null && !direct.containsKey(each.arn())) {
        all.putIfAbsent(each.arn(), stranger(each, role, further));
      }
    }
  }

  private Optional<PrincipalAccess> chained(
      Principal principal,
      Map<String, PrincipalAccess> there,
      Function<PrincipalAccess, List<String>> further) {
    for (Chains.Way way : account.chains().from(principal)) {
      PrincipalAccess end = there.get(way.to().arn());
      if (end != null) {
        return Optional.of(
            new PrincipalAccess(
                principal.arn(),
                principal.name(),
                Outcome.worse(way.decision(), end.decision()),
                joined(way.conditions(), end.conditions()),
                end.choices(),
                joined(way.steps(), further.apply(end))));
      }
    }
    return Optional.empty();
  }

  private static PrincipalAccess stranger(
      Chains.Stranger stranger,
      PrincipalAccess role,
      Function<PrincipalAccess, List<String>> further) {
    return new PrincipalAccess(
        stranger.arn(),
        stranger.arn(),
        Decision.UNKNOWN,
        List.of("the other account's policies are not seen"),
        role.choices(),
        joined(List.of("assumes " + role.arn()), further.apply(role)));
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
