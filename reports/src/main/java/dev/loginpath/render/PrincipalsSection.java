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

  void write(Html html, Report report, Logins logins) throws IOException {
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
    sets(html, report, logins);
    html.raw("</section>\n");
  }

  private void principal(Html html, List<Logins.Where> places) throws IOException {
    html.raw("<details class=\"principal\"><summary>")
        .text(access.name(places.getFirst().how()))
        .raw("</summary><ul>");
    for (Logins.Where place : places) {
      html.raw("<li>").text(words.path(place.path()) + ": " + access.decision(place.how()) + " ");
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
    link(html, "principals", Optional.of(path.principals()), report, logins);
    link(html, "principals.get-there", path.mayGetThere(), report, logins);
    link(html, "principals.stopped", path.stopped(), report, logins);
  }

  /** Many instances share a set: it stands once, and each path names its members. */
  private void link(Html html, String title, Optional<String> key, Report report, Logins logins)
      throws IOException {
    if (key.isEmpty()) {
      return;
    }
    List<PrincipalAccess> all = report.principalSets().getOrDefault(key.get(), List.of());
    html.raw("<p>").element("strong", words.text(title)).raw(": ");
    if (all.isEmpty()) {
      html.text(words.text("principals.nobody")).raw("</p>");
      return;
    }
    List<String> names =
        all.stream()
            .filter(it -> !logins.isAdministrator(it))
            .map(PrincipalAccess::name)
            .limit(NAMED)
            .toList();
    long administrators = all.stream().filter(logins::isAdministrator).count();
    StringBuilder text = new StringBuilder(String.join(", ", names));
    long more = all.size() - administrators - names.size();
    if (more > 0) {
      text.append(' ').append(words.text("principals.more", Long.toString(more)));
    }
    if (administrators > 0) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(words.text("principals.and-administrators", Long.toString(administrators)));
    }
    html.open("a", "href", "#set-" + key.get()).text(text.toString()).raw("</a></p>");
  }

  /** Every set that a path refers to, with the conditions and statements of its members. */
  private void sets(Html html, Report report, Logins logins) throws IOException {
    html.element("h3", words.text("principals.sets"));
    for (Map.Entry<String, List<PrincipalAccess>> set : report.principalSets().entrySet()) {
      html.open("details", "class", "principal", "id", "set-" + set.getKey())
          .raw("<summary>")
          .text(words.text("principals.set", Integer.toString(set.getValue().size())))
          .raw(" ")
          .element("span", "id soft", set.getKey())
          .raw("</summary>");
      for (PrincipalAccess each : set.getValue()) {
        html.element("p", access.name(each) + ": " + access.decision(each));
        if (!logins.isAdministrator(each)) {
          details(html, each);
        }
      }
      html.raw("</details>");
    }
  }
}
