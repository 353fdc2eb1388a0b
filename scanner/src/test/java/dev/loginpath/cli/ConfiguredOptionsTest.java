package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.advice.Criterion;
import dev.loginpath.advice.Preference;
import dev.loginpath.advice.Ranking;
import dev.loginpath.advice.Situation;
import dev.loginpath.config.ConfigurationException;
import dev.loginpath.render.ReportFile;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options from the environment and from a file, in whole commands. */
class ConfiguredOptionsTest {

  private static final String PRIVATE_LINUX = "i-0315d70f6499d75c3";

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private int run(String... arguments) {
    return shell.run(arguments);
  }

  private String out() {
    return shell.out();
  }

  private String err() {
    return shell.err();
  }

  private String report() {
    return folder.resolve("report").toString();
  }

  private void here(String text) throws IOException {
    Files.writeString(folder.resolve("loginpath.yaml"), text);
  }

  @Test
  void aFileHereSetsTheGateAndAFlagComesBeforeIt() throws Exception {
    here("fail-on: high\n");
    assertThat(run("demo", "--out", report())).as(err()).isEqualTo(3);
    here("fail-on: high\nallow-incomplete: true\n");
    shell.environment.put("LOGINPATH_CONFIG", "loginpath.yaml");
    assertThat(err()).contains("Configuration: ", "loginpath.yaml");
    assertThat(run("demo", "--out", report(), "--fail-on=critical", "--allow-incomplete"))
        .as("a flag given twice is not taken back: " + err())
        .isZero();
    assertThat(run("demo", "--out", report(), "--fail-on=critical", "--allow-incomplete=false"))
        .as(err())
        .isEqualTo(4);
    shell.environment.put("LOGINPATH_FAIL_ON", "critical");
    assertThat(run("demo", "--out", report())).as(err()).isZero();
  }

