package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.verdict.Call;
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

  /** Asked by prefix, for want of a call about one: the answer may hold others as well. */
  NamedLogGroup logGroup(String name) {
    return new NamedLogGroup(
        name,
        Observe.one(
            new Call("logs:DescribeLogGroups", region, name),
            Set.of(),
            () ->
                logs
                    .describeLogGroupsPaginator(it -> it.logGroupNamePrefix(name))
                    .logGroups()
                    .stream()
                    .filter(it -> name.equals(it.logGroupName()))
                    .findFirst()
                    .map(it ->
                        new LogGroup(
                            name,
                            text(it.arn()),
                            Optional.ofNullable(it.retentionInDays()),
                            maybe(it.kmsKeyId())))));
  }
}
