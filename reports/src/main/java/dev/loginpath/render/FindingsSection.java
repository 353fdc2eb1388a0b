package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.Fix;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Violations as cards, worst first; what could not be evaluated as one row for each cause. */
final class FindingsSection {

  private final Words words;

  FindingsSection(Words words) {
    this.words = words;
  }

  private record Cause(String rule, String message) {}

  void write(Html html, Report report) throws IOException {
    Set<String> instances =
        report.instances().stream().map(InstanceReport::id).collect(Collectors.toSet());
    html.raw("<section id=\"findings\">").element("h2", words.text("findings.title"));
    List<FindingGroup> violations =
        FindingGroup.of(
            report,
            report.findings().stream()
                .filter(it -> it.status() != FindingStatus.UNKNOWN)
                .sorted(Comparator.comparing(Finding::severity))
                .toList());
    if (violations.isEmpty()) {
      html.element("p", words.text("findings.none"));
    }
    for (FindingGroup each : violations) {
      if (each.isMany()) {
        cards(html, each, instances);
      } else {
        card(html, each.first(), instances);
      }
    }
    html.element("h3", words.text("unknown.title"));
    Map<Cause, List<Finding>> unknown = new LinkedHashMap<>();
    for (Finding each : report.findings()) {
      if (each.status() == FindingStatus.UNKNOWN) {
        unknown
            .computeIfAbsent(new Cause(each.rule(), each.message()), it -> new ArrayList<>())
            .add(each);
      }
    }
    if (unknown.isEmpty()) {
      html.element("p", words.text("unknown.none"));
    }
    for (Map.Entry<Cause, List<Finding>> each : unknown.entrySet()) {
      group(html, each.getKey(), each.getValue(), instances);
    }
    html.raw("</section>\n");
  }

  private void card(Html html, Finding finding, Set<String> instances) throws IOException {
    open(html, finding, "finding-" + finding.id());
    html.raw("<p>");
    resource(html, finding, instances);
    html.raw(" ").element("span", "soft", finding.region()).raw("</p>");
    html.element("p", finding.message());
    html.raw("<details>").element("summary", words.text("evidence"));
    evidence(html, finding);
    html.raw("</details>");
    fix(html, finding.fix());
    html.raw("</article>\n");
  }

  /** One card for what is the same of many; the steps of the first show what to do. */
  private void cards(Html html, FindingGroup group, Set<String> instances) throws IOException {
    Finding first = group.first();
    open(html, first, "group-" + first.id());
    String owner = group.owner().map(it -> OwnerWords.of(words, it)).orElse("");
    html.raw("<p>")
        .text(owner)
        .raw(" ")
        .element("span", "soft", first.region())
        .raw("</p>")
        .element("p", first.message());
    html.raw("<details>")
        .element(
            "summary", words.text("owned.instances", Integer.toString(group.findings().size())))
        .raw("<ul>");
    for (Finding each : group.findings()) {
      html.open("li", "id", "finding-" + each.id());
      resource(html, each, instances);
      evidence(html, each);
      html.raw("</li>");
    }
    html.raw("</ul></details>");
    html.element("p", "soft", words.text("owned.example", first.resource().id()));
    fix(html, first.fix());
    html.raw("</article>\n");
  }

  private void open(Html html, Finding finding, String id) throws IOException {
    String severity = finding.severity().word();
    html.open("article", "class", "card " + severity, "id", id);
    html.element("span", "badge " + severity, words.named("severity", severity)).raw(" ");
    html.element("strong", words.named("rule", finding.rule()));
  }

  private static void evidence(Html html, Finding finding) throws IOException {
    for (Evidence each : finding.evidence()) {
      html.element("span", "fact", each.fact() + " — " + each.source());
    }
  }

  private void fix(Html html, Fix fix) throws IOException {
    html.raw("<details>").element("summary", words.text("fix") + ": " + fix.summary());
    for (String step : fix.steps()) {
      html.element("pre", step);
    }
    html.raw("</details>");
  }

  private void group(Html html, Cause cause, List<Finding> findings, Set<String> instances)
      throws IOException {
    String count =
        findings.size() == 1
            ? words.text("unknown.resource")
            : words.text("unknown.resources", Integer.toString(findings.size()));
    html.raw("<details class=\"card\"><summary>")
        .element("strong", words.named("rule", cause.rule()))
        .text(" · " + count + " · " + cause.message())
        .raw("</summary><ul>");
    for (Finding each : findings) {
      html.raw("<li>");
      resource(html, each, instances);
      html.raw(" ").element("span", "soft", each.region()).raw("</li>");
    }
    html.raw("</ul></details>\n");
  }

  private static void resource(Html html, Finding finding, Set<String> instances)
      throws IOException {
    String id = finding.resource().id();
    if (instances.contains(id)) {
      html.open("a", "class", "id", "href", "#" + id).text(id).raw("</a>");
    } else {
      html.element("span", "id", id);
    }
  }
}
