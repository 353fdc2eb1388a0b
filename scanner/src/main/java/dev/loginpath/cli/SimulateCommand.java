package dev.loginpath.cli;

import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.DemoAccount;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.Fault;
import dev.loginpath.simulator.server.Faults;
import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
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

  /** What matches no call would strike nothing, and what was tried would seem to hold. */
  private static final Pattern CALL = Pattern.compile("\\*|[a-z0-9-]+:[A-Z][A-Za-z0-9]*");

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

  @Option(
      names = "--fault",
      paramLabel = "CALL=FAULT",
      description = {
        "What goes wrong, as ec2:DescribeVpcs=throttled; * is every call. Faults: denied,",
        "throttled, server-error, expired, skewed, bad-signature, redirected, forbidden-page,",
        "reset, half, malformed, hang, xhtml, empty, foreign, error-as-success, bare,",
        "page-lost, same-token, fresh-tokens."
      })
  private String[] faults = {};

  @Option(
      names = "--throttle",
      paramLabel = "BURST,RATE",
      description = "Calls of one operation answered at once, and per second from then on.")
  private @Nullable String throttle;

  @Option(
      names = "--latency",
      paramLabel = "MILLISECONDS",
      defaultValue = "0",
      description = "How long every answer takes.")
  private int latency;

  @Option(
      names = "--expire-after",
      paramLabel = "CALLS",
      description = "Answer so many calls, and then that the credentials expired.")
  private @Nullable Integer expireAfter;

  SimulateCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() throws InterruptedException {
    Faults wrong = new Faults(faults(), limits(), console().clock());
    AccountFolder accounts = open();
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(accounts), port)) {
      server.fail(wrong);
      console().out().println(server.endpoint());
      console().out().flush();
      say("simulating", String.join(", ", accounts.accounts()));
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    } catch (IOException taken) {
      throw new UserMistake(ExitCode.USAGE, "port-taken", Integer.toString(port));
    }
  }

  private Map<String, Fault> faults() {
    Map<String, Fault> byCall = new TreeMap<>();
    for (String text : faults) {
      int equals = text.indexOf('=');
      Fault fault =
          Fault.find(equals < 0 ? "" : text.substring(equals + 1))
              .filter(it -> CALL.matcher(text.substring(0, equals)).matches())
              .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "bad-fault", text));
      byCall.put(text.substring(0, equals), fault);
    }
    return byCall;
  }

  private Faults.Limits limits() {
    Duration wait = Duration.ofMillis(Math.max(0, latency));
    if (throttle == null) {
      return new Faults.Limits(Integer.MAX_VALUE, 0, wait, Optional.ofNullable(expireAfter));
    }
    if (!throttle.matches("[0-9]{1,6},[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new UserMistake(ExitCode.USAGE, "bad-throttle", throttle);
    }
    String[] parts = throttle.split(",", 2);
    return new Faults.Limits(
        Integer.parseInt(parts[0]),
        Double.parseDouble(parts[1]),
        wait,
        Optional.ofNullable(expireAfter));
  }

  private AccountFolder open() {
    return folder == null ? DemoAccount.open() : Folders.open(folder);
  }
}
