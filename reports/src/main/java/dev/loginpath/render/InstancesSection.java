package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The matrix of instances and paths, and a section for each instance. */
final class InstancesSection {

  private final Words words;
  private final PrincipalsSection principals;
  private final Logins logins;
  private final AdviceLines advice;

  InstancesSection(Words words, PrincipalsSection principals, Logins logins) {
    this.words = words;
    this.principals = principals;
    this.logins = logins;
    this.advice = new AdviceLines(words);
  }

  void write(Html html, Report report) throws IOException {
    List<String> paths = List.copyOf(report.summary().paths().keySet());
    html.raw("<section id=\"matrix\">").element("h2", words.text("matrix.title"));
    tools(html);
    html.raw("<div class=\"scroll\"><table class=\"matrix\"><thead><tr>");
    html.element("th", words.text("instance"));
    html.element("th", "extra", words.text("region"));
    html.element("th", "extra", words.text("platform"));
    for (String path : paths) {
      html.element("th", words.named("path", path));
    }
    html.raw("</tr></thead><tbody>\n");
    for (InstanceReport instance : report.instances()) {
      row(html, instance, paths);
    }
    html.raw("</tbody></table></div></section>\n<section id=\"instances\">");
    html.element("h2", words.text("skip.instances"));
    for (InstanceReport instance : report.instances()) {
      section(html, instance, report);
    }
    html.raw("</section>\n");
    if (!report.hybridNodes().isEmpty()) {
      hybrid(html, report);
    }
  }

  private void hybrid(Html html, Report report) throws IOException {
    html.raw("<section id=\"hybrid\">").element("h2", words.text("hybrid.title"));
    for (HybridNode node : report.hybridNodes()) {
      html.raw("<details class=\"instance\"><summary>")
          .text(node.id() + " (" + node.region() + ", " + node.pingStatus() + ")")
          .raw("</summary>");
      for (PathAssessment path : node.paths()) {
        String status = path.status().word();
        html.raw("<h3>")
            .text(words.named("path", path.path()) + " ")
            .element(
                "span",
                "mark " + status,
                Marks.ofStatus(status) + " " + words.named("status", status))
            .raw("</h3>");
        hops(html, path);
        principals.path(html, path, report, logins);
      }
      html.raw("</details>");
    }
    html.raw("</section>\n");
  }

  private void tools(Html html) throws IOException {
    html.raw("<div class=\"tools\" id=\"tools\" hidden><label>")
        .text(words.text("filter.text"))
        .raw(" <input id=\"filter-text\" type=\"search\"></label><label>")
        .text(words.text("filter.status"))
        .raw(" <select id=\"filter-status\">")
        .open("option", "value", "")
        .text(words.text("filter.all"))
        .raw("</option>");
    for (String status : Marks.STATUSES) {
      html.open("option", "value", status).text(words.named("status", status)).raw("</option>");
    }
    html.raw("</select></label></div>\n");
  }

  /** What the filter looks at. */
  private static String[] findable(InstanceReport instance) {
    String find =
        String.join(
                " ",
                instance.id(),
                instance.name().orElse(""),
                instance.region(),
                instance.platform().os().orElse(""),
                String.join(" ", instance.addresses()))
            .toLowerCase(Locale.ROOT);
    String statuses =
        instance.paths().stream()
            .map(it -> it.status().word())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return new String[] {"data-find", find, "data-status", statuses};
  }

  private void row(Html html, InstanceReport instance, List<String> paths) throws IOException {
    html.open("tr", findable(instance)).raw("<th>");
    html.open("a", "href", "#" + instance.id()).text(title(instance)).raw("</a>");
    html.raw("<br>").element("span", "id soft", instance.id()).raw("</th>");
    html.element("td", "extra", instance.region());
    html.element("td", "extra", system(instance));
    for (String path : paths) {
      html.raw("<td>");
      for (PathAssessment each : instance.paths()) {
        if (each.path().equals(path)) {
          String status = each.status().word();
          html.open("a", "class", "mark " + status, "href", "#" + anchor(instance, each))
              .text(Marks.ofStatus(status) + " " + words.named("status", status))
              .raw("</a>");
        }
      }
      html.raw("</td>");
    }
    html.raw("</tr>\n");
  }

  private static String title(InstanceReport instance) {
    return instance.name().orElse(instance.id());
  }

  private static String anchor(InstanceReport instance, PathAssessment path) {
    return instance.id() + "-" + path.path();
  }

  private String system(InstanceReport instance) {
    return instance
        .platform()
        .os()
        .map(it -> it + instance.platform().version().map(v -> " " + v).orElse(""))
        .orElse(words.text("source.unknown"));
  }

