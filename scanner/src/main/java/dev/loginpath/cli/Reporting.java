package dev.loginpath.cli;

import dev.loginpath.advice.Ranking;
import dev.loginpath.cost.PriceTable;
import dev.loginpath.gate.Gate;
import dev.loginpath.gate.GateResult;
import dev.loginpath.redact.Redaction;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.Report;
import dev.loginpath.report.Severity;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.AccountNames;
import dev.loginpath.scan.Check;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** From a snapshot to files, a summary and an exit code. */
final class Reporting {

  private final Command command;
  private final ReportOptions options;
  private final Set<String> instances;
  private final ReportOutputs outputs;
  private final Optional<Severity> failOn;
  private final Ranking ranking;
  private final PriceTable prices;

  /** Reads the options at once: a mistake in them is told before AWS is read. */
  Reporting(Command command, ReportOptions options) {
    this.command = command;
    this.options = options;
    this.instances = options.instances();
    this.failOn = options.failOn();
    this.ranking = options.ranking();
    this.prices = options.prices();
    this.outputs = new ReportOutputs(options);
  }

  /** With a file that is read and must not be written. */
  Reporting(Command command, ReportOptions options, Path input) {
    this(command, options);
    outputs.refuseToReplace(input);
  }

  /** Writes what was read before reading stopped, and then says why it stopped. */
  ExitCode report(Reading.Account read) {
    if (read.stopped().isPresent()) {
      write(read.snapshot());
      throw read.stopped().get();
    }
    return report(read.snapshot());
  }

  ExitCode report(AccountSnapshot snapshot) {
    Report report = write(snapshot);
    SortedSet<String> notFound = Check.notFound(snapshot, instances);
    if (!notFound.isEmpty()) {
      throw new UserMistake(ExitCode.USAGE, "instance-not-found", String.join(", ", notFound));
    }
    return gate(report);
  }

  private Report write(AccountSnapshot snapshot) {
    Report found = new Check(Catalog.ALL, instances, ranking, prices).report(snapshot);
    Report report =
        options.redact() ? Redaction.of(found, AccountNames.of(snapshot)).report() : found;
    outputs.write(report, command);
    if (!command.isQuiet()) {
      String table = new SummaryTable(command.messages()).of(report);
      (outputs.useStandardOutput() ? command.console().err() : command.console().out())
          .print(table);
    }
    sayWhichPricesAreNotListed(snapshot);
    outputs.sayWhere(command);
    return report;
  }

  private void sayWhichPricesAreNotListed(AccountSnapshot snapshot) {
    List<String> missing =
        snapshot.listedPrices().stream()
            .filter(it -> !(it.usd() instanceof Observed.Known<?>))
            .map(it -> it.question().item() + " of " + it.question().region())
            .toList();
    if (!missing.isEmpty()) {
      SortedSet<String> why = new TreeSet<>();
      snapshot.listedPrices().stream()
          .filter(it -> !(it.usd() instanceof Observed.Known<?>))
          .map(it -> it.usd().outcome())
          .forEach(it -> why.add(it == Outcome.OK ? "no product" : it.word()));
      command.say(
          "prices-not-listed",
          Integer.toString(missing.size()),
          Integer.toString(snapshot.listedPrices().size()),
          String.join(", ", why),
          GateNotes.shortened(missing));
    }
  }

  private ExitCode gate(Report report) {
    GateNotes notes = new GateNotes(command.messages());
    if (failOn.isEmpty()) {
      notes.nothingSeen(report).ifPresent(command.console().err()::println);
      command.say("no-gate");
      return ExitCode.DONE;
    }
    String threshold = failOn.get().word();
    return switch (new Gate(failOn.get()).judge(report)) {
      case GateResult.Passed passed -> {
        command.say("gate-passed", threshold);
        notes.notOffered(report).ifPresent(command.console().err()::println);
        yield ExitCode.DONE;
      }
      case GateResult.Failed failed -> {
        tell("gate-failed", Integer.toString(failed.violations().size()), threshold);
        if (!failed.missing().isEmpty()) {
          tell("also-incomplete", GateNotes.calls(failed.missing()));
        }
        yield ExitCode.GATE_FAILED;
      }
      case GateResult.Incomplete incomplete -> {
        boolean allowed = options.allowIncomplete();
        tell(allowed ? "incomplete-allowed" : "incomplete", GateNotes.calls(incomplete.missing()));
        if (!allowed) {
          notes.advice(incomplete.missing()).forEach(command.console().err()::println);
        }
        yield allowed ? ExitCode.DONE : ExitCode.INCOMPLETE;
      }
    };
  }

  /** Why a gate did not pass is said even to the quiet. */
  private void tell(String key, Object... details) {
    command.console().err().println(command.messages().text(key, details));
  }
}
