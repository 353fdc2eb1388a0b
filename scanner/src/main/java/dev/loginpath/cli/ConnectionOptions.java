package dev.loginpath.cli;

import dev.loginpath.collect.Connection;
import dev.loginpath.collect.FollowUp;
import dev.loginpath.collect.Patience;
import dev.loginpath.scan.ChannelQuestions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach AWS. */
final class ConnectionOptions {

  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile.")
  private @Nullable String profile;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Region in which STS and the list of regions are asked.")
  private @Nullable String region;

  @Option(
      names = "--regions",
      split = ",",
      paramLabel = "REGION",
      description = "Regions to read. Default: all that are enabled.")
  private String[] regions = {};

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Endpoint to ask instead of AWS; also AWS_ENDPOINT_URL.")
  private @Nullable String endpointUrl;

  @Option(
      names = "--allow-http",
      arity = Command.FLAG,
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Allow an unencrypted endpoint that is not on this machine.")
  private boolean allowHttp;

  @Option(names = "--role-arn", paramLabel = "ARN", description = "Role to assume for reading.")
  private @Nullable String roleArn;

  @Option(names = "--external-id", paramLabel = "ID", description = "External id of that role.")
  private @Nullable String externalId;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30m",
      description = {
        "How long reading may take, as 30m, 90s or 1h30m; the rest is cut short.",
        "Regions are read side by side. Default: ${DEFAULT-VALUE}"
      })
  private String timeout = "30m";

  @Option(
      names = "--connection-status",
      paramLabel = "needed|all|off",
      defaultValue = "needed",
      description = {
        "Of which managed nodes AWS is asked whether they are connected for sessions, a call each:",
        "those where it decides, all, or none. Default: ${DEFAULT-VALUE}"
      })
  private String connectionStatus = "needed";

  /** The nodes whose connection status is asked. */
  FollowUp channels() {
    return switch (connectionStatus) {
      case "needed" -> ChannelQuestions::needed;
      case "all" -> ChannelQuestions::all;
      case "off" -> ChannelQuestions::none;
      default -> throw new UserMistake(ExitCode.USAGE, "bad-connection-status", connectionStatus);
    };
  }

  List<String> regions() {
    return Arrays.stream(regions)
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .map(ConnectionOptions::region)
        .toList();
  }

  /** It becomes part of a host's name; the SDK throws at what cannot. */
  private static String region(String name) {
    if (!REGION.matcher(name).matches()) {
      throw new UserMistake(ExitCode.USAGE, "no-region", name);
    }
    return name;
  }

  Connection connection(Console console) {
    Optional<URI> endpoint =
        Optional.ofNullable(endpointUrl)
            .or(() -> Optional.of(console.environment().apply("AWS_ENDPOINT_URL")))
            .filter(it -> !it.isEmpty())
            .map(this::checked);
    return new Connection(
        Optional.ofNullable(profile),
        Optional.ofNullable(region)
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .map(ConnectionOptions::region),
        endpoint,
        Optional.ofNullable(roleArn),
        Optional.ofNullable(externalId),
        Optional.empty(),
        Optional.empty(),
        Patience.DEFAULT.within(
            Patience.time(timeout)
                .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "bad-timeout", timeout))),
        true);
  }

  /** A session token over plain HTTP is anybody's, so only this machine is trusted with it. */
  private URI checked(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException broken) {
      throw new UserMistake(ExitCode.USAGE, "bad-endpoint", url);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new UserMistake(ExitCode.USAGE, "bad-endpoint", url);
    }
    if (scheme.equals("http") && !allowHttp && !isLoopback(uri.getHost())) {
      throw new UserMistake(ExitCode.USAGE, "plain-http", url);
    }
    return uri;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
