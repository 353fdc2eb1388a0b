package dev.loginpath.cli;

import dev.loginpath.render.Plain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How can anybody get onto this EC2 instance? */
@CommandLine.Command(
    name = "loginpath",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Says for every EC2 instance how anybody can get onto it, and which ways are risky.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done or gate passed, 1 bug, 2 usage, 3 gate failed, 4 incomplete,",
      "5 no access to AWS, 6 unusable input file, 130/143 interrupted."
    })
public final class Main implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Containers without a locale would print Japanese as question marks.
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.setOut(out);
    System.setErr(err);
    Console console =
        new Console(
            System.in,
            out,
            err,
            Clock.systemUTC(),
            Path.of(""),
            name -> Optional.ofNullable(System.getenv(name)).orElse(""));
    AtomicBoolean finished = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(console, finished)));
    int exitCode = run(console, arguments);
    out.flush();
    finished.set(true);
    System.exit(exitCode);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static void interrupted(Console console, AtomicBoolean finished) {
    if (!finished.get()) {
      Locale language = Messages.languageOf(console.environment());
      console.err().println(new Messages(language).text("interrupted"));
    }
  }

  /** Runs a command and returns its exit code. */
  static int run(Console console, String... arguments) {
    CommandLine rules = new CommandLine(new RulesCommand(console));
    rules.addSubcommand(new RulesCommand.ListRules(console));
    rules.addSubcommand(new RulesCommand.ShowRule(console));
    rules.addSubcommand(new RulesCommand.RuleDocs(console));
    CommandLine config = new CommandLine(new ConfigCommand(console));
    CommandLine show = new CommandLine(new ConfigCommand(console));
    // The same command; where it is told to ask for help it has to go by this name.
    show.getCommandSpec().name("show");
    config.addSubcommand(show);
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new ScanCommand(console))
            .addSubcommand(new CollectCommand(console))
            .addSubcommand(new CheckCommand(console))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new EvaluateCommand(console))
            .addSubcommand(rules)
            .addSubcommand(config)
            .addSubcommand(new PermissionsCommand(console))
            .addSubcommand(new DemoCommand(console))
            .addSubcommand(new SimulateCommand(console));
    ConfiguredDefaults defaults = ConfiguredDefaults.of(line, console, arguments);
    if (!ConfiguredDefaults.isHelpAskedOf(line, arguments)) {
      line.setDefaultValueProvider(defaults);
    }
    line.setExecutionStrategy(defaults::run);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((mistake, given) -> usage(console, mistake));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(console, failure, command.getCommand()));
    return line.execute(arguments);
  }

  private static int usage(Console console, ParameterException mistake) {
    console.err().println(Plain.line(String.valueOf(mistake.getMessage())));
    String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
    Messages messages = new Messages(Messages.languageOf(console.environment()));
    console.err().println(messages.text("see-help", command));
    return ExitCode.USAGE.number();
  }

  private static int failed(Console console, Exception failure, Object command) throws Exception {
    if (failure instanceof UserMistake mistake) {
      console.err().println(mistake.text(messages(console, command, mistake)));
      return mistake.exitCode().number();
    }
    // A bug of ours is loud: the trace is what a report of it needs.
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    console.err().print(Plain.lines(trace.toString()));
    return ExitCode.BUG.number();
  }

  private static Messages messages(Console console, Object command, UserMistake mistake) {
    boolean language = mistake.text(new Messages(Locale.ENGLISH)).startsWith("--lang");
    return command instanceof Command known && !language
        ? known.messages()
        : new Messages(Messages.languageOf(console.environment()));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
