package dev.loginpath.cost;

import dev.loginpath.report.CostPart;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.UnpricedPart;
import dev.loginpath.report.UnpricedReason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what a path uses in one region and adds it up. */
final class Bill {

  static final BigDecimal HOURS = new BigDecimal(730);

  private final PriceTable prices;
  private final String region;
  private final Set<CostPart> parts = new LinkedHashSet<>();
  private final Set<UnpricedPart> unpriced = new LinkedHashSet<>();
  private final List<LocalDate> dates = new ArrayList<>();

  Bill(PriceTable prices, String region) {
    this.prices = prices;
    this.region = region;
  }

  /** Something that costs every hour that it is there. */
  void hourly(
      String name, Optional<String> resource, int count, PriceItem item, Optional<Integer> shared) {
    Optional<UnitPrice> price = prices.price(region, item);
    if (price.isEmpty()) {
      String detail = "there is no price of " + item.name() + " in " + region;
      unpriced.add(new UnpricedPart(label(name, resource), UnpricedReason.NO_PRICE, detail));
      return;
    }
    BigDecimal usd = price.get().usd();
    dates.add(price.get().asOf());
    parts.add(
        new CostPart(
            name,
            resource,
            usd.multiply(BigDecimal.valueOf(count)).multiply(HOURS),
            count + " × " + usd.toPlainString() + " USD × " + HOURS.toPlainString() + " h",
            shared,
            Optional.of(price.get().source())));
  }

  private static String label(String name, Optional<String> resource) {
    return resource.filter(it -> !name.contains(it)).map(it -> name + " " + it).orElse(name);
  }

  void free(String name, Optional<String> resource, String why) {
    parts.add(
        new CostPart(name, resource, BigDecimal.ZERO, why, Optional.empty(), Optional.empty()));
  }

  void noPrice(String name, String why) {
    unpriced.add(new UnpricedPart(name, UnpricedReason.NO_PRICE, why));
  }

  void notCounted(String name, String why) {
    unpriced.add(new UnpricedPart(name, UnpricedReason.NOT_COUNTED, why));
  }

  void unknown(String name, String why) {
    unpriced.add(new UnpricedPart(name, UnpricedReason.UNKNOWN, why));
  }

  /** Something that costs by what goes through it or lies in it. */
  void usage(String name, String rates) {
    unpriced.add(new UnpricedPart(name, UnpricedReason.USAGE, rates));
  }

  /** The rate of one item in words. */
  String rate(PriceItem item, String unit) {
    return prices
        .price(region, item)
        .map(it -> it.usd().toPlainString() + " USD " + unit)
        .orElse("no price known " + unit);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** A sum that would be too small is none. */
  MonthlyCost total() {
    boolean uncertain =
        unpriced.stream()
            .map(UnpricedPart::reason)
            .anyMatch(it -> it == UnpricedReason.NO_PRICE || it == UnpricedReason.UNKNOWN);
    boolean onlyUncounted =
        parts.isEmpty()
            && unpriced.stream().anyMatch(it -> it.reason() == UnpricedReason.NOT_COUNTED);
    Optional<BigDecimal> amount =
        uncertain || onlyUncounted
            ? Optional.empty()
            : Optional.of(
                parts.stream().map(CostPart::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    return new MonthlyCost(
        amount,
        PriceTable.CURRENCY,
        List.copyOf(parts),
        List.copyOf(unpriced),
        dates.stream().min(Comparator.naturalOrder()));
  }
}