  private void section(Html html, InstanceReport instance, Report report) throws IOException {
    String[] find = findable(instance);
    html.open(
            "details", "class", "instance", "id", instance.id(), find[0], find[1], find[2], find[3])
        .raw("<summary>")
        .text(title(instance))
        .raw(" ")
        .element("span", "id soft", instance.id());
    for (PathAssessment path : instance.paths()) {
      String status = path.status().word();
      html.raw(" ").element("span", "mark " + status, Marks.ofStatus(status));
    }
    html.raw("</summary>");
    facts(html, instance);
    if (instance.recommendation().isPresent()) {
      html.raw("<p>").element("strong", words.text("advice.title")).raw("</p>");
      lines(html, advice.advice(instance.recommendation().get()));
    }
    for (PathAssessment path : instance.paths()) {
      path(html, instance, path, report);
    }
    html.raw("</details>\n");
  }

  private void facts(Html html, InstanceReport instance) throws IOException {
    html.raw("<dl>");
    fact(html, "region", instance.region());
    fact(html, "state", instance.state());
    String source = words.named("platform", instance.platform().source().word());
    fact(html, "platform", words.text("source", system(instance), source));
    fact(html, "vpc", instance.vpc().orElse("–"));
    fact(html, "subnet", instance.subnet().orElse("–"));
    fact(html, "addresses", String.join(", ", instance.addresses()));
    String tags =
        instance.tags().entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining(", "));
    fact(html, "tags", tags);
    html.raw("</dl>");
  }

  private void fact(Html html, String key, String value) throws IOException {
    html.element("dt", words.text(key)).element("dd", value);
  }

  private void path(Html html, InstanceReport instance, PathAssessment path, Report report)
      throws IOException {
    String status = path.status().word();
    html.open("h3", "id", anchor(instance, path))
        .text(words.named("path", path.path()) + " ")
        .element(
            "span", "mark " + status, Marks.ofStatus(status) + " " + words.named("status", status))
        .raw("</h3>");
    hops(html, path);
    sources(html, path);
    cost(html, path);
    html.raw("<details><summary>").text(words.text("requirements")).raw("</summary>");
    html.raw("<ul class=\"tree\">");
    for (Requirement requirement : path.requirements()) {
      requirement(html, requirement);
    }
    html.raw("</ul></details>");
    lines(html, advice.recording(path));
    principals.path(html, path, report, logins);
  }

  private static void lines(Html html, List<AdviceLines.Line> lines) throws IOException {
    for (AdviceLines.Line line : lines) {
      if (line.depth() == 0) {
        html.element("p", "fact", line.text());
      } else {
        html.raw("<pre>");
        for (String each : line.text().lines().toList()) {
          html.text(each).raw("\n");
        }
        html.raw("</pre>");
      }
    }
  }

  private void cost(Html html, PathAssessment path) throws IOException {
    if (path.monthlyCost().isEmpty()) {
      return;
    }
    html.raw("<p>").element("strong", words.text("cost")).raw("</p>");
    for (String line : new CostLines(words).of(path.monthlyCost().get())) {
      html.element("span", "fact", line);
    }
  }

  private void hops(Html html, PathAssessment path) throws IOException {
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

  private void requirement(Html html, Requirement requirement) throws IOException {
    String verdict = requirement.verdict().word();
    html.raw("<li>");
    html.element("span", "mark " + verdict, Marks.of(requirement.verdict())).raw(" ");
    html.text(words.named("requirement", requirement.id()));
    html.text(": " + words.named("answer", verdict));
    if (requirement.informative()) {
      html.raw(" ").element("span", "soft", "(" + words.text("informative") + ")");
    }
    boolean joined = requirement.join().isPresent();
    if (!joined) {
      for (Evidence each : requirement.evidence()) {
        html.element("span", "fact", each.fact() + " — " + each.source());
      }
    }
    if (!requirement.children().isEmpty()) {
      html.raw("<ul>");
      for (Requirement child : requirement.children()) {
        requirement(html, child);
      }
      html.raw("</ul>");
    }
    html.raw("</li>");
  }

  private void sources(Html html, PathAssessment path) throws IOException {
    if (path.sources().isEmpty()) {
      return;
    }
    html.raw("<p>").element("strong", words.text("sources")).raw("</p>");
    for (Source each : path.sources()) {
      StringBuilder line = new StringBuilder(each.value());
      each.address().ifPresent(it -> line.append(' ').append(words.text("source.to", it)));
      if (!each.via().isEmpty()) {
        line.append(" — ").append(words.text("via", String.join("; ", each.via())));
      }
      html.element("span", "fact", line.toString());
    }
  }
}
