package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The conditions of the paths of one instance. Paths share many of them; what was told under one is
 * linked from the others, for it would be most of the page.
 */
final class RequirementTree {

  private final Words words;
  private final String instance;
  private final Map<Requirement, PathId> told = new HashMap<>();

  RequirementTree(Words words, String instance) {
    this.words = words;
    this.instance = instance;
  }

  void write(Html html, PathAssessment path) throws IOException {
    html.raw("<details><summary>").text(words.text("requirements")).raw("</summary>");
    html.raw("<ul class=\"tree\">");
    for (Requirement requirement : path.requirements()) {
      requirement(html, requirement, path.path());
    }
    html.raw("</ul></details>");
  }

  private void requirement(Html html, Requirement requirement, PathId path) throws IOException {
    String verdict = requirement.verdict().word();
    html.raw("<li>");
    html.element("span", "mark " + verdict, Marks.of(requirement.verdict())).raw(" ");
    html.text(words.named("requirement", requirement.id()));
    html.text(": " + words.named("answer", verdict));
    if (requirement.informative()) {
      html.raw(" ").element("span", "soft", "(" + words.text("informative") + ")");
    }
    if (requirement.children().isEmpty()) {
      evidence(html, requirement);
    } else {
      PathId before = told.putIfAbsent(requirement, path);
      if (before == null || before == path) {
        children(html, requirement, path);
      } else {
        html.raw(" ")
            .open("a", "href", "#" + instance + "-" + before)
            .text(words.text("as-under", words.path(before)))
            .raw("</a>");
      }
    }
    html.raw("</li>");
  }

  private void children(Html html, Requirement requirement, PathId path) throws IOException {
    if (requirement.join().isEmpty()) {
      evidence(html, requirement);
    }
    html.raw("<ul>");
    for (Requirement child : requirement.children()) {
      requirement(html, child, path);
    }
    html.raw("</ul>");
  }

  private static void evidence(Html html, Requirement requirement) throws IOException {
    for (Evidence each : requirement.evidence()) {
      html.element("span", "fact", each.fact() + " — " + each.source());
    }
  }
}
