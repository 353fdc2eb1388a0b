package dev.loginpath.advice;

import dev.loginpath.cost.PathCosts;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Comparison;
import dev.loginpath.report.Comparison.Column;
import dev.loginpath.report.Comparison.VpcAdvice;
import dev.loginpath.report.Content;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Recommendation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The login methods of an account side by side: each cell counts what was found. */
public final class ComparisonTable {

  /** One instance with what is recommended for it. */
  public record Advised(
      AssessedRegion region, AssessedInstance instance, PathCosts costs, Recommendation advice) {}

  private ComparisonTable() {}

  public static Comparison of(List<Advised> all) {
    List<Comparison.Situation> situations = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      List<Advised> here =
          all.stream().filter(it -> Situation.of(it.instance()) == situation).toList();
      if (!here.isEmpty()) {
        situations.add(situation(situation, here));
      }
    }
    return new Comparison(situations, vpcs(all));
  }

  private static Comparison.Situation situation(Situation situation, List<Advised> here) {
    Map.Entry<PathId, Long> most = most(here);
    List<PathId> paths =
        here.getFirst().instance().assessments().stream().map(Assessment::path).sorted().toList();
    return new Comparison.Situation(
        situation.word(),
        here.size(),
        Optional.of(most.getKey()),
        most.getValue() + " of " + here.size() + " instances should keep it",
        paths.stream().map(it -> column(it, here)).toList());
  }

  private static Map.Entry<PathId, Long> most(List<Advised> here) {
    SortedMap<PathId, Long> counts =
        new TreeMap<>(
            here.stream()
                .collect(Collectors.groupingBy(it -> it.advice().path(), Collectors.counting())));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<PathId, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow();
  }

  private static Column column(PathId path, List<Advised> here) {
    List<Assessment> all = here.stream().map(it -> it.instance().on(path)).toList();
    return new Column(
        path,
        Setup.of(path, here),
        Upkeep.of(path, here.stream().map(Advised::instance).toList()),
        recording(all),
        Money.cell(path, here),
        accessControl(all));
  }

  private static String recording(List<Assessment> all) {
    SortedMap<Content, Long> counts = new TreeMap<>();
    TreeSet<String> events = new TreeSet<>();
    for (Assessment each : all) {
      each.recording()
          .ifPresent(it -> {
            counts.merge(it.content(), 1L, Long::sum);
            events.addAll(it.audit());
          });
    }
    String contents =
        counts.entrySet().stream()
            .map(it -> it.getKey().word().replace('-', ' ') + " on " + it.getValue())
            .collect(Collectors.joining(", "));
    return contents
        + (events.isEmpty()
            ? "; no event tells who came"
            : "; CloudTrail tells who came: " + String.join(", ", events));
  }

  private static String accessControl(List<Assessment> all) {
    TreeSet<String> allowed = new TreeSet<>();
    TreeSet<String> conditional = new TreeSet<>();
    TreeSet<String> indirect = new TreeSet<>();
    boolean keys = false;
    for (Assessment each : all) {
      for (PrincipalAccess who : each.principals().may().principals()) {
        keys |= !who.namesOne();
        if (who.namesOne()) {
          (who.decision() == Decision.ALLOWED ? allowed : conditional).add(who.arn());
        }
      }
      each.principals().mayGetThere().principals().forEach(it -> indirect.add(it.arn()));
    }
    if (allowed.isEmpty() && conditional.isEmpty() && keys) {
      return "whoever holds a key or password, which no API shows";
    }
    conditional.removeAll(allowed);
    String known =
        allowed.size()
            + " principals may, "
            + conditional.size()
            + " under conditions or not known";
    return indirect.isEmpty()
        ? known
        : known + ", " + indirect.size() + " can get there another way";
  }

  private record Place(String region, String vpc, Situation situation) {}

  private static List<VpcAdvice> vpcs(List<Advised> all) {
    Comparator<Place> order =
        Comparator.comparing(Place::region)
            .thenComparing(Place::vpc)
            .thenComparing(Place::situation);
    SortedMap<Place, List<Advised>> byPlace = new TreeMap<>(order);
    for (Advised each : all) {
      Place place =
          new Place(
              each.region().region().name(),
              each.instance().subject().instance().vpcId().orElse("no VPC"),
              Situation.of(each.instance()));
      byPlace.computeIfAbsent(place, it -> new ArrayList<>()).add(each);
    }
    List<VpcAdvice> advice = new ArrayList<>();
    byPlace.forEach((place, here) -> {
      Map.Entry<PathId, Long> most = most(here);
      advice.add(
          new VpcAdvice(
              place.region(),
              place.vpc(),
              place.situation().word(),
              here.size(),
              most.getKey(),
              most.getValue() + " of " + here.size() + ": " + found(most.getKey(), here)));
    });
    return advice;
  }

  /** How it stands with the path on the instances that should keep it. */
  private static String found(PathId path, List<Advised> here) {
    List<Advised> keeping = here.stream().filter(it -> it.advice().path() == path).toList();
    return Setup.statuses(path, keeping)
        + "; "
        + recording(keeping.stream().map(it -> it.instance().on(path)).toList());
  }
}