  @Test
  void theChoiceOfPathsIsConfigured() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            out: %s
            prefer:
              private: session-manager
            rank-by: [recorded, preference]
            instance: [%s]
            lang: ja
            """
                .formatted(report(), PRIVATE_LINUX));
    assertThat(run("demo", "--config", file.toString())).as(err()).isZero();
    assertThat(err()).contains("設定ファイル: " + file);
    Report report = ReportFile.read(folder.resolve("report/report.json"));
    assertThat(report.instances()).hasSize(1);
    assertThat(report.instances().getFirst().recommendation().orElseThrow().path())
        .isEqualTo(PathId.SESSION_MANAGER);
    assertThat(run("demo", "--config=" + file, "--prefer", "private=instance-connect-endpoint"))
        .as(err())
        .isZero();
    assertThat(
            ReportFile.read(folder.resolve("report/report.json"))
                .instances()
                .getFirst()
                .recommendation()
                .orElseThrow()
                .path())
        .isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
  }

  @Test
  void whatCannotBeMeantEndsTheCommandBeforeItReadsAnything() throws Exception {
    here("fial-on: high\n");
    assertThat(run("demo", "--out", report())).isEqualTo(2);
    assertThat(err())
        .contains("loginpath.yaml, line 1: there is no option fial-on", "fail-on")
        .hasLineCount(1);
    assertThat(folder.resolve("report")).doesNotExist();
    assertThat(run("demo", "--help")).as("help always works").isZero();
    here("endpoint-url: http://127.0.0.1:1\n");
    assertThat(run("scan")).isEqualTo(2);
    assertThat(err()).contains("--config");
    here("rank-by: [luck]\n");
    assertThat(run("demo", "--out", report())).isEqualTo(2);
    assertThat(err()).contains("luck");
    here("quiet: perhaps\n");
    assertThat(run("demo", "--out", report())).isEqualTo(2);
    assertThat(err())
        .contains("loginpath.yaml, line 1: quiet is true or false, not perhaps")
        .hasLineCount(1);
    assertThat(run("demo", "--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err()).contains("no such file");
    assertThat(run("demo", "--config")).isEqualTo(2);
  }

  /** Whoever wrote it, the gate that the command line names sees everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "regions: [af-south-1]",
        "region: af-south-1",
        "instance: [i-1]",
        "instance: []",
        "allow-incomplete: true"
      })
  void aFileHereDoesNotDefeatTheGateOfTheCommandLine(String text) throws Exception {
    here(text + "\n");
    assertThat(run("demo", "--out", report(), "--fail-on", "high")).isEqualTo(2);
    assertThat(err()).contains("loginpath.yaml, line 1", "--config").hasLineCount(1);
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void noInstanceInANamedFileIsAMistake() throws Exception {
    here("instance: []\n");
    shell.environment.put("LOGINPATH_CONFIG", "loginpath.yaml");
    assertThat(run("demo", "-q", "--out", report())).isEqualTo(2);
    assertThat(err()).contains("--instance names no instance").hasLineCount(1);
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet: yes",
        "prefer: session-manager",
        "lang: de",
        "fial-on: x",
        "region: [",
        "x"
      })
  void helpAlwaysWorks(String text) throws Exception {
    here(text + "\n");
    assertThat(run("demo", "--help")).as(err()).isZero();
    assertThat(out()).contains("Usage: loginpath demo");
    assertThat(run("config", "show", "--help")).as(err()).isZero();
    assertThat(out()).contains("Usage: loginpath config show");
    assertThat(run("--version")).as(err()).isZero();
    assertThat(run("demo", "--out", report())).isEqualTo(2);
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void aFlagThatIsNeitherTrueNorFalseIsToldWithItsSource() throws Exception {
    here("fail-on: high\nquiet: yes\n");
    assertThat(run("config", "show")).isEqualTo(2);
    assertThat(err()).contains("loginpath.yaml, line 2: quiet").hasLineCount(1);
    here("fail-on: high\n");
    shell.environment.put("LOGINPATH_QUIET", "1");
    assertThat(run("demo", "--out", report())).isEqualTo(2);
    assertThat(err()).contains("LOGINPATH_QUIET is true or false, not 1").hasLineCount(1);
  }

  @Test
  void aLanguageThatIsNotThereIsOneClearLineWhoeverSaysSo() throws Exception {
    here("lang: de\n");
    assertThat(run("demo", "--out", report())).isEqualTo(2);
    assertThat(err()).contains("--lang de is not available").hasLineCount(1);
    assertThat(run("config", "show", "-q")).isEqualTo(2);
    assertThat(err()).contains("--lang de is not available").hasLineCount(1);
    here("fial-on: high\n");
    assertThat(run("demo", "--out", report(), "--lang", "de")).isEqualTo(2);
    assertThat(err()).contains("--lang de is not available").hasLineCount(1);
    assertThat(run("demo", "--out", report(), "--lang", "ja")).isEqualTo(2);
    assertThat(err()).contains("fial-on というオプションはありません").hasLineCount(1);
  }

  @Test
  void theHintNamesACommandThatExists() {
    assertThat(run("config", "show", "--nonsense")).isEqualTo(2);
    assertThat(err()).contains("See: loginpath config show --help");
    assertThat(run("config", "show", "--help")).isZero();
  }

  /** {@code collect --out} is a file, the configured folder is for reports. */
  @Test
  void whatIsOneCommandsOwnIsNotConfigured() throws Exception {
    shell.environment.put("LOGINPATH_OUT", report());
    shell.environment.put("LOGINPATH_INSTANCE", "i-1");
    assertThat(run("demo", "-q", "--instance", PRIVATE_LINUX)).as(err()).isZero();
    String json = folder.resolve("report/report.json").toString();
    assertThat(run("explain", json, "--instance", PRIVATE_LINUX)).as(err()).isZero();
    assertThat(run("explain", json)).as("nothing to explain was named").isEqualTo(2);
  }

  @Test
  void configTellsEachValueAndItsSource() throws Exception {
    here("fail-on: high\nregions: [eu-west-1, eu-west-2]\n");
    shell.environment.put("LOGINPATH_CONFIG", "loginpath.yaml");
    shell.environment.put("LOGINPATH_LANG", "ja_JP.UTF-8");
    assertThat(run("config", "show", "-q")).as(err()).isZero();
    assertThat(out().lines())
        .anySatisfy(it -> assertThat(it).matches("fail-on +high .*loginpath.yaml, line 1"))
        .anySatisfy(it -> assertThat(it).matches("regions +eu-west-1,eu-west-2 .* line 2"))
        .anySatisfy(it -> assertThat(it).matches("lang +ja_JP.UTF-8 +LOGINPATH_LANG"))
        .anySatisfy(it -> assertThat(it).matches("profile +- +default"))
        .anySatisfy(it -> assertThat(it).matches("out +loginpath-report +default"))
        .anySatisfy(it -> assertThat(it).matches("quiet +false +default"))
        .noneMatch(it -> it.startsWith("config ") || it.startsWith("aws-json"));
    String shown = out();
    assertThat(run("config", "-q")).isZero();
    assertThat(out()).isEqualTo(shown);
  }

  /** What is printed as the default is what a run does. */
  @Test
  void theDefaultsOfTheAdviceAreShownAsTheyAre() {
    assertThat(run("config", "show", "-q")).as(err()).isZero();
    String criteria =
        Arrays.stream(Criterion.values()).map(Criterion::word).collect(Collectors.joining(","));
    String preferred =
        Stream.of(Situation.PUBLIC, Situation.PRIVATE)
            .map(it -> it.word() + "=" + Preference.DEFAULT.paths().get(it))
            .collect(Collectors.joining(","));
    assertThat(out().lines())
        .anySatisfy(it -> assertThat(it).matches("rank-by +" + criteria + " +default"))
        .anySatisfy(it -> assertThat(it).matches("prefer +" + preferred + " +default"));
    assertThat(Ranking.DEFAULT.criteria()).containsExactly(Criterion.values());
  }

  @Test
  void aSituationThatIsNotNamedKeepsItsDefault() throws Exception {
    assertThat(
            run(
                "demo",
                "-q",
                "--out",
                report(),
                "--instance",
                PRIVATE_LINUX,
                "--rank-by",
                "preference",
                "--prefer",
                "public=fleet-manager-rdp"))
        .as(err())
        .isZero();
    assertThat(
            ReportFile.read(folder.resolve("report/report.json"))
                .instances()
                .getFirst()
                .recommendation()
                .orElseThrow()
                .path())
        .isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
  }

  @Test
  void everyProblemHasItsTextInBothLanguages() {
    for (ConfigurationException.Problem problem : ConfigurationException.Problem.values()) {
      String key = "config-" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
      for (Locale language : List.of(Locale.ROOT, Locale.JAPANESE)) {
        assertThat(
                ResourceBundle.getBundle("dev.loginpath.cli.messages", language).containsKey(key))
            .as(key)
            .isTrue();
      }
    }
  }
}
