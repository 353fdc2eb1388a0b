package dev.loginpath.render;

import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A section for each instance and each hybrid node, with everything about each path. */
final class InstancesSection {

  private final Words words;
  private final PrincipalsSection principals;
  private final Logins logins;
  private final AdviceLines advice;
  private final PathSection paths;

  InstancesSection(Words words, PrincipalsSection principals, Logins logins) {
    this.words = words;
    this.principals = principals;
    this.logins = logins;
    this.advice = new AdviceLines(words);
    this.paths = new PathSection(words);
  }

  void write(Html html, Report report) throws IOException {
    html.raw("<section id=\"instances\">").element("h2", words.text("skip.instances"));
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
        paths.heading(html, node.id() + "-" + path.path(), path);
        paths.hops(html, path);
        principals.path(html, path, report, logins);
      }
      html.raw("</details>");
    }
    html.raw("</section>\n");
  }

  /** What the filter looks at. */
  static String[] findable(InstanceReport instance) {
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

  static String title(InstanceReport instance) {
    return instance.name().orElse(instance.id());
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
    RequirementTree tree = new RequirementTree(words, instance.id());
    for (PathAssessment path : instance.paths()) {
      paths.heading(html, instance.id() + "-" + path.path(), path);
      paths.hops(html, path);
      paths.sources(html, path);
      paths.cost(html, path);
      tree.write(html, path);
      lines(html, advice.recording(path));
      principals.path(html, path, report, logins);
    }
    html.raw("</details>\n");
  }

  private void facts(Html html, InstanceReport instance) throws IOException {
    html.raw("<dl>");
    fact(html, "region", instance.region());
    fact(html, "state", instance.state());
    String source = words.named("platform", instance.platform().source().word());
    fact(html, "platform", words.text("source", words.system(instance.platform()), source));
    if (instance.placement().isPresent()) {
      fact(html, "placement", OwnerWords.of(words, instance.placement().get()));
    }
    if (instance.managedBy().isPresent()) {
      fact(html, "managed-by", OwnerWords.inFull(words, instance.managedBy().get()));
    }
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
}
