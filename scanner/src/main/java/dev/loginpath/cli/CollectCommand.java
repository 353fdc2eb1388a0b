package dev.loginpath.cli;

import dev.loginpath.collect.AwsCliScript;
import dev.loginpath.collect.Connection;
import dev.loginpath.collect.FollowUp;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.folder.FolderException;
import dev.loginpath.simulator.folder.FolderHttpClient;
import dev.loginpath.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
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

  @Option(names = "--force", description = "Replace the file even if it is no snapshot.")
  private boolean force;

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

  @Option(
      names = "--script",
      description = "Print a shell script of AWS CLI calls that fill such a folder instead.")
  private boolean script;

  CollectCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    Connection asked = connection.connection(console());
    FollowUp channels = connection.channels();
    if (script) {
      return print(asked);
    }
    refuseToReplace();
    Reading.Account read =
        awsJson == null
            ? new Reading(this).read(asked, connection.regions(), channels, false)
            : fromFolder(awsJson, asked, channels);
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

  /** The CLI takes its own endpoint from the environment, and a role from its profile. */
  private ExitCode print(Connection asked) {
    if (awsJson != null || asked.roleArn().isPresent()) {
      throw new UserMistake(ExitCode.USAGE, "script-alone");
    }
    console()
        .out()
        .print(new AwsCliScript(connection.regions(), asked.region(), asked.profile()).text());
    return ExitCode.DONE;
  }

  /** Before anything is read: a name that was mistyped may be that of any file. */
  private void refuseToReplace() {
    if (Files.isDirectory(out)) {
      throw new UserMistake(ExitCode.USAGE, "unwritable", out.toString());
    }
    if (!force && Files.isRegularFile(out) && !isEmpty(out) && !SnapshotFile.isOne(out)) {
      throw new UserMistake(ExitCode.USAGE, "not-a-snapshot", out.toString());
    }
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private Reading.Account fromFolder(Path path, Connection asked, FollowUp channels) {
    AccountFolder folder = Folders.open(path);
    String chosen = account(folder);
    try {
      FolderApi api = new FolderApi(folder);
      String region = asked.region().orElseGet(() -> first(folder.regions(chosen)));
      Connection whole =
          Connection.inProcess(new FolderHttpClient(api), chosen, region).with(asked.patience());
      Reading.Account read =
          new Reading(this)
              .read(
                  folder.includesManagedResources() ? whole : whole.withoutManaged(),
                  connection.regions(),
                  channels,
                  false);
      new FolderAccount(this).tell(api.use(chosen), folder.isComplete());
      if (read.snapshot().regions().stream().anyMatch(it -> it.ec2().mayLackManaged())) {
        say("managed-may-be-hidden");
      }
      return read;
    } catch (FolderException unusable) {
      throw Folders.mistake(unusable);
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
