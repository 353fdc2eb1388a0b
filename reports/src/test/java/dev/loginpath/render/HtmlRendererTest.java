package dev.loginpath.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Report;
import dev.loginpath.report.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlRendererTest {

  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][^\\s>/]*)([^>]*)>");
  private static final Set<String> OURS =
      Set.of(
          "!DOCTYPE",
          "html",
          "head",
          "meta",
          "link",
          "title",
          "style",
          "body",
          "header",
          "h1",
          "h2",
          "h3",
          "p",
          "nav",
          "a",
          "main",
          "section",
          "ol",
          "ul",
          "li",
          "b",
          "div",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "article",
          "span",
          "strong",
          "details",
          "summary",
          "pre",
          "code",
          "dl",
          "dt",
          "dd",
          "br",
          "label",
          "input",
          "select",
          "option",
          "footer",
          "script");

  private static String html(Report report, Locale language) throws IOException {
    StringBuilder out = new StringBuilder();
    new HtmlRenderer(language).render(report, out);
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void hostileValuesBecomeNoMarkup(String language) throws IOException {
    String page = html(Reports.hostile(), Locale.of(language));
    String withoutOwnCode = page.replaceAll("(?s)<(script|style)>.*?</\\1>", "");
    Matcher tags = TAG.matcher(withoutOwnCode);
    int seen = 0;
    while (tags.find()) {
      seen++;
      assertThat(OURS).contains(tags.group(2));
      String names = tags.group(3).replaceAll("\"[^\"]*\"", "");
      assertThat(names).doesNotContainPattern("(?i)\\s(on[a-z]+|style|src)=");
    }
    assertThat(seen).isGreaterThan(100);
    assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
    assertThat(page.codePoints().filter(it -> it == 0x202e || it == 0x1b || it == 0)).isEmpty();
    assertThat(Pattern.compile("<script").matcher(page).results().count()).isEqualTo(1);
  }

  @Test
  void ownCodeWritesNoMarkupFromText() throws IOException {
    for (String name : new String[] {"report.js", "report.css"}) {
      try (InputStream in = Objects.requireNonNull(HtmlRenderer.class.getResourceAsStream(name))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("innerHTML", "outerHTML", "eval(", "document.write", "@import", "url(");
      }
    }
  }

  @Test
  void asksForNothingElse() throws IOException {
    assertThat(html(Reports.everything(), Locale.ENGLISH))
        .contains("default-src 'none'".replace("'", "&#39;"))
        .doesNotContain("src=\"http", "href=\"http");
  }

  @Test
  void aFleetOfOneImageIsOneUnknownRow() throws IOException {
    String page = html(Reports.fleet(1000), Locale.ENGLISH);
    assertThat(page).contains("1000 resources");
    assertThat(Pattern.compile("<details class=\"card\">").matcher(page).results().count())
        .isEqualTo(1);
  }

  @Test
  void aThousandInstancesOfAGroupAreOneFindingWithThemFoldedIn() throws IOException {
    String page = html(Reports.group(1000), Locale.ENGLISH);
    assertThat(page).contains("Auto Scaling group fleet", "<summary>1000 instances</summary>");
    assertThat(Pattern.compile("<article").matcher(page).results().count()).isEqualTo(1);
    assertThat(Pattern.compile("<li id=\"finding-").matcher(page).results().count())
        .isEqualTo(1000);
  }

  @Test
  void instancesOfSeveralOwnersAreNotThrownTogether() throws IOException {
    String page = html(Reports.everything(), Locale.ENGLISH);
    assertThat(Pattern.compile("<article").matcher(page).results().count())
        .isEqualTo(Severity.values().length + 1);
    assertThat(page).contains("Karpenter node pool box", "launch template lt-1, version box");
  }

  @Test
  void sameReportGivesTheSameCharacters() throws IOException {
    assertThat(html(Reports.everything(), Locale.JAPANESE))
        .isEqualTo(html(Reports.everything(), Locale.JAPANESE))
        .contains("lang=\"ja\"", "ログイン経路");
  }

  @Test
  void bothLanguagesHoldTheSameKeysAndPlaceholders() throws IOException {
    Properties english = bundle("messages.properties");
    Properties japanese = bundle("messages_ja.properties");
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(japanese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
      assertThat(english.getProperty(key)).as(key).doesNotContainPattern("[^']'[^']");
    }
  }

  private static Properties bundle(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Objects.requireNonNull(HtmlRenderer.class.getResourceAsStream(name))) {
      properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{[0-9]+}").matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
