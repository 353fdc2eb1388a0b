package dev.loginpath.cli;

import dev.loginpath.advice.Criterion;
import dev.loginpath.advice.Preference;
import dev.loginpath.advice.Ranking;
import dev.loginpath.advice.Situation;
import dev.loginpath.cost.PriceTable;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to assess, where the report goes, and what fails the run. */
final class ReportOptions {

  static final String LIVE = "live";

  @Option(
      names = "--instance",
      split = ",",
      paramLabel = "ID",
      description = "Assess only these instances.")
  private String @Nullable [] instances;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "loginpath-report",
      description = "Folder for report.json and report.html. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("loginpath-report");

  @Option(
      names = {"-o", "--output"},
      split = ",",
      paramLabel = "FORMAT[=FILE]",
      description = "Also write json or html to a file, or to standard output.")
  private String[] outputs = {};

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "Exit 3 at a violation this bad or worse: critical, high, medium, low, info.")
  private @Nullable String failOn;

  @Option(
      names = "--prefer",
      split = ",",
      paramLabel = "SITUATION=PATH",
      defaultValue = "public=session-manager,private=instance-connect-endpoint",
      description =
          "Recommend this path where no other criterion decides; a situation that is left out keeps"
              + " its default. Default: ${DEFAULT-VALUE}")
  private Map<String, String> prefer = new TreeMap<>();

  @Option(
      names = "--rank-by",
      split = ",",
      paramLabel = "CRITERION",
      defaultValue = "recorded,principals,effort,cost,preference",
      description =
          "What makes a path the one to keep, first what matters most; what is left out has no say."
              + " Default: ${DEFAULT-VALUE}")
  private String[] rankBy = {};

  @Option(
      names = "--allow-incomplete",
      arity = Command.FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Exit 0 instead of 4 when something needed was not seen.")
  private boolean allowIncomplete;

  @Option(
      names = "--prices",
      paramLabel = "FILE|live",
      description =
          "Unit prices that win over the built-in ones: a file of the same form, or AWS's Price"
              + " List.")
  private @Nullable String prices;

  @Option(
      names = "--force",
      arity = Command.FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Replace report.json and report.html in --out even if others wrote them.")
  private boolean force;

  @Option(
      names = "--private",
      arity = Command.FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Let nobody else read the files; a folder that is made, too.")
  private boolean isPrivate;

  @Option(
      names = "--redact",
      arity = Command.FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Replace account ids, names, addresses and ids by pseudonyms, for sharing.")
  private boolean redact;

  /** Empty where all are meant; a list that names nothing would pass every gate. */
  Set<String> instances() {
    Set<String> named = new TreeSet<>();
    if (instances == null) {
      return named;
    }
    Arrays.stream(instances).map(String::strip).filter(it -> !it.isEmpty()).forEach(named::add);
    if (named.isEmpty()) {
      throw new UserMistake(ExitCode.USAGE, "no-instance");
    }
    return named;
  }

  Path out() {
    return out;
  }

  String[] outputs() {
    return outputs;
  }

  Optional<Severity> failOn() {
    return Optional.ofNullable(failOn)
        .map(word ->
            Arrays.stream(Severity.values())
                .filter(it -> it.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "unknown-severity", word)));
  }

  Ranking ranking() {
    return new Ranking(criteria(), preference());
  }

  private List<Criterion> criteria() {
    List<Criterion> criteria = new ArrayList<>();
    for (String given : rankBy) {
      String word = given.strip();
      Criterion criterion =
          Arrays.stream(Criterion.values())
              .filter(it -> it.word().equals(word))
              .filter(it -> !criteria.contains(it))
              .findFirst()
              .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "unknown-criterion", word));
      criteria.add(criterion);
    }
    return criteria;
  }

  private Preference preference() {
    Preference preference = Preference.DEFAULT;
    for (Map.Entry<String, String> each : prefer.entrySet()) {
      Situation situation =
          Arrays.stream(Situation.values())
              .filter(it -> it != Situation.UNKNOWN && it.word().equals(each.getKey()))
              .findFirst()
              .orElseThrow(
                  () -> new UserMistake(ExitCode.USAGE, "unknown-preference", each.getKey()));
      PathId path =
          PathId.find(each.getValue())
              .filter(Preference.PATHS::contains)
              .orElseThrow(
                  () -> new UserMistake(ExitCode.USAGE, "unknown-preference", each.getValue()));
      preference = preference.with(situation, path);
    }
    return preference;
  }

  /** The Price List is to be asked. */
  boolean pricesAreLive() {
    return LIVE.equals(prices);
  }

  PriceTable prices() {
    if (prices == null || pricesAreLive()) {
      return PriceTable.EMPTY;
    }
    try {
      return PriceTable.load(Path.of(prices));
    } catch (PriceTable.UnusableException unusable) {
      throw new UserMistake(ExitCode.INPUT, "bad-prices", String.valueOf(unusable.getMessage()));
    }
  }

  boolean redact() {
    return redact;
  }

  boolean force() {
    return force;
  }

  boolean isPrivate() {
    return isPrivate;
  }

  boolean allowIncomplete() {
    return allowIncomplete;
  }
}
