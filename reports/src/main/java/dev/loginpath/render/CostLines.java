package dev.loginpath.render;

import dev.loginpath.report.CostPart;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.UnpricedPart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What a path costs, line by line: the sum first, then its parts, then what it does not hold. */
final class CostLines {

  private static final int CENTS = 2;

  private final Words words;

  CostLines(Words words) {
    this.words = words;
  }

  List<String> of(MonthlyCost cost) {
    List<String> lines = new ArrayList<>();
    lines.add(sum(cost));
    cost.parts().forEach(it -> lines.add(part(it, cost.currency())));
    cost.unpriced().forEach(it -> lines.add(unpriced(it)));
    return lines;
  }

  private String sum(MonthlyCost cost) {
    if (cost.amount().isEmpty()) {
      return words.text("cost.unknown");
    }
    String amount = money(cost.amount().get(), cost.currency());
    return cost.pricesAsOf()
        .map(it -> words.text("cost.sum.dated", amount, it.toString()))
        .orElseGet(() -> words.text("cost.sum", amount));
  }

  private String part(CostPart part, String currency) {
    String line =
        words.text("cost.part", part.name(), money(part.amount(), currency), part.basis());
    return part.shared()
        .map(it -> words.text("cost.shared", line, Integer.toString(it)))
        .orElse(line);
  }

  private String unpriced(UnpricedPart part) {
    String reason = words.named("unpriced", part.reason().word());
    return words.text("cost.unpriced", part.name(), reason, part.detail());
  }

  private static String money(BigDecimal amount, String currency) {
    return amount.setScale(CENTS, RoundingMode.HALF_UP).toPlainString() + " " + currency;
  }
}
