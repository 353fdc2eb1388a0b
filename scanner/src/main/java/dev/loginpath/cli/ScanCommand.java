package dev.loginpath.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Reads AWS, assesses, judges and reports, in one run. */
@CommandLine.Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = "Read AWS and report every login path of every instance.")
final class ScanCommand extends Command {

  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private ReportOptions options = new ReportOptions();

  ScanCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    Reporting reporting = new Reporting(this, options);
    return reporting.report(
        new Reading(this)
            .read(
                connection.connection(console()),
                connection.regions(),
                connection.channels(),
                options.pricesAreLive()));
  }
}
