package dev.loginpath.cli;

import dev.loginpath.snapshot.SnapshotFile;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Assesses and judges a snapshot; asks AWS nothing. */
@CommandLine.Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Assess a snapshot and write the report.")
final class CheckCommand extends Command {

  @Parameters(paramLabel = "SNAPSHOT", description = "A file that collect wrote.")
  private Path snapshot = Path.of("snapshot.json.gz");

  @Mixin private ReportOptions options = new ReportOptions();

  CheckCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    if (options.pricesAreLive()) {
      throw new UserMistake(ExitCode.USAGE, "prices-need-aws");
    }
    Reporting reporting = new Reporting(this, options);
    try {
      return reporting.report(SnapshotFile.load(snapshot));
    } catch (SnapshotFile.UnusableException unusable) {
      throw new UserMistake(ExitCode.INPUT, "bad-snapshot", String.valueOf(unusable.getMessage()));
    }
  }
}
