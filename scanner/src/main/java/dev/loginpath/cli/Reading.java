package dev.loginpath.cli;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.collect.CollectException;
import dev.loginpath.collect.Connection;
import dev.loginpath.scan.Check;
import dev.loginpath.snapshot.AccountSnapshot;
import java.util.List;

/** Reads an account for a command, and says what is wrong in the user's words. */
final class Reading {

  private final Command command;

  Reading(Command command) {
    this.command = command;
  }

  AccountSnapshot read(Connection connection, List<String> regions) {
    Console console = command.console();
    AccountCollector collector =
        new AccountCollector(
            connection,
            console.environment(),
            console.clock(),
            Version.CURRENT,
            (region, done, of) ->
                command.say("region-read", region, Integer.toString(done), Integer.toString(of)));
    try {
      return collector.collect(regions, Check::nodesToAsk);
    } catch (CollectException failed) {
      throw mistake(failed);
    }
  }

  private static UserMistake mistake(CollectException failed) {
    String detail = String.valueOf(failed.getMessage());
    return switch (failed) {
      case CollectException.NoCredentials none ->
          new UserMistake(ExitCode.NO_ACCESS, "no-credentials", detail);
      case CollectException.ExpiredCredentials expired ->
          new UserMistake(ExitCode.NO_ACCESS, "expired-credentials", detail);
      case CollectException.RejectedCredentials rejected ->
          new UserMistake(ExitCode.NO_ACCESS, "rejected-credentials", detail);
      case CollectException.RoleNotAssumed refused ->
          new UserMistake(ExitCode.NO_ACCESS, "role-not-assumed", detail);
      case CollectException.EndpointSilent silent ->
          new UserMistake(ExitCode.NO_ACCESS, "endpoint-silent", detail);
      case CollectException.UnknownProfile unknown ->
          new UserMistake(ExitCode.USAGE, "unknown-profile", detail);
      case CollectException.UnknownRegion unknown ->
          new UserMistake(
              ExitCode.USAGE, "unknown-region", detail, String.join(", ", unknown.known()));
      case CollectException.RegionNotEnabled off ->
          new UserMistake(ExitCode.USAGE, "region-not-enabled", detail);
    };
  }
}
