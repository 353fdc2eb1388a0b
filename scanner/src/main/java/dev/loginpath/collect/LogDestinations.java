package dev.loginpath.collect;

import dev.loginpath.snapshot.BucketEncryption;
import dev.loginpath.snapshot.LogDestinationsSnapshot;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Observed;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Looks up the places that a region's session documents name for their logs. A service is asked
 * only where something of it is named, which in most regions nothing is.
 */
record LogDestinations(Clients clients, String region) {

  LogDestinationsSnapshot collect(SsmSnapshot ssm) {
    List<SessionDocument> documents =
        Stream.concat(
                Stream.of(ssm.defaultPreferences(), ssm.latestPreferences()),
                ssm.sessionDocuments().stream()
                    .flatMap(it -> Stream.of(it.defaultVersion(), it.latestVersion())))
            .flatMap(LogDestinations::known)
            .toList();
    List<NamedLogGroup> logGroups = logGroups(named(documents, "cloudWatchLogGroupName"));
    List<NamedBucket> buckets = buckets(named(documents, "s3BucketName"));
    return new LogDestinationsSnapshot(
        logGroups, buckets, keys(named(documents, "kmsKeyId"), logGroups, buckets));
  }

  private static <T> Stream<T> known(Observed<T> observed) {
    return observed instanceof Observed.Known<T> it ? Stream.of(it.value()) : Stream.empty();
  }

  /** The values of an input; one with a parameter in it is the caller's choice, and no name yet. */
  private static SortedSet<String> named(List<SessionDocument> documents, String input) {
    SortedSet<String> names = new TreeSet<>();
    documents.stream()
        .flatMap(it -> it.inputs().stream())
        .map(it -> it.getOrDefault(input, ""))
        .filter(it -> !it.isEmpty() && !it.contains("{{"))
        .forEach(names::add);
    return names;
  }

  private List<NamedLogGroup> logGroups(SortedSet<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    try (CloudWatchLogsClient logs = clients.logs(region)) {
      LogsCollector collector = new LogsCollector(logs, region);
      return names.stream().map(collector::logGroup).toList();
    }
  }

  private List<NamedBucket> buckets(SortedSet<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    try (S3Client s3 = clients.s3(region)) {
      S3Collector collector = new S3Collector(s3, region);
      return names.stream().map(collector::bucket).toList();
    }
  }

  /**
   * Those of the documents and log groups lie in this region, as AWS demands; a bucket's may not.
   */
  private List<NamedKey> keys(
      SortedSet<String> ofSessions, List<NamedLogGroup> logGroups, List<NamedBucket> buckets) {
    SortedSet<String> here = new TreeSet<>(ofSessions);
    SortedSet<String> elsewhere = new TreeSet<>();
    logGroups.stream()
        .flatMap(it -> known(it.logGroup()))
        .map(LogGroup::kmsKeyId)
        .forEach(it -> it.ifPresent(here::add));
    for (NamedBucket bucket : buckets) {
      known(bucket.encryption())
          .map(BucketEncryption::kmsKeyId)
          .forEach(it -> it.ifPresent(id -> (isHere(id, bucket) ? here : elsewhere).add(id)));
    }
    elsewhere.removeAll(here);
    if (here.isEmpty() && elsewhere.isEmpty()) {
      return List.of();
    }
    try (KmsClient kms = clients.kms(region)) {
      KmsCollector collector = new KmsCollector(kms, region);
      return Stream.concat(
              here.stream().map(it -> collector.key(it, ofSessions.contains(it))),
              elsewhere.stream().map(collector::elsewhere))
          .sorted(Comparator.comparing(NamedKey::id))
          .toList();
    }
  }

  /** An ARN tells the region of its key, anything shorter means a key beside the bucket. */
  private boolean isHere(String keyId, NamedBucket bucket) {
    return keyId.startsWith("arn:")
        ? keyId.contains(":kms:" + region + ":")
        : known(bucket.region()).anyMatch(region::equals);
  }
}
