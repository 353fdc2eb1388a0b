package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Requirement;
import java.io.IOException;
import java.util.List;

/** The hops of a path as a Mermaid flow chart, for pages that draw it. */
final class Mermaid {

  private static final int LONGEST = 90;

  private final Words words;

  Mermaid(Words words) {
    this.words = words;
  }

  void write(PathAssessment path, Appendable out) throws IOException {
    List<Requirement> hops = HopList.of(path).hops();
    out.append("flowchart LR\n");
    out.append("  h0[\"").append(label(words.path(path.path()))).append("\"]\n");
    int number = 1;
    for (Requirement hop : hops) {
      String fact = hop.evidence().stream().map(Evidence::fact).findFirst().orElse("");
      String text = Marks.of(hop.verdict()) + " " + words.named("requirement", hop.id());
      out.append("  h" + number + "[\"")
          .append(label(text))
          .append(fact.isEmpty() ? "" : "<br/>" + label(fact))
          .append("\"]\n");
      out.append("  h" + (number - 1) + " --> h" + number + "\n");
      number++;
    }
    out.append("  h" + number + "[\"")
        .append(label(words.named("status", path.status().word())))
        .append("\"]\n");
    out.append("  h" + (number - 1) + " --> h" + number + "\n");
  }

  /** Names and facts are of others: only what a label may hold is left of them. */
  private static String label(String text) {
    String plain = Plain.text(text);
    StringBuilder label = new StringBuilder();
    plain
        .codePoints()
        .limit(LONGEST)
        .forEach(it -> {
          if ("\"<>[]{}()|`#;&\\".indexOf(it) >= 0) {
            label.append('#').append(it).append(';');
          } else {
            label.appendCodePoint(it);
          }
        });
    return plain.codePointCount(0, plain.length()) > LONGEST ? label + "…" : label.toString();
  }
}
