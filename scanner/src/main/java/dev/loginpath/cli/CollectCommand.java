package dev.loginpath.cli;

import dev.loginpath.collect.Connection;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.folder.FolderException;
import dev.loginpath.simulator.folder.FolderHttpClient;
import dev.loginpath.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads AWS, or saved AWS CLI output, into a snapshot. */
@CommandLine.Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = "Read AWS and write a snapshot.")
final class CollectCommand extends Command {

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "snapshot.json.gz",
      description = "The snapshot. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("snapshot.json.gz");

  @Option(
      names = "--aws-json",
      paramLabel = "FOLDER",
      description = "Read AWS CLI output from a folder instead of AWS.")
  private @Nullable Path awsJson;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "With --aws-json: the account, where the folder holds several.")
  private @Nullable String account;

  CollectCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    Connection asked = connection.connection(console());
    Connection from = awsJson == null ? asked : folder(awsJson, asked);
    Reading.Account read = new Reading(this).read(from, connection.regions(), connection.channels(), false);
    try {
      SnapshotFile.save(read.snapshot(), out);
    } catch (IOException unwritable) {
      throw new UserMistake(ExitCode.USAGE, "unwritable", out.toString());
    }
    say("snapshot-written", out.toString());
    if (read.stopped().isPresent()) {
      throw read.stopped().get();
    }
    return ExitCode.DONE;
  }

  private Connection folder(Path path, Connection asked) {
    try {
      AccountFolder folder = AccountFolder.open(path);
      String chosen = account(folder);
      String region = asked.region().orElseGet(() -> first(folder.regions(chosen)));
      return Connection.inProcess(new FolderHttpClient(new FolderApi(folder)), chosen, region)
          .with(asked.patience());
    } catch (FolderException unusable) {
      throw new UserMistake(ExitCode.INPUT, "bad-folder", String.valueOf(unusable.getMessage()));
    }
  }

  private static String first(List<String> regions) {
    return regions.isEmpty() ? "us-east-1" : regions.getFirst();
  }

  private String account(AccountFolder folder) {
    List<String> accounts = folder.accounts();
    if (account == null && accounts.size() == 1) {
      return accounts.getFirst();
    }
    if (account == null || !accounts.contains(account)) {
      throw new UserMistake(ExitCode.USAGE, "choose-account", String.join(", ", accounts));
    }
    return account;
  }
}
