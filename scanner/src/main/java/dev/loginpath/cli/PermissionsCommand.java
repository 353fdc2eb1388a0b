package dev.loginpath.cli;

import dev.loginpath.collect.AccountCollector;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Prints the policy that the program needs, from the collectors' own lists. */
@CommandLine.Command(
    name = "permissions",
    mixinStandardHelpOptions = true,
    description = "Print the least-privilege policy for reading an account.")
final class PermissionsCommand extends Command {

  PermissionsCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    String actions =
        AccountCollector.actions().stream()
            .map(it -> "        \"" + it + "\"")
            .collect(Collectors.joining(",\n"));
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
