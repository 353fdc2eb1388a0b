package dev.loginpath.render;

import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.List;

/** Instances down, paths across, and in each cell whether the path is open. */
final class MatrixSection {

  private final Words words;

  MatrixSection(Words words) {
    this.words = words;
  }

  void write(Html html, Report report) throws IOException {
    List<PathId> paths = List.copyOf(report.summary().paths().keySet());
    html.raw("<section id=\"matrix\">").element("h2", words.text("matrix.title"));
    tools(html);
    html.raw("<div class=\"scroll\"><table class=\"matrix\"><thead><tr>");
    html.element("th", words.text("instance"));
    html.element("th", "extra", words.text("region"));
    html.element("th", "extra", words.text("platform"));
    for (PathId path : paths) {
      html.element("th", words.path(path));
    }
    html.raw("</tr></thead><tbody>\n");
    for (InstanceReport instance : report.instances()) {
      row(html, instance, paths);
    }
    html.raw("</tbody></table></div></section>\n");
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

  private void row(Html html, InstanceReport instance, List<PathId> paths) throws IOException {
    html.open("tr", InstancesSection.findable(instance)).raw("<th>");
    html.open("a", "href", "#" + instance.id()).text(InstancesSection.title(instance)).raw("</a>");
    html.raw("<br>").element("span", "id soft", instance.id()).raw("</th>");
    html.element("td", "extra", instance.region());
    html.element("td", "extra", words.system(instance.platform()));
    for (PathId path : paths) {
      html.raw("<td>");
      for (PathAssessment each : instance.paths()) {
        if (each.path() == path) {
          String status = each.status().word();
          html.open("a", "class", "mark " + status, "href", "#" + instance.id() + "-" + path)
              .text(Marks.ofStatus(status) + " " + words.named("status", status))
              .raw("</a>");
        }
      }
      html.raw("</td>");
    }
    html.raw("</tr>\n");
  }
}
