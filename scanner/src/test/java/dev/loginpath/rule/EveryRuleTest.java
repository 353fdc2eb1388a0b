package dev.loginpath.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.verdict.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule, so that none can be written without it. */
class EveryRuleTest {

  private static final Path PAGES = Path.of("..", "docs", "rules");

  static Stream<Rule> rules() {
    return Catalog.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isWordedAsTheHouseSays(Rule rule) {
    About about = rule.about();
    assertThat(about.title()).doesNotEndWith(".").matches("[A-Z].*");
    assertThat(about.title().split(" ", -1)).hasSizeLessThan(10);
    assertThat(List.of(about.why(), about.fix(), about.violation(), about.unknown()))
        .allMatch(it -> it.endsWith("."));
    assertThat(rule.id()).matches("[a-z]+(-[a-z]+)+");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void needsOnlyCallsThatTheScannerMakes(Rule rule) {
    assertThat(AccountCollector.actions())
        .containsAll(rule.calls().stream().map(it -> Call.of(it, "").permission()).toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasATestOfItsOwn(Rule rule) {
    Path test =
        Path.of("src/test/java/dev/loginpath/rule", rule.getClass().getSimpleName() + "Test.java");
    assertThat(test).exists();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasAPageThatIsUpToDate(Rule rule) throws IOException {
    Path page = PAGES.resolve(rule.id() + ".md");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(PAGES);
      Files.writeString(page, RulePage.of(rule));
    }
    assertThat(page).hasContent(RulePage.of(rule));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasATitleInBothLanguages(Rule rule) throws IOException {
    for (String bundle : List.of("messages.properties", "messages_ja.properties")) {
      Properties texts = new Properties();
      try (var in = dev.loginpath.render.Renderer.class.getResourceAsStream(bundle)) {
        assertThat(in).isNotNull();
        texts.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
      }
      assertThat(texts.getProperty("rule." + rule.id(), "")).isNotEmpty();
    }
  }
}
