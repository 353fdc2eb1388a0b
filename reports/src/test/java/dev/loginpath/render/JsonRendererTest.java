package dev.loginpath.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonRendererTest {

  static Stream<Report> reports() {
    return Stream.of(
        Reports.empty(),
        Reports.everything(),
        Reports.hostile(),
        Reports.fleet(3),
        Reports.group(3));
  }

  private static String json(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonRenderer().render(report, out);
    return out.toString();
  }

  private static String schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            JsonRenderer.class.getResourceAsStream("/schema/report-1.0.schema.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * With this a member that the schema does not know is an error, so that none can be forgotten.
   */
  private static String strict(String schema) {
    return schema.replace(
        "\"type\": \"object\",", "\"type\": \"object\", \"unevaluatedProperties\": false,");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyReportFitsTheSchemaAndTheSchemaKnowsEveryMember(Report report) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(strict(schema()), InputFormat.JSON);
    assertThat(schema.validate(json(report), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void sameReportGivesTheSameBytesWithoutNulls(Report report) throws IOException {
    assertThat(json(report)).isEqualTo(json(report)).doesNotContain(": null").endsWith("}\n");
  }

  @Test
  void theSchemaRefusesAReportWithoutItsFindings() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema(), InputFormat.JSON);
    String broken = json(Reports.empty()).replace("\"findings\"", "\"fndings\"");
    assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
  }
}
