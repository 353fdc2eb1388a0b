package dev.loginpath.cli;

import dev.loginpath.collect.AccountCollector;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Prints the policy that the program needs, from the collectors' own lists. */
@CommandLine.Command(
    name = "permissions",
    mixinStandardHelpOptions = true,
    description = "Print the least-privilege policy for reading an account.")
final class PermissionsCommand extends Command {

  @Option(names = "--prices", paramLabel = "live", description = "Also what --prices live needs.")
  private @Nullable String prices;

  PermissionsCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    SortedSet<String> needed = new TreeSet<>(AccountCollector.actions());
    if (ReportOptions.LIVE.equals(prices)) {
      needed.addAll(AccountCollector.priceActions());
    }
    String actions =
        needed.stream().map(it -> "        \"" + it + "\"").collect(Collectors.joining(",\n"));
    console()
        .out()
        .print(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "LoginpathRead",
                  "Effect": "Allow",
                  "Action": [
            %s
                  ],
                  "Resource": "*"
                }
              ]
            }
            """
                .formatted(actions));
    return ExitCode.DONE;
  }
}
