package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import java.io.IOException;

/** One path: whether it is open, by which hops or where it breaks, from where, and its cost. */
final class PathSection {

  private final Words words;

  PathSection(Words words) {
    this.words = words;
  }

  void heading(Html html, String anchor, PathAssessment path) throws IOException {
    String status = path.status().word();
    html.open("h3", "id", anchor)
        .text(words.path(path.path()) + " ")
        .element(
            "span", "mark " + status, Marks.ofStatus(status) + " " + words.named("status", status))
        .raw("</h3>");
  }

  void hops(Html html, PathAssessment path) throws IOException {
    HopList hops = HopList.of(path);
    html.raw("<p>").element("strong", words.text(hops.kind())).raw("</p><ol class=\"hops\">");
    for (Requirement hop : hops.hops()) {
      html.raw("<li>");
      html.element("span", "mark " + hop.verdict().word(), Marks.of(hop.verdict())).raw(" ");
      html.text(words.named("requirement", hop.id()));
      for (Evidence each : hop.evidence()) {
        html.element("span", "fact", each.fact() + " — " + each.source());
      }
      html.raw("</li>");
    }
    html.raw("</ol>");
  }

  void sources(Html html, PathAssessment path) throws IOException {
    if (path.sources().isEmpty()) {
      return;
    }
    html.raw("<p>").element("strong", words.text("sources")).raw("</p>");
    for (Source each : path.sources()) {
      StringBuilder line = new StringBuilder();
      if (!each.proven()) {
        line.append(words.named("status", Status.UNKNOWN.word())).append(": ");
      }
      line.append(each.value());
      each.address().ifPresent(it -> line.append(' ').append(words.text("source.to", it)));
      if (!each.via().isEmpty()) {
        line.append(" — ").append(words.text("via", String.join("; ", each.via())));
      }
      html.element("span", "fact", line.toString());
    }
  }

  void cost(Html html, PathAssessment path) throws IOException {
    if (path.monthlyCost().isEmpty()) {
      return;
    }
    html.raw("<p>").element("strong", words.text("cost")).raw("</p>");
    for (String line : new CostLines(words).of(path.monthlyCost().get())) {
      html.element("span", "fact", line);
    }
  }
}
