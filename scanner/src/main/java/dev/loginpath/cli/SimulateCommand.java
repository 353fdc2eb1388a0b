package dev.loginpath.cli;

import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.DemoAccount;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a folder of AWS CLI output as an AWS endpoint on this machine until it is stopped. */
@CommandLine.Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Serve a folder of AWS CLI output as an AWS endpoint until stopped.")
final class SimulateCommand extends Command {

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "The folder. Default: the demo account.")
  private @Nullable Path folder;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port on the loopback interface. Default: any free one.")
  private int port;

  SimulateCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() throws InterruptedException {
    AccountFolder accounts = open();
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(accounts), port)) {
      console().out().println(server.endpoint());
      console().out().flush();
      say("simulating", String.join(", ", accounts.accounts()));
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    } catch (IOException taken) {
      throw new UserMistake(ExitCode.USAGE, "port-taken", Integer.toString(port));
    }
  }

  private AccountFolder open() {
    return folder == null ? DemoAccount.open() : Folders.open(folder);
  }
}
