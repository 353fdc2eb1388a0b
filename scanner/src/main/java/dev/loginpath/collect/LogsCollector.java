package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Reads single log groups of one region. */
final class LogsCollector {

  static final Set<String> ACTIONS = Set.of("logs:DescribeLogGroups");

  private final CloudWatchLogsClient logs;
  private final String region;

  LogsCollector(CloudWatchLogsClient logs, String region) {
    this.logs = logs;
    this.region = region;
  }

  /**
   * Asked by prefix, for want of a call about one: the answer may hold others as well. Once it is
   * found, no further page is asked for.
   */
  NamedLogGroup logGroup(String name) {
    Observed<List<LogGroup>> listed =
        Observe.pages(
            new Call("logs:DescribeLogGroups", region, name),
            Answers.byToken(
                token -> logs.describeLogGroups(it -> it.logGroupNamePrefix(name).nextToken(token)),
                page ->
                    page.logGroups().stream().anyMatch(it -> name.equals(it.logGroupName()))
                        ? null
                        : page.nextToken()),
            page ->
                page.logGroups().stream()
                    .filter(it -> it.logGroupName() != null)
                    .map(LogsCollector::logGroup)
                    .toList(),
            LogGroup::name);
    return new NamedLogGroup(name, named(listed, name));
  }

  private static Observed<LogGroup> named(Observed<List<LogGroup>> listed, String name) {
    Optional<LogGroup> found =
        Observed.items(listed).stream().filter(it -> it.name().equals(name)).findFirst();
    if (found.isPresent()) {
      return new Observed.Known<>(listed.call(), found.get());
    }
    return switch (listed) {
      case Observed.Known<List<LogGroup>> known -> new Observed.Absent<>(known.call());
      case Observed.Absent<List<LogGroup>> absent -> new Observed.Absent<>(absent.call());
      case Observed.Unseen<List<LogGroup>> unseen ->
          new Observed.Unseen<>(unseen.call(), unseen.outcome(), unseen.detail());
    };
  }

  private static LogGroup logGroup(
      software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup it) {
    return new LogGroup(
        it.logGroupName(),
        text(it.arn()),
        Optional.ofNullable(it.retentionInDays()),
        maybe(it.kmsKeyId()));
  }
}
