package dev.loginpath.cli;

import dev.loginpath.config.Configuration;
import dev.loginpath.config.ConfigurationException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Options that the command line does not give take what the configuration says. */
final class ConfiguredDefaults implements IDefaultValueProvider {

  /** What belongs to one command alone, as the file that collect writes, is not configured. */
  private static final Set<Class<?>> SHARED =
      Set.of(Command.class, ConnectionOptions.class, ReportOptions.class);

  private final Optional<Configuration> configuration;
  private final Optional<UserMistake> mistake;

  private ConfiguredDefaults(Optional<Configuration> configuration, Optional<UserMistake> mistake) {
    this.configuration = configuration;
    this.mistake = mistake;
  }

  /** A file that cannot be used is told when a command is to run, so that help always works. */
  static ConfiguredDefaults of(CommandLine line, Console console, String... arguments) {
    try {
      return new ConfiguredDefaults(
          Optional.of(
              Configuration.read(
                  options(line).keySet(),
                  flags(line),
                  console.environment(),
                  Named.file(arguments),
                  console.workingDirectory())),
          Optional.empty());
    } catch (ConfigurationException unusable) {
      String key = "config-" + unusable.problem().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new ConfiguredDefaults(
          Optional.empty(),
          Optional.of(
              new UserMistake(ExitCode.USAGE, key, unusable.details().toArray(String[]::new))));
    }
  }

  /** All options that can be configured, by their long names. */
  static SortedMap<String, OptionSpec> options(CommandLine line) {
    SortedMap<String, OptionSpec> options = new TreeMap<>();
    line.getCommandSpec().options().stream()
        .filter(ConfiguredDefaults::isShared)
        .forEach(it -> options.put(name(it), it));
    line.getSubcommands().values().forEach(it -> options.putAll(options(it)));
    return options;
  }

  private static Set<String> flags(CommandLine line) {
    return options(line).entrySet().stream()
        .filter(it -> isFlag(it.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isFlag(OptionSpec option) {
    return option.type() == boolean.class;
  }

  private static boolean isShared(OptionSpec option) {
    return option.userObject() instanceof Field field
        && SHARED.contains(field.getDeclaringClass())
        && !option.longestName().equals(Named.OPTION);
  }

  private static String name(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /** What an option is configured to, and who says so. */
  Optional<Configuration.Setting> setting(String option) {
    return configuration.flatMap(it -> it.of(option));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && isShared(option)
        ? setting(name(option)).map(Configuration.Setting::value).orElse(null)
        : null;
  }

  /**
   * Whether help is asked for. What is configured is then left alone: a value that does not fit its
   * option would end the parsing, and with it the help that tells what fits.
   */
  static boolean isHelpAskedOf(CommandLine line, String... arguments) {
    try {
      return line.parseArgs(arguments).asCommandLineList().stream()
          .anyMatch(it -> it.isUsageHelpRequested() || it.isVersionHelpRequested());
    } catch (ParameterException mistaken) {
      // It is told when the line is parsed to be run.
      return false;
    }
  }

  /** Runs what was asked for. */
  int run(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    CommandLine last = parsed.asCommandLineList().getLast();
    if (last.getCommand() instanceof Command command) {
      try {
        begin(command);
      } catch (UserMistake unusable) {
        // As if the command itself had thrown it, so that it is told as any other.
        throw new ExecutionException(last, String.valueOf(unusable.getMessage()), unusable);
      }
    }
    return new RunLast().execute(parsed);
  }

  private void begin(Command command) {
    // Nothing can be told in a language that is not there.
    command.messages();
    if (mistake.isPresent()) {
      throw mistake.get();
    }
    configuration
        .flatMap(Configuration::file)
        .ifPresent(it -> command.say("configuration", it.toString()));
  }

  /** The file has to be known before the other options have their defaults. */
  @CommandLine.Command
  private static final class Named {

    static final String OPTION = "--config";

    @Option(names = OPTION)
    private @Nullable Path file;

    static Optional<Path> file(String... arguments) {
      Named named = new Named();
      CommandLine line = new CommandLine(named).setUnmatchedArgumentsAllowed(true);
      try {
        line.parseArgs(arguments);
      } catch (ParameterException incomplete) {
        // The command itself says so.
        return Optional.empty();
      }
      return Optional.ofNullable(named.file);
    }
  }
}
