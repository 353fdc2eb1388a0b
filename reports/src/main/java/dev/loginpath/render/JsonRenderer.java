package dev.loginpath.render;

import dev.loginpath.report.Report;
import java.io.IOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code report.json}: the public contract, described by {@code schema/report-1.0.schema.json}. */
public final class JsonRenderer implements Renderer {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPrettyPrinter(new ReportPrinter())
          .build();

  /** A part of a report as the report writes it. */
  public static String part(Object part) {
    return Plain.json(JSON.writeValueAsString(part));
  }

  @Override
  public void render(Report report, Appendable out) throws IOException {
    out.append(Plain.json(JSON.writeValueAsString(report))).append('\n');
  }
}
