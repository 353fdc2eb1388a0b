package dev.loginpath.cli;

import dev.loginpath.config.Configuration.Setting;
import dev.loginpath.render.Plain;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Shows what options are set to apart from the command line, and who says so. */
@CommandLine.Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Show the configured options.")
final class ConfigCommand extends Command {

  @Spec private @Nullable CommandSpec spec;

  ConfigCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    CommandLine line = Objects.requireNonNull(spec).root().commandLine();
    ConfiguredDefaults defaults = (ConfiguredDefaults) line.getDefaultValueProvider();
    for (Map.Entry<String, OptionSpec> each : ConfiguredDefaults.options(line).entrySet()) {
      String option = each.getKey();
      Optional<Setting> setting = defaults.setting(option);
      console()
          .out()
          .printf(
              "%-17s %-30s %s%n",
              option,
              Plain.text(setting.map(Setting::value).orElseGet(() -> own(each.getValue()))),
              Plain.text(setting.map(Setting::source).orElse("default")));
    }
    return ExitCode.DONE;
  }

  /** An option's own default; a flag that nobody sets is false. */
  private static String own(OptionSpec option) {
    return Optional.ofNullable(option.defaultValue())
        .orElse(option.type().equals(boolean.class) ? "false" : "-");
  }
}
