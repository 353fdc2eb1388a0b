package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.NodeChannel;
import dev.loginpath.report.CostPart;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.report.UnpricedPart;
import dev.loginpath.report.UnpricedReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What paths cost together: a thing that many instances share is counted once. */
final class Money {

  private Money() {}

  /** What a path costs on some instances now, and what it would add where it is not open. */
  static String cell(PathId path, List<ComparisonTable.Advised> here) {
    List<MonthlyCost> now = new ArrayList<>();
    Map<String, MonthlyCost> added = new TreeMap<>();
    int without = 0;
    for (ComparisonTable.Advised each : here) {
      Assessment assessment = each.instance().on(path);
      if (assessment.leadsIn()) {
        assessment.monthlyCost().ifPresent(now::add);
      } else {
        without++;
        // What a VPC lacks is missing once for all of its instances.
        String vpc = each.instance().subject().instance().vpcId().orElse("");
        String place = each.region().region().name() + " " + vpc;
        added.computeIfAbsent(place, it -> addedBy(path, each));
      }
    }
    String current = now.isEmpty() ? "" : sum(now) + " now";
    if (without == 0 || added.isEmpty()) {
      return current;
    }
    String more =
        "+ " + sum(List.copyOf(added.values())) + " to set it up for the other " + without;
    return current.isEmpty() ? more : current + "; " + more;
  }

  private static MonthlyCost addedBy(PathId path, ComparisonTable.Advised each) {
    AssessedInstance instance = each.instance();
    return each.costs().addedBy(path, instance.subject().network(), instance.subject().instance());
  }

  private static String sum(List<MonthlyCost> costs) {
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (MonthlyCost each : costs) {
      each.parts()
          .forEach(it -> parts.put(it.name() + " " + it.resource().orElse(""), it.amount()));
      if (each.amount().isEmpty()) {
        each.unpriced().stream().map(UnpricedPart::name).forEach(unknown::add);
      }
    }
    BigDecimal total = parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    String shown = shown(total) + " USD";
    return unknown.isEmpty()
        ? shown
        : "at least " + shown + " (no price: " + String.join(", ", unknown) + ")";
  }

  static String shown(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /**
   * What is saved once the other ways are gone, less what the kept one adds.
   *
   * @param given what has to be given up for it
   */
  record Saving(BigDecimal amount, List<String> given) {}

  /** Empty where a price is missing; what others share is not saved by one instance alone. */
  static Optional<Saving> saving(
      ComparisonTable.Advised each, Assessment kept, List<Assessment> closed) {
    Map<String, BigDecimal> gone = new LinkedHashMap<>();
    for (Assessment path : closed) {
      if (path.monthlyCost().isEmpty() || path.monthlyCost().get().amount().isEmpty()) {
        return Optional.empty();
      }
      path.monthlyCost().get().parts().stream()
          .filter(it -> it.shared().isEmpty())
          .forEach(it -> gone.put(name(it), it.amount()));
    }
    kept.monthlyCost().ifPresent(it -> it.parts().forEach(part -> gone.remove(name(part))));
    List<Assessment> stay = stay(each.instance());
    boolean usedOtherwise =
        OtherUse.isRouted(each.instance())
            || (!stay.isEmpty() && OtherUse.sessionsNeedIt(each.instance()));
    if (usedOtherwise) {
      gone.clear();
    }
    for (Assessment other : stay) {
      other.monthlyCost().ifPresent(it -> it.parts().forEach(part -> gone.remove(name(part))));
      if (mayUseMore(other)) {
        gone.clear();
      }
    }
    // An agent that is not connected yet may need the same address to get out.
    boolean needed = kept.path() != PathId.INSTANCE_CONNECT_ENDPOINT && !kept.leadsIn();
    List<String> given =
        gone.entrySet().stream()
            .filter(it -> !needed && it.getValue().signum() > 0)
            .map(Map.Entry::getKey)
            .toList();
    BigDecimal saved = given.stream().map(gone::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    Optional<BigDecimal> added =
        kept.leadsIn() ? Optional.of(BigDecimal.ZERO) : addedBy(kept.path(), each).amount();
    return added
        .map(saved::subtract)
        .filter(it -> it.signum() != 0)
        .map(it -> new Saving(it, given));
  }

  /**
   * The other paths that are open or may be, of an instance that may run: no rule that is revoked
   * ends the agent's own way.
   */
  private static List<Assessment> stay(AssessedInstance instance) {
    return instance.assessments().stream()
        .filter(it -> instance.subject().instance().mayRun())
        .filter(it -> NodeChannel.PATHS.contains(it.path()) && it.status() != Status.CLOSED)
        .toList();
  }

  /** It is not known by what it comes: it may be any of the things that could be given up. */
  private static boolean mayUseMore(Assessment path) {
    return path.monthlyCost().stream()
        .flatMap(it -> it.unpriced().stream())
        .anyMatch(it -> it.reason() == UnpricedReason.UNKNOWN);
  }

  private static String name(CostPart part) {
    return part.name() + " " + part.resource().orElse("");
  }
}
