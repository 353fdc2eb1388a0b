package dev.loginpath.cli;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.collect.CollectException;
import dev.loginpath.collect.Connection;
import dev.loginpath.collect.FollowUp;
import dev.loginpath.cost.PriceQuestions;
import dev.loginpath.scan.Check;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;
import java.util.Optional;
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

  Account read(Connection connection, List<String> regions) {
    return read(connection, regions, false);
  }

  /** Reads the prices of AWS's Price List as well, where the user wants them. */
  Account read(Connection connection, List<String> regions, boolean prices) {
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
      return new Account(
          collector.collect(regions, prices ? new WithPrices() : Check::nodesToAsk),
          Optional.empty());
    } catch (CollectException.ExpiredInMidScan expired) {
      return new Account(expired.soFar(), Optional.of(mistake(expired)));
    } catch (CollectException failed) {
      throw mistake(failed);
    }
  }

  /** What a scan asks later, and the unit prices. */
  private static final class WithPrices implements FollowUp {

    @Override
    public SortedSet<String> nodesToAsk(RegionSnapshot region) {
      return Check.nodesToAsk(region);
    }

    @Override
    public List<PriceQuestion> pricesToAsk(RegionSnapshot region) {
      return PriceQuestions.of(region);
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
