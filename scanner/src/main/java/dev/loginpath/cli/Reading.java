package dev.loginpath.cli;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.collect.CollectException;
import dev.loginpath.collect.Connection;
import dev.loginpath.collect.FollowUp;
import dev.loginpath.cost.PriceQuestions;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** Reads an account for a command, and says what is wrong in the user's words. */
final class Reading {

  private final Command command;

  Reading(Command command) {
    this.command = command;
  }

  /**
   * What was read.
   *
   * @param stopped why reading ended before its end, where it did
   */
  record Account(AccountSnapshot snapshot, Optional<UserMistake> stopped) {}

  /**
   * Reads an account.
   *
   * @param regions empty for all
   * @param channels which connection statuses are asked
   * @param prices the prices of AWS's Price List are wanted as well
   */
  Account read(Connection connection, List<String> regions, FollowUp channels, boolean prices) {
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
      return new Account(collector.collect(regions, new Asked(channels, prices)), Optional.empty());
    } catch (CollectException.ExpiredInMidScan expired) {
      return new Account(expired.soFar(), Optional.of(mistake(expired)));
    } catch (CollectException failed) {
      throw mistake(failed);
    }
  }

  /** What a scan asks later, as the user wants it. */
  private record Asked(FollowUp channels, boolean prices) implements FollowUp {

    @Override
    public SortedMap<String, SortedSet<String>> nodesToAsk(AccountSnapshot read) {
      return channels.nodesToAsk(read);
    }

    @Override
    public List<PriceQuestion> pricesToAsk(RegionSnapshot region) {
      return prices ? PriceQuestions.of(region) : List.of();
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
      case CollectException.ExpiredInMidScan expired ->
          new UserMistake(ExitCode.NO_ACCESS, "expired-in-mid-scan", detail);
      case CollectException.ClockSkewed skewed ->
          new UserMistake(ExitCode.NO_ACCESS, "clock-skewed", detail);
      case CollectException.EndpointForeign foreign ->
          new UserMistake(ExitCode.NO_ACCESS, "endpoint-foreign", detail);
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
