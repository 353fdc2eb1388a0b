package dev.loginpath.render;

import dev.loginpath.report.Coverage;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What could not be seen, one row for each call and outcome. */
final class BlindSection {

  private final Words words;

  BlindSection(Words words) {
    this.words = words;
  }

  private record Cause(String call, Outcome outcome, String permission) {}

  void write(Html html, Report report) throws IOException {
    html.raw("<section id=\"blind\">").element("h2", words.text("blind.title"));
    Map<Cause, List<Coverage>> rows = new LinkedHashMap<>();
    for (Coverage each : report.coverage()) {
      boolean doubted = each.outcome() == Outcome.OK && each.detail().isPresent();
      if (each.outcome() != Outcome.OK || doubted) {
        rows.computeIfAbsent(
                new Cause(each.call(), each.outcome(), each.permission()), it -> new ArrayList<>())
            .add(each);
      }
    }
    if (rows.isEmpty()) {
      html.element("p", words.text("blind.none")).raw("</section>\n");
      return;
    }
    html.raw("<div class=\"scroll\"><table><thead><tr>");
    for (String column : List.of("call", "outcome", "where", "permission", "rules")) {
      html.element("th", words.text("blind." + column));
    }
    html.raw("</tr></thead><tbody>");
    for (Map.Entry<Cause, List<Coverage>> row : rows.entrySet()) {
      row(html, row.getKey(), row.getValue());
    }
    html.raw("</tbody></table></div></section>\n");
  }

  private void row(Html html, Cause cause, List<Coverage> calls) throws IOException {
    TreeSet<String> details = new TreeSet<>();
    TreeSet<String> blinds = new TreeSet<>();
    for (Coverage call : calls) {
      call.detail().ifPresent(details::add);
      call.blinds().forEach(it -> blinds.add(words.named("rule", it)));
    }
    html.raw("<tr><td>").element("code", cause.call()).raw("</td><td>");
    html.text(words.named("outcome", cause.outcome().word()));
    html.raw("</td><td><details><summary>");
    html.text(String.join(", ", regions(calls)));
    html.raw("</summary>");
    for (Coverage call : calls) {
      html.element("span", "fact", call.region() + " " + call.resource().orElse(""));
    }
    for (String detail : details) {
      html.element("span", "fact", detail);
    }
    boolean denied = cause.outcome() == Outcome.DENIED;
    html.raw("</details></td><td>").element("code", denied ? cause.permission() : "");
    html.raw("</td>").element("td", String.join(", ", blinds)).raw("</tr>");
  }

  private static SortedSet<String> regions(List<Coverage> calls) {
    TreeSet<String> regions = new TreeSet<>();
    calls.forEach(it -> regions.add(it.region()));
    return regions;
  }
}
