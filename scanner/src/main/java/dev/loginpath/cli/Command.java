package dev.loginpath.cli;

import dev.loginpath.file.JsonFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command has: a language, and how much it says. */
abstract class Command implements Callable<Integer> {

  /** With a value, so that a flag that is configured can be taken back. */
  static final String FLAG = "0..1";

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Language of messages and HTML: en or ja. Default: the locale's.")
  private @Nullable String lang;

  @Option(
      names = {"-q", "--quiet"},
      arity = FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Print errors only.")
  private boolean quiet;

  // Nothing is coloured yet; scripts that forbid colours must not fail over it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--no-color",
      arity = FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Print no colours.")
  private boolean noColor;

  // Read before the options are: it tells what they are by default.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Options in a file. Default: loginpath.yaml here, or in the user's configuration.")
  private @Nullable Path config;

  private final Console console;

  Command(Console console) {
    this.console = console;
  }

  final Console console() {
    return console;
  }

  final Messages messages() {
    // LOGINPATH_LANG is often written as a locale.
    Optional<String> chosen =
        Optional.ofNullable(lang).map(it -> it.replaceFirst("^(en|ja)[_.-].*", "$1"));
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

  /** What a file holds that this program knows; that there is more is said once. */
  final <T> T known(Path file, JsonFile.Content<T> content) {
    if (!content.unknown().isEmpty()) {
      say(
          "unknown-members",
          file.toString(),
          Integer.toString(content.unknown().size()),
          content.unknown().getFirst());
    }
    return content.value();
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
