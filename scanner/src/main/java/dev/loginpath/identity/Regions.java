package dev.loginpath.identity;

import dev.loginpath.identity.Dimension.Region;
import dev.loginpath.network.AddressSet;
import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Operator;
import dev.loginpath.policy.Scalars;
import dev.loginpath.policy.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The values of one key cut into regions at what some conditions say of it. */
final class Regions {

  /** Stands for any text that no condition names. */
  static final String ELSE = "\u0001anything-else";

  private final Instant now;
  private final Context known;

  Regions(Instant now, Context known) {
    this.now = now;
    this.known = known;
  }

  static boolean isAbout(Condition condition, Operator operator) {
    return condition.operator().equals(Optional.of(operator));
  }

  private static boolean isOf(Condition condition, String word) {
    return condition.operator().filter(it -> it.word().contains(word)).isPresent();
  }

  static boolean isPresence(Condition condition) {
    return isAbout(condition, Operator.NULL);
  }

  static boolean isNumeric(Condition condition) {
    return isOf(condition, "Numeric");
  }

  static boolean isDate(Condition condition) {
    return isOf(condition, "Date");
  }

  static boolean isAddress(Condition condition) {
    return isOf(condition, "IpAddress");
  }

  /** What the conditions compare with, but for those that ask for presence alone. */
  private Set<String> values(List<Condition> conditions) {
    Set<String> values = new TreeSet<>();
    conditions.stream()
        .filter(it -> !isPresence(it))
        .forEach(it -> values.addAll(it.valuesIn(known)));
    return values;
  }

  /** The address space by the ranges that conditions name. */
  List<AddressSet> addresses(List<Condition> conditions) {
    List<AddressSet> parts = new ArrayList<>(List.of(AddressSet.ALL_IPV4, AddressSet.ALL_IPV6));
    for (String text : values(conditions)) {
      AddressSet range = AddressSet.parse(text).orElse(AddressSet.EMPTY);
      List<AddressSet> finer = new ArrayList<>();
      for (AddressSet part : parts) {
        finer.add(part.intersect(range));
        finer.add(part.minus(range));
      }
      parts = finer.stream().filter(it -> !it.isEmpty()).distinct().toList();
    }
    return parts;
  }

  /** Points and gaps from the time of the scan on. */
  List<Region> moments(String key, List<Condition> conditions, String word) {
    SortedSet<Instant> points = new TreeSet<>();
    for (String text : values(conditions)) {
      Scalars.instant(text).ifPresent(points::add);
    }
    points.removeIf(it -> it.isBefore(now));
    List<Region> regions = new ArrayList<>();
    String prefix = word.isEmpty() ? "" : word + " ";
    Instant last = now;
    for (Instant point : points) {
      if (point.isAfter(last)) {
        Instant between =
            last.plusSeconds(Math.max(1, (point.getEpochSecond() - last.getEpochSecond()) / 2));
        if (between.isBefore(point)) {
          String when = last.equals(now) ? "before " + point : "between " + last + " and " + point;
          regions.add(moment(key, between, prefix + when));
        }
      }
      regions.add(moment(key, point, prefix + "at " + point));
      last = point;
    }
    regions.add(moment(key, last.plusSeconds(1), points.isEmpty() ? "" : prefix + "after " + last));
    return regions;
  }

  private static Region moment(String key, Instant at, String label) {
    return new Region(label, Map.of(key, Value.of(at.toString())));
  }

  /** Points and gaps from nought on. */
  List<Region> numbers(String key, List<Condition> conditions) {
    SortedSet<BigDecimal> points = new TreeSet<>();
    for (String text : values(conditions)) {
      if (text.strip().matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
        points.add(new BigDecimal(text.strip()));
      }
    }
    points.removeIf(it -> it.signum() < 0);
    List<Region> regions = new ArrayList<>();
    BigDecimal last = BigDecimal.ZERO;
    for (BigDecimal point : points) {
      if (point.compareTo(last) > 0) {
        BigDecimal below = point.subtract(BigDecimal.ONE);
        if (below.compareTo(last) > 0 || (below.signum() == 0 && last.signum() == 0)) {
          String label =
              last.signum() == 0
                  ? "less than " + point.toPlainString()
                  : "between " + last.toPlainString() + " and " + point.toPlainString();
          regions.add(new Region(label, Map.of(key, Value.of(below.toPlainString()))));
        }
      }
      regions.add(new Region(point.toPlainString(), Map.of(key, Value.of(point.toPlainString()))));
      last = point;
    }
    String label = points.isEmpty() ? "" : "more than " + last.toPlainString();
    regions.add(new Region(label, Map.of(key, Value.of(last.add(BigDecimal.ONE).toPlainString()))));
    return regions;
  }

  /**
   * Texts that tell the conditions apart: what they name, and witnesses of their patterns.
   *
   * @return what to call each: a witness by its pattern
   */
  Map<String, String> candidates(List<Condition> conditions) {
    Map<String, String> candidates = new LinkedHashMap<>();
    List<String> patterns = new ArrayList<>();
    for (Condition condition : conditions) {
      boolean glob = isOf(condition, "Like") || isOf(condition, "Arn");
      for (String value : isPresence(condition) ? List.<String>of() : condition.valuesIn(known)) {
        if (glob && (value.contains("*") || value.contains("?"))) {
          patterns.add(value);
        } else {
          candidates.putIfAbsent(value, value);
        }
      }
      if (isAbout(condition, Operator.BOOL)) {
        candidates.putIfAbsent("true", "true");
        candidates.putIfAbsent("false", "false");
      }
    }
    for (String pattern : patterns) {
      String plain = pattern.replace('?', 'x');
      candidates.putIfAbsent(plain.replace("*", ""), pattern);
      candidates.putIfAbsent(plain.replace("*", "x"), pattern);
      for (String other : patterns) {
        candidates.putIfAbsent(
            plain.replace("*", other.replace('?', 'x').replace("*", "x")), pattern);
      }
    }
    ordered(conditions, candidates);
    boolean onlyBool =
        !conditions.isEmpty() && conditions.stream().allMatch(it -> isAbout(it, Operator.BOOL));
    if (!onlyBool) {
      candidates.put(ELSE, ELSE);
    }
    return candidates;
  }

  /** Where numbers, times or addresses stand beside other conditions: a value of each region. */
  private void ordered(List<Condition> conditions, Map<String, String> candidates) {
    List<Condition> numeric = conditions.stream().filter(Regions::isNumeric).toList();
    List<Condition> dates = conditions.stream().filter(Regions::isDate).toList();
    List<Condition> ranges = conditions.stream().filter(Regions::isAddress).toList();
    List<Region> regions = new ArrayList<>();
    if (!numeric.isEmpty()) {
      regions.addAll(numbers("", numeric));
    }
    if (!dates.isEmpty()) {
      regions.addAll(moments("", dates, ""));
    }
    if (!ranges.isEmpty()) {
      addresses(ranges)
          .forEach(
              it -> regions.add(new Region("in " + it.brief(), Map.of("", Value.of(it.first())))));
    }
    for (Region each : regions) {
      each.values().values().forEach(it -> candidates.putIfAbsent(it.toString(), each.label()));
    }
  }
}
