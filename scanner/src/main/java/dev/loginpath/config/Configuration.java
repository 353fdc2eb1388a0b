package dev.loginpath.config;

import dev.loginpath.config.ConfigurationException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What options are set to where the command line does not say: by the environment, {@code
 * LOGINPATH_FAIL_ON} for {@code --fail-on}, else by one file.
 */
public final class Configuration {

  public static final String FILE_VARIABLE = "LOGINPATH_CONFIG";

  private static final String NAME = "loginpath.yaml";

  /**
   * A file that merely lies in the working directory may be somebody else's: credentials must not
   * go where it points, and it must not narrow what is looked at or excuse what was not seen. What
   * is not known to be harmless is refused, so that a new option is too.
   */
  private static final Set<String> IN_A_FOUND_FILE =
      Set.of("fail-on", "lang", "no-color", "prefer", "prices", "quiet", "rank-by");

  /** Variables of AWS's own that come before the file. */
  private static final Map<String, List<String>> AWS_VARIABLES =
      Map.of(
          "endpoint-url", List.of("AWS_ENDPOINT_URL"),
          "profile", List.of("AWS_PROFILE"),
          "region", List.of("AWS_REGION", "AWS_DEFAULT_REGION"));

  /** A value and who says so: a variable, or a file and its line. */
  public record Setting(String value, String source) {}

  private final UnaryOperator<String> environment;
  private final Optional<ConfigurationFile> file;

  private Configuration(UnaryOperator<String> environment, Optional<ConfigurationFile> file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the one file that counts: the named one, else that of the working directory, else the
   * user's own.
   *
   * @param options the long names that a file may set, without dashes
   * @param flags those of them that are true or false
   * @param environment an environment variable's value, empty text where it is not set
   * @throws ConfigurationException when the file cannot be used
   */
  public static Configuration read(
      Set<String> options,
      Set<String> flags,
      UnaryOperator<String> environment,
      Optional<Path> named,
      Path workingDirectory)
      throws ConfigurationException {
    Optional<ConfigurationFile> file = file(options, environment, named, workingDirectory);
    for (String flag : flags) {
      refuseUnlessTrueOrFalse(flag, environment, file);
    }
    return new Configuration(environment, file);
  }

  private static Optional<ConfigurationFile> file(
      Set<String> options,
      UnaryOperator<String> environment,
      Optional<Path> named,
      Path workingDirectory)
      throws ConfigurationException {
    Optional<Path> wanted =
        named.or(() -> variable(environment, FILE_VARIABLE).map(workingDirectory::resolve));
    if (wanted.isPresent()) {
      return Optional.of(load(wanted.get(), options));
    }
    Path found = workingDirectory.resolve(NAME);
    if (Files.exists(found)) {
      ConfigurationFile file = load(found, options);
      refuse(file, it -> !IN_A_FOUND_FILE.contains(it), Problem.NOT_IN_A_FOUND_FILE);
      return Optional.of(file);
    }
    Optional<Path> own = ownFolder(environment).map(it -> it.resolve("loginpath").resolve(NAME));
    return own.isPresent() && Files.exists(own.get())
        ? Optional.of(load(own.get(), options))
        : Optional.empty();
  }

  /** Here the variable or the line is known; who parses the options could name neither. */
  private static void refuseUnlessTrueOrFalse(
      String flag, UnaryOperator<String> environment, Optional<ConfigurationFile> file)
      throws ConfigurationException {
    String variable = variableOf(flag);
    Optional<String> set = variable(environment, variable);
    if (set.isPresent() && !isTrueOrFalse(set.get())) {
      throw new ConfigurationException(Problem.VARIABLE_NOT_TRUE_OR_FALSE, variable, set.get());
    }
    ConfigurationFile.@Nullable Entry entry =
        file.isEmpty() ? null : file.get().options().get(flag);
    if (entry != null && !isTrueOrFalse(entry.value())) {
      throw new ConfigurationException(
          Problem.NOT_TRUE_OR_FALSE,
          file.get().path().toString(),
          Integer.toString(entry.line()),
          flag,
          entry.value());
    }
  }

  private static boolean isTrueOrFalse(String value) {
    return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
  }

  /**
   * A relative path would be a folder of the working directory, which is not the user's. The <a
   * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG specification</a> says
   * to ignore it.
   */
  private static Optional<Path> ownFolder(UnaryOperator<String> environment) {
    return variable(environment, "XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .or(() ->
            variable(environment, "HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(it -> it.resolve(".config")));
  }

  private static ConfigurationFile load(Path path, Set<String> options)
      throws ConfigurationException {
    ConfigurationFile file = ConfigurationFile.load(path);
    SortedSet<String> known = new TreeSet<>(options);
    refuse(file, it -> !known.contains(it), Problem.UNKNOWN_OPTION, String.join(", ", known));
    return file;
  }

  private static void refuse(
      ConfigurationFile file, Predicate<String> refused, Problem problem, String... details)
      throws ConfigurationException {
    for (Map.Entry<String, ConfigurationFile.Entry> each : file.options().entrySet()) {
      if (refused.test(each.getKey())) {
        String line = Integer.toString(each.getValue().line());
        throw new ConfigurationException(
            problem,
            Stream.concat(
                    Stream.of(file.path().toString(), line, each.getKey()), Stream.of(details))
                .toArray(String[]::new));
      }
    }
  }

  /** The file that was read, where there is one. */
  public Optional<Path> file() {
    return file.map(ConfigurationFile::path);
  }

  /** What an option is set to; empty where its own default stands, or AWS's variable. */
  public Optional<Setting> of(String option) {
    String variable = variableOf(option);
    Optional<Setting> set = variable(environment, variable).map(it -> new Setting(it, variable));
    boolean aws =
        AWS_VARIABLES.getOrDefault(option, List.of()).stream()
            .anyMatch(it -> variable(environment, it).isPresent());
    return set.isPresent() || aws ? set : inFile(option);
  }

  private Optional<Setting> inFile(String option) {
    return file.flatMap(it -> {
      ConfigurationFile.@Nullable Entry entry = it.options().get(option);
      return entry == null
          ? Optional.empty()
          : Optional.of(new Setting(entry.value(), it.path() + ", line " + entry.line()));
    });
  }

  private static String variableOf(String option) {
    return "LOGINPATH_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Optional<String> variable(UnaryOperator<String> environment, String name) {
    return Optional.of(environment.apply(name)).filter(it -> !it.isEmpty());
  }
}
