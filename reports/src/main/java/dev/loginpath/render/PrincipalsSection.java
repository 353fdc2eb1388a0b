package dev.loginpath.render;

import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may log in: for each principal the instances, and for each path of an instance who. */
final class PrincipalsSection {

  /** So many instances are named; how many more there are is said. */
  private static final int NAMED = 20;

  private final Words words;
  private final PrincipalWords access;

  PrincipalsSection(Words words) {
    this.words = words;
    this.access = new PrincipalWords(words);
  }

  void write(Html html, Logins logins) throws IOException {
    html.raw("<section id=\"principals\">").element("h2", words.text("skip.principals"));
    List<PrincipalAccess> administrators = logins.administrators();
    if (!administrators.isEmpty()) {
      html.element("h3", words.text("principals.administrators"));
      for (PrincipalAccess each : administrators) {
        html.element("span", "fact", access.name(each) + " — " + String.join("; ", each.via()));
      }
    }
    if (!logins.managedPolicies().isEmpty()) {
      html.element("h3", words.text("principals.managed"));
      html.element("p", String.join(", ", logins.managedPolicies()));
    }
    for (Map.Entry<String, List<Logins.Where>> each : logins.others().entrySet()) {
      principal(html, each.getValue());
    }
    html.raw("</section>\n");
  }

  private void principal(Html html, List<Logins.Where> places) throws IOException {
    html.raw("<details class=\"principal\"><summary>")
        .text(access.name(places.getFirst().how()))
        .raw("</summary><ul>");
    for (Logins.Where place : places) {
      html.raw("<li>")
          .text(words.named("path", place.path()) + ": " + access.decision(place.how()) + " ");
      int named = 0;
      for (InstanceReport instance : place.instances()) {
        if (named++ < NAMED) {
          html.open("a", "href", "#" + instance.id() + "-" + place.path())
              .text(instance.name().orElse(instance.id()))
              .raw("</a> ");
        }
      }
      int more = place.instances().size() - NAMED;
      if (more > 0) {
        html.text(words.text("principals.more", Integer.toString(more)));
      }
      details(html, place.how());
      html.raw("</li>");
    }
    html.raw("</ul></details>");
  }

  private void details(Html html, PrincipalAccess each) throws IOException {
    for (String line : access.details(each)) {
      html.element("span", "fact", line);
    }
  }

  /** Those who may use one path of one instance, who can arrange to, and who is stopped. */
  void path(Html html, PathAssessment path, Report report, Logins logins) throws IOException {
    set(html, "principals", Optional.of(path.principals()), report, logins);
    set(html, "principals.get-there", path.mayGetThere(), report, logins);
    set(html, "principals.stopped", path.stopped(), report, logins);
  }

  private void set(Html html, String title, Optional<String> key, Report report, Logins logins)
      throws IOException {
    if (key.isEmpty()) {
      return;
    }
    List<PrincipalAccess> all = report.principalSets().getOrDefault(key.get(), List.of());
    html.raw("<p>").element("strong", words.text(title)).raw("</p>");
    long administrators = all.stream().filter(logins::isAdministrator).count();
    if (administrators > 0) {
      html.raw("<p class=\"fact\">")
          .open("a", "href", "#principals")
          .text(words.text("principals.and-administrators", Long.toString(administrators)))
          .raw("</a></p>");
    }
    if (all.isEmpty()) {
      html.element("p", "fact", words.text("principals.nobody"));
    }
    for (PrincipalAccess each : all) {
      if (!logins.isAdministrator(each)) {
        html.raw("<details class=\"principal\"><summary>")
            .text(access.name(each) + ": " + access.decision(each))
            .raw("</summary>");
        details(html, each);
        html.raw("</details>");
      }
    }
  }
}
