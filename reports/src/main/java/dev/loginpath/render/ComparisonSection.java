package dev.loginpath.render;

import dev.loginpath.report.Comparison;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The login methods side by side, a table for public and one for private instances. */
final class ComparisonSection {

  private record Row(String title, Function<Comparison.Column, String> cell) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("comparison.setup", Comparison.Column::setup),
          new Row("comparison.maintenance", Comparison.Column::maintenance),
          new Row("comparison.recording", Comparison.Column::recording),
          new Row("comparison.cost", Comparison.Column::cost),
          new Row("comparison.access-control", Comparison.Column::accessControl));

  private final Words words;

  ComparisonSection(Words words) {
    this.words = words;
  }

  void write(Html html, Comparison comparison) throws IOException {
    html.raw("<section id=\"comparison\">").element("h2", words.text("skip.comparison"));
    for (Comparison.Situation each : comparison.situations()) {
      table(html, each);
    }
    html.element("h3", words.text("comparison.vpcs"));
    html.raw("<div class=\"scroll\"><table><thead><tr>");
    for (String title :
        List.of("region", "vpc", "comparison.situation", "comparison.keep", "comparison.why")) {
      html.element("th", words.text(title));
    }
    html.raw("</tr></thead><tbody>");
    for (Comparison.VpcAdvice each : comparison.vpcs()) {
      html.raw("<tr>")
          .element("td", each.region())
          .element("td", each.vpc())
          .element("td", words.named("situation", each.situation()))
          .element("td", words.path(each.recommended()))
          .element("td", each.why())
          .raw("</tr>");
    }
    html.raw("</tbody></table></div></section>\n");
  }

  private void table(Html html, Comparison.Situation situation) throws IOException {
    html.element(
        "h3",
        words.named("situation", situation.situation())
            + " ("
            + words.text("comparison.instances", Integer.toString(situation.instances()))
            + ")");
    if (situation.recommended().isPresent()) {
      html.raw("<p>")
          .element(
              "strong",
              words.text("comparison.keep") + ": " + words.path(situation.recommended().get()))
          .text(" — " + situation.why())
          .raw("</p>");
    }
    html.raw("<div class=\"scroll\"><table class=\"comparison\"><thead><tr>");
    html.element("th", words.text("path"));
    for (Row row : ROWS) {
      html.element("th", words.text(row.title()));
    }
    html.raw("</tr></thead><tbody>");
    for (Comparison.Column column : situation.paths()) {
      html.raw("<tr>").element("th", words.path(column.path()));
      for (Row row : ROWS) {
        html.element("td", row.cell().apply(column));
      }
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
  }
}
