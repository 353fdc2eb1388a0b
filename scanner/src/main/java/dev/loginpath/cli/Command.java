package dev.loginpath.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command has: a language, and how much it says. */
abstract class Command implements Callable<Integer> {

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Language of messages and HTML: en or ja. Default: the locale's.")
  private @Nullable String lang;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  // Nothing is coloured yet; scripts that forbid colours must not fail over it.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--no-color", description = "Print no colours.")
  private boolean noColor;

  private final Console console;

  Command(Console console) {
    this.console = console;
  }

  final Console console() {
    return console;
  }

  final Messages messages() {
    Optional<String> chosen = Optional.ofNullable(lang);
    if (chosen.isPresent() && !chosen.get().equals("en") && !chosen.get().equals("ja")) {
      throw new UserMistake(ExitCode.USAGE, "unknown-language", chosen.get());
    }
    return new Messages(
        chosen.map(Locale::of).orElseGet(() -> Messages.languageOf(console.environment())));
  }

  /** Tells the user something that is not data, unless told to be quiet. */
  final void say(String key, Object... details) {
    if (!quiet) {
      console.err().println(messages().text(key, details));
    }
  }

  final boolean isQuiet() {
    return quiet;
  }

  abstract ExitCode run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    // A language that is not there is told before anything is read.
    messages();
    return run().number();
  }
}
