package dev.loginpath.recording;

import dev.loginpath.snapshot.BucketEncryption;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Where a session document wants its log, and whether that place is there and as the document
 * demands; who may write to it is another question.
 *
 * @param inputs the document's
 */
record LogDestination(RegionSnapshot region, SortedMap<String, String> inputs) {

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">the
   * rules for bucket names</a>; before 2018 buckets of one region could have capitals and
   * underscores.
   */
  private static final Pattern BUCKET_NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html">the
   * names of log groups</a>.
   */
  private static final Pattern LOG_GROUP_NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

  Optional<String> input(String name) {
    return Optional.ofNullable(inputs.get(name)).filter(it -> !it.isEmpty());
  }

  boolean demands(String name) {
    return input(name).filter(it -> it.equals("true")).isPresent();
  }

  /** The bucket, where the document itself names one. */
  Optional<String> bucket() {
    return input("s3BucketName").filter(it -> !it.contains("{{"));
  }

  /** The log group, where the document itself names one. */
  Optional<String> group() {
    return input("cloudWatchLogGroupName").filter(it -> !it.contains("{{"));
  }

  /** What the document names, for a person to find it. */
  List<String> names() {
    List<String> destinations = new ArrayList<>();
    input("s3BucketName")
        .ifPresent(it -> destinations.add("s3://" + it + "/" + input("s3KeyPrefix").orElse("")));
    input("cloudWatchLogGroupName").ifPresent(it -> destinations.add("log group " + it));
    return destinations;
  }

  /** The destinations by themselves, whatever instance writes to them. */
  Verdict exist() {
    List<Verdict> places = new ArrayList<>();
    bucket().ifPresent(it -> places.add(Kleene.allOf(verdicts(bucketItself(it)))));
    group().ifPresent(it -> places.add(Kleene.allOf(verdicts(groupItself(it)))));
    return Kleene.anyOf(places);
  }

  private static List<Verdict> verdicts(List<Requirement> requirements) {
    return requirements.stream().filter(it -> !it.informative()).map(Requirement::verdict).toList();
  }

  Optional<NamedBucket> named(String bucket) {
    return region.logDestinations().buckets().stream()
        .filter(it -> it.name().equals(bucket))
        .findFirst();
  }

  List<Requirement> bucketItself(String name) {
    List<Requirement> needed = new ArrayList<>();
    Optional<NamedBucket> bucket = named(name);
    Verdict exists =
        !BUCKET_NAME.matcher(name).matches()
            ? Verdict.notMet(
                region.ssm().defaultPreferences().call(), "no bucket can have the name " + name)
            : bucket
                .map(it -> exists(it.region(), "bucket " + name))
                .orElseGet(() -> notAsked("bucket " + name));
    needed.add(Requirement.of("bucket-exists", exists));
    // What is not there is not unencrypted as well.
    if (demands("s3EncryptionEnabled") && !(exists instanceof Verdict.NotMet)) {
      needed.add(
          Requirement.of(
              "bucket-encrypted",
              bucket
                  .map(it -> encrypted(it.encryption(), name))
                  .orElseGet(() -> notAsked("bucket " + name))));
    }
    return needed;
  }

  private static <T> Verdict exists(Observed<T> observed, String what) {
    return switch (observed) {
      case Observed.Known<T> known -> Verdict.met(known.call(), what + " exists");
      case Observed.Absent<T> absent -> Verdict.notMet(absent.call(), "there is no " + what);
      case Observed.Unseen<T> unseen -> Verdict.unknown(unseen);
    };
  }

  static Verdict notAsked(String what) {
    return Verdict.unknown(List.of(new Cause.Undecided("The " + what + " was not looked at.")));
  }

  private static Verdict encrypted(Observed<BucketEncryption> observed, String name) {
    return switch (observed) {
      case Observed.Known<BucketEncryption> known ->
          Verdict.met(known.call(), name + " encrypts with " + known.value().algorithm());
      case Observed.Absent<BucketEncryption> absent ->
          Verdict.notMet(absent.call(), name + " is not encrypted, and the preferences demand it");
      case Observed.Unseen<BucketEncryption> unseen -> Verdict.unknown(unseen);
    };
  }

  List<Requirement> groupItself(String name) {
    List<Requirement> needed = new ArrayList<>();
    Optional<Observed<LogGroup>> group =
        region.logDestinations().logGroups().stream()
            .filter(it -> it.name().equals(name))
            .map(NamedLogGroup::logGroup)
            .findFirst();
    needed.add(
        Requirement.of(
            "log-group-exists",
            !LOG_GROUP_NAME.matcher(name).matches()
                ? Verdict.notMet(
                    region.ssm().defaultPreferences().call(),
                    "no log group can have the name " + name)
                : group
                    .map(it -> exists(it, "log group " + name))
                    .orElseGet(() -> notAsked("log group " + name))));
    if (group.isPresent() && group.get() instanceof Observed.Known<LogGroup> known) {
      if (demands("cloudWatchEncryptionEnabled")) {
        needed.add(
            Requirement.of(
                "log-group-encrypted",
                known.value().kmsKeyId().isPresent()
                    ? Verdict.met(
                        known.call(), name + " is encrypted with " + known.value().kmsKeyId().get())
                    : Verdict.notMet(
                        known.call(),
                        name + " has no key of KMS, and the preferences demand encryption")));
      }
      String kept = known.value().retentionInDays().map(it -> it + " days").orElse("ever");
      needed.add(
          Requirement.of("retention", Verdict.met(known.call(), name + " keeps events for " + kept))
              .asInformative());
    }
    return needed;
  }
}
