package dev.loginpath.cli;

import dev.loginpath.file.UnusableFile;
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
    Reporting reporting = new Reporting(this, options, snapshot);
    try {
      return reporting.report(known(snapshot, SnapshotFile.content(snapshot)));
    } catch (UnusableFile unusable) {
      throw UserMistake.of(unusable);
    }
  }
}
