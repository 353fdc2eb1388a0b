package dev.loginpath.cli;

import dev.loginpath.file.WholeFile;
import dev.loginpath.rule.Catalog;
import dev.loginpath.rule.Rule;
import dev.loginpath.rule.RulePage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Lists the rules, shows one, or writes the page of each. */
@CommandLine.Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "List the rules.",
    subcommands = {})
final class RulesCommand extends Command {

  RulesCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    for (Rule rule : Catalog.ALL) {
      console()
          .out()
          .printf(
              "%-36s %-8s %s%n", rule.id(), rule.about().severity().word(), rule.about().title());
    }
    return ExitCode.DONE;
  }

  /** One line a rule. */
  @CommandLine.Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the rules.")
  static final class ListRules extends Command {

    ListRules(Console console) {
      super(console);
    }

    @Override
    ExitCode run() {
      return new RulesCommand(console()).run();
    }
  }

  /** The page of one rule. */
  @CommandLine.Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show one rule.")
  static final class ShowRule extends Command {

    @Parameters(paramLabel = "RULE", description = "The rule's id.")
    private String id = "";

    ShowRule(Console console) {
      super(console);
    }

    @Override
    ExitCode run() {
      Rule rule =
          Catalog.find(id).orElseThrow(() -> new UserMistake(ExitCode.USAGE, "unknown-rule", id));
      console().out().print(RulePage.of(rule));
      return ExitCode.DONE;
    }
  }

  /** The pages of all rules. */
  @CommandLine.Command(
      name = "docs",
      mixinStandardHelpOptions = true,
      description = "Write a page per rule.")
  static final class RuleDocs extends Command {

    @Parameters(
        paramLabel = "DIR",
        arity = "0..1",
        defaultValue = "docs/rules",
        description = "Folder of the pages. Default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("docs/rules");

    RuleDocs(Console console) {
      super(console);
    }

    @Override
    ExitCode run() {
      for (Rule rule : Catalog.ALL) {
        Path page = folder.resolve(rule.id() + ".md");
        try {
          WholeFile.write(
              page, out -> out.write(RulePage.of(rule).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unwritable) {
          throw new UserMistake(ExitCode.USAGE, "unwritable", page.toString());
        }
      }
      return ExitCode.DONE;
    }
  }
}
