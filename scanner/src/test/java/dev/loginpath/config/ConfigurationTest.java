package dev.loginpath.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.loginpath.config.Configuration.Setting;
import dev.loginpath.config.ConfigurationException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several sources an option's value comes from, and which files are refused. */
class ConfigurationTest {

  private static final Set<String> OPTIONS =
      Set.of(
          "allow-http",
          "allow-incomplete",
          "endpoint-url",
          "external-id",
          "fail-on",
          "instance",
          "lang",
          "no-color",
          "out",
          "output",
          "prefer",
          "prices",
          "profile",
          "quiet",
          "rank-by",
          "region",
          "regions",
          "role-arn");

  private static final Set<String> FLAGS =
      Set.of("allow-http", "allow-incomplete", "no-color", "quiet");

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();

  private Configuration read(Optional<Path> named) throws ConfigurationException {
    return Configuration.read(
        OPTIONS, FLAGS, it -> environment.getOrDefault(it, ""), named, folder.resolve("work"));
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Optional<Setting> named(String text, String option)
      throws IOException, ConfigurationException {
    return read(Optional.of(file("named.yaml", text))).of(option);
  }

  private ConfigurationException refused(Optional<Path> named) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(named));
  }

  @Test
  void valuesKeepTheirTextAndTellTheirLine() throws Exception {
    assertThat(named("# gate\n\nexternal-id: 0012\nfail-on: no\n", "external-id"))
        .hasValueSatisfying(it -> {
          assertThat(it.value()).isEqualTo("0012");
          assertThat(it.source()).endsWith("named.yaml, line 3");
        });
    assertThat(named("fail-on: no", "fail-on")).map(Setting::value).hasValue("no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"regions: [eu-west-1, eu-west-2]", "regions:\n- eu-west-1\n- 'eu-west-2'\n"})
  void aListIsSeparatedByCommas(String text) throws Exception {
    assertThat(named(text, "regions")).map(Setting::value).hasValue("eu-west-1,eu-west-2");
  }

  @Test
  void aMappingIsAListOfPairs() throws Exception {
    assertThat(named("prefer:\n  public: session-manager\n  private: x\n", "prefer"))
        .map(Setting::value)
        .hasValue("public=session-manager,private=x");
  }

  @Test
  void theEnvironmentComesBeforeTheFile() throws Exception {
    environment.put("LOGINPATH_FAIL_ON", "low");
    assertThat(named("fail-on: high", "fail-on")).hasValue(new Setting("low", "LOGINPATH_FAIL_ON"));
    assertThat(read(Optional.empty()).of("fail-on")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_PROFILE, profile",
    "AWS_REGION, region",
    "AWS_DEFAULT_REGION, region",
    "AWS_ENDPOINT_URL, endpoint-url"
  })
  void variablesOfAwsComeBeforeTheFileToo(String variable, String option) throws Exception {
    environment.put(variable, "theirs");
    assertThat(named(option + ": ours", option)).as("read where AWS's own tools do").isEmpty();
    environment.clear();
    assertThat(named(option + ": ours", option)).isPresent();
  }

  @Test
  void theNamedFileThenTheOneHereThenTheUsersOwn() throws Exception {
    assertThat(read(Optional.empty()).file()).isEmpty();
    environment.put("HOME", folder.resolve("home").toString());
    Path home = file("home/.config/loginpath/loginpath.yaml", "fail-on: low");
    assertThat(read(Optional.empty()).file()).hasValue(home);
    environment.put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
    Path xdg = file("xdg/loginpath/loginpath.yaml", "fail-on: low");
    assertThat(read(Optional.empty()).file()).hasValue(xdg);
    Path here = file("work/loginpath.yaml", "fail-on: medium");
    assertThat(read(Optional.empty()).file()).hasValue(here);
    Path variable = file("variable.yaml", "fail-on: high");
    environment.put("LOGINPATH_CONFIG", variable.toString());
    assertThat(read(Optional.empty()).file()).hasValue(variable);
    Path named = file("named.yaml", "");
    assertThat(read(Optional.of(named)).file()).hasValue(named);
    assertThat(read(Optional.of(named)).of("fail-on")).as("files are not merged").isEmpty();
  }

  /** A relative folder lies in the working directory, and is whoever's that is. */
  @ParameterizedTest
  @ValueSource(strings = {"XDG_CONFIG_HOME", "HOME"})
  void aRelativeFolderIsNotTheUsersOwn(String variable) throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
    assertThat(relative).isRelative();
    file("loginpath/loginpath.yaml", "fail-on: low");
    file(".config/loginpath/loginpath.yaml", "fail-on: low");
    environment.put(variable, relative.toString());
    assertThat(read(Optional.empty()).file()).isEmpty();
    environment.put("HOME", folder.toString());
    assertThat(read(Optional.empty()).file())
        .hasValue(folder.resolve(".config/loginpath/loginpath.yaml"));
  }

  /** Signed requests would go wherever a checkout of somebody else's wants them to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "endpoint-url",
        "allow-http",
        "profile",
        "role-arn",
        "external-id",
        "out",
        "output",
        "region",
        "regions",
        "instance",
        "allow-incomplete"
      })
  void aFileThatWasOnlyFoundSaysNeitherWhomToAskNorWhatToLeaveOut(String option) throws Exception {
    Path here = file("work/loginpath.yaml", "fail-on: low\n" + option + ": true");
    ConfigurationException refused = refused(Optional.empty());
    assertThat(refused.problem()).isEqualTo(Problem.NOT_IN_A_FOUND_FILE);
    assertThat(refused.details()).containsExactly(here.toString(), "2", option);
    assertThat(read(Optional.of(here)).of(option)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "fail-on, high",
    "lang, ja",
    "no-color, true",
    "prefer, public=session-manager",
    "prices, prices.json",
    "quiet, true",
    "rank-by, cost"
  })
  void theRestIsTakenFromAFileThatWasOnlyFound(String option, String value) throws Exception {
    file("work/loginpath.yaml", option + ": " + value);
    assertThat(read(Optional.empty()).of(option)).map(Setting::value).hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({
    "fial-on: high, UNKNOWN_OPTION",
    "'<<: {fail-on: high}', UNKNOWN_OPTION",
    "fail-on:, NOT_AN_OPTION",
    "'regions: [[a]]', NOT_AN_OPTION",
    "'- fail-on', NOT_AN_OPTION",
    "just text, NOT_AN_OPTION",
    "'fail-on: [', MALFORMED",
    "'fail-on: *none', MALFORMED"
  })
  void aFileThatCannotBeMeantIsRefused(String text, Problem problem) throws Exception {
    ConfigurationException refused = refused(Optional.of(file("named.yaml", text)));
    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused.details().get(1)).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "1", "on", "[true, false]", "[]"})
  void aFlagIsTrueOrFalse(String value) throws Exception {
    Path file = file("named.yaml", "fail-on: high\nquiet: " + value);
    ConfigurationException refused = refused(Optional.of(file));
    assertThat(refused.problem()).isEqualTo(Problem.NOT_TRUE_OR_FALSE);
    assertThat(refused.details().subList(0, 3)).containsExactly(file.toString(), "2", "quiet");
    assertThat(named("quiet: True", "quiet")).as("YAML's own spelling").isPresent();
    assertThat(named("fail-on: yes", "fail-on")).as("no flag").isPresent();
    environment.put("LOGINPATH_NO_COLOR", "1");
    ConfigurationException variable = refused(Optional.empty());
    assertThat(variable.problem()).isEqualTo(Problem.VARIABLE_NOT_TRUE_OR_FALSE);
    assertThat(variable.details()).containsExactly("LOGINPATH_NO_COLOR", "1");
  }

  @Test
  void anOptionStandsThereOnce() throws Exception {
    ConfigurationException refused =
        refused(Optional.of(file("named.yaml", "fail-on: low\nregion: x\nfail-on: high\n")));
    assertThat(refused.problem()).isEqualTo(Problem.TWICE);
    assertThat(refused.details().subList(1, 3)).containsExactly("3", "fail-on");
  }

  @Test
  void twoDocumentsOrNoneAtAll() throws Exception {
    assertThat(refused(Optional.of(file("named.yaml", "a: b\n---\nc: d\n"))).problem())
        .isEqualTo(Problem.MALFORMED);
    assertThat(read(Optional.of(file("named.yaml", "# nothing yet\n"))).of("fail-on")).isEmpty();
    assertThat(refused(Optional.of(folder.resolve("none.yaml"))).problem())
        .isEqualTo(Problem.UNREADABLE);
    assertThat(refused(Optional.of(folder)).problem()).isEqualTo(Problem.UNREADABLE);
  }

  @Test
  void aFileIsAsLargeAsAConfigurationNeeds() throws Exception {
    String line = "fail-on: high\n";
    int most = 64 * 1024;
    Path fits = file("fits.yaml", line + "#".repeat(most - line.length()));
    assertThat(read(Optional.of(fits)).of("fail-on")).isPresent();
    Path large = file("large.yaml", line + "#".repeat(most - line.length() + 1));
    ConfigurationException refused = refused(Optional.of(large));
    assertThat(refused.problem()).isEqualTo(Problem.TOO_LARGE);
    assertThat(refused.details()).containsExactly(large.toString(), "64");
  }

  @Test
  void aFileThatIsNotTextIsUnreadable() throws Exception {
    Path file = Files.write(folder.resolve("bytes.yaml"), new byte[] {(byte) 0xff, 'a'});
    assertThat(refused(Optional.of(file)).problem()).isEqualTo(Problem.UNREADABLE);
  }

  /** A device has no end, and nobody may ever write into a pipe. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatIsNoRegularFileIsNotRead() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("zeros.yaml"), Path.of("/dev/zero"));
    assertThat(refused(Optional.of(link)).problem()).isEqualTo(Problem.UNREADABLE);
    Path pipe = folder.resolve("pipe.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(refused(Optional.of(pipe)).problem()).isEqualTo(Problem.UNREADABLE));
    Path own = Files.createSymbolicLink(folder.resolve("own.yaml"), file("real.yaml", "lang: ja"));
    assertThat(read(Optional.of(own)).of("lang")).as("a link to a file is one").isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deepNestingIsRefused(String level) throws Exception {
    Path file = file("deep.yaml", "fail-on: high\nregions:\n  " + level.repeat(16_000));
    assertThat(refused(Optional.of(file)).problem()).isIn(Problem.NOT_AN_OPTION, Problem.MALFORMED);
  }
}
