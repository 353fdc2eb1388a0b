package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.BucketEncryption;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** Reads single buckets, wherever they lie. */
final class S3Collector {

  static final Set<String> ACTIONS =
      Set.of("s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetEncryptionConfiguration");

  private static final String NONE = "NoSuchBucket";

  /** What a bucket may be called; the SDK would take anything else for a place of another kind. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

  private final S3Client s3;
  private final String region;

  /**
   * @param region where the bucket is named, and asked for
   */
  S3Collector(S3Client s3, String region) {
    this.s3 = s3;
    this.region = region;
  }

  NamedBucket bucket(String name) {
    if (!NAME.matcher(name).matches()) {
      return new NamedBucket(
          name,
          unasked("GetBucketLocation", name),
          unasked("GetBucketEncryption", name),
          unasked("GetBucketPolicy", name));
    }
    Observed<String> location = location(name);
    return location instanceof Observed.Absent<String>
        ? new NamedBucket(
            name,
            location,
            new Observed.Absent<>(location.call()),
            new Observed.Absent<>(location.call()))
        : new NamedBucket(name, location, encryption(name), policy(name));
  }

  private Call call(String operation, String bucket) {
    return new Call("s3:" + operation, region, bucket);
  }

  private <T> Observed<T> unasked(String operation, String bucket) {
    return Observe.notCalled(call(operation, bucket), "no bucket can have this name");
  }

  private Observed<String> location(String bucket) {
    return Observe.one(
        call("GetBucketLocation", bucket),
        Set.of(NONE),
        () ->
            Optional.of(
                region(
                    text(
                        s3.getBucketLocation(it -> it.bucket(bucket))
                            .locationConstraintAsString()))));
  }

  /**
   * The oldest regions have names of their own here: see <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">the API</a>.
   */
  private static String region(String locationConstraint) {
    return switch (locationConstraint) {
      case "", "US" -> "us-east-1";
      case "EU" -> "eu-west-1";
      default -> locationConstraint;
    };
  }

  private Observed<BucketEncryption> encryption(String bucket) {
    return Observe.one(
        call("GetBucketEncryption", bucket),
        Set.of(NONE, "ServerSideEncryptionConfigurationNotFoundError"),
        () ->
            Optional.ofNullable(
                    s3.getBucketEncryption(it -> it.bucket(bucket))
                        .serverSideEncryptionConfiguration())
                .flatMap(S3Collector::byDefault)
                .map(it ->
                    new BucketEncryption(
                        text(it.sseAlgorithmAsString()), maybe(it.kmsMasterKeyID()))));
  }

  /** A bucket has one rule. */
  private static Optional<ServerSideEncryptionByDefault> byDefault(
      ServerSideEncryptionConfiguration configuration) {
    return configuration.rules().stream()
        .flatMap(it -> Optional.ofNullable(it.applyServerSideEncryptionByDefault()).stream())
        .findFirst();
  }

  private Observed<String> policy(String bucket) {
    return Observe.one(
        call("GetBucketPolicy", bucket),
        Set.of(NONE, "NoSuchBucketPolicy"),
        () -> maybe(s3.getBucketPolicy(it -> it.bucket(bucket)).policy()));
  }
}
