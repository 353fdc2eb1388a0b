package dev.loginpath.cli;

import dev.loginpath.collect.Connection;
import dev.loginpath.scan.ChannelQuestions;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.DemoAccount;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Scans the demo account in the embedded simulator: the main job, without AWS. */
@CommandLine.Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Scan the demo account and show what a report looks like.")
final class DemoCommand extends Command {

  @Mixin private ReportOptions options = new ReportOptions();

  DemoCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() throws IOException {
    Reporting reporting = new Reporting(this, options);
    AccountFolder folder = DemoAccount.open();
    String account = folder.accounts().getFirst();
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(folder), 0)) {
      Connection connection =
          Connection.standIn(server.endpoint(), account, folder.regions(account).getFirst());
      return reporting.report(
          new Reading(this)
              .read(connection, List.of(), ChannelQuestions::needed, options.pricesAreLive()));
    }
  }
}
