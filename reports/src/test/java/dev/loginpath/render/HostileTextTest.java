package dev.loginpath.render;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever a tag, a name or an answer holds: no form of the report passes it on to a terminal. */
class HostileTextTest {

  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\uffff&&[^\\n]]");

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\s*::|##\\[|##vso\\[", Pattern.UNICODE_CHARACTER_CLASS);

  private static void isHarmless(String output) {
    for (Pattern each : List.of(STEERING, COMMAND)) {
      Matcher found = each.matcher(output);
      assertThat(found.find() ? output.substring(found.start()).lines().findFirst() : "none")
          .isEqualTo("none");
    }
  }

  @Test
  void jsonIsHarmlessAndSaysTheSame() throws IOException {
    Report report = Reports.hostile();
    StringBuilder out = new StringBuilder();
    new JsonRenderer().render(report, out);
    isHarmless(out.toString());
    JsonNode read = JsonRenderer.JSON.readTree(out.toString());
    assertThat(read.path("instances").valueStream().map(it -> it.path("name").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Reports.HOSTILE.stream().map(it -> new String(it.getBytes(UTF_16), UTF_16)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void theOtherFormsAreHarmless(String language) throws IOException {
    Report report = Reports.hostile();
    StringBuilder out = new StringBuilder();
    Locale locale = Locale.of(language);
    new HtmlRenderer(locale).render(report, out);
    Explanation explanation = new Explanation(report, locale, out);
    for (InstanceReport each : report.instances()) {
      explanation.instance(each, it -> true);
      explanation.mermaid(each.paths(), it -> true);
    }
    for (Finding each : report.findings()) {
      explanation.finding(each);
    }
    isHarmless(out.toString());
    assertThat(out).contains("\\u202eevil\\u2066", "\\u009b31m\\u007fdel", "half\\ud800character");
  }

  @ParameterizedTest
  @CsvSource({"'a\\u202eb', 'a\\u202eb'", "'plain ünïcödé 日本語 😀', 'plain ünïcödé 日本語 😀'"})
  void whatIsHarmlessStays(String text, String shown) {
    assertThat(Plain.text(text)).isEqualTo(shown);
  }

  @Test
  void whatIsHarmfulIsShown() {
    assertThat(Plain.text("a\u202eb\u001b[0m\u0080\u007f\ufeff"))
        .isEqualTo("a\\u202eb\\u001b[0m\\u0080\\u007f\\ufeff");
    assertThat(Plain.text("a\r\n\tb")).isEqualTo("a b");
    assertThat(Plain.text("\ud800x\udb40\udc41")).isEqualTo("\\ud800x\\u{e0041}");
    assertThat(Plain.line("\n ::error::x")).isEqualTo("  \\u003a:error::x");
    assertThat(Plain.line("a::b")).isEqualTo("a::b");
    assertThat(Plain.lines("a\n::b\n")).isEqualTo("a\n\\u003a:b\n");
    assertThat(List.of("##[x]", "###[x]", "##vso[x]").stream().map(Plain::text))
        .containsExactly("\\u0023#[x]", "#\\u0023#[x]", "\\u0023#vso[x]");
  }
}
