package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.BucketEncryption;
import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.LogDestinationsSnapshot;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places that session documents name, followed to the end. */
class LogDestinationsTest {

  private static final String KEY =
      "arn:aws:kms:ap-northeast-1:111122223333:key/7c1f0f5e-2b6d-4a7e-9c33-5d1e8a40b6f2";
  private static final String PREFERENCES = "ssm/GetDocument/SSM-SessionManagerRunShell";
  private static final String BUCKET = "loginpath-demo-sessions";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private LogDestinationsSnapshot tokyo() {
    return demo.snapshot().regions().getFirst().logDestinations();
  }

  private static <T> Observed<T> known(String action, String resource, T value) {
    return new Observed.Known<>(new Call(action, DemoFolder.TOKYO, resource), value);
  }

  private void error(String name, String code) {
    demo.write(
        DemoFolder.TOKYO, name, "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"no\"}}");
  }

  private void preferences(String from, String to) {
    demo.replace(DemoFolder.TOKYO, PREFERENCES, from, to);
  }

  @Test
  void theGroupOfExactlyThatNameCounts() {
    assertThat(tokyo().logGroups())
        .containsExactly(
            new NamedLogGroup(
                "/ssm/sessions",
                known(
                    "logs:DescribeLogGroups",
                    "/ssm/sessions",
                    new LogGroup(
                        "/ssm/sessions",
                        "arn:aws:logs:ap-northeast-1:111122223333:log-group:/ssm/sessions:*",
                        Optional.of(365),
                        Optional.of(KEY)))));
    preferences("/ssm/sessions", "/ssm/session");
    assertThat(tokyo().logGroups().getFirst().logGroup()).isInstanceOf(Observed.Absent.class);
  }

  @Test
  void theBucketTellsItsRegionEncryptionAndPolicy() {
    NamedBucket bucket = tokyo().buckets().getFirst();
    assertThat(bucket.region()).isEqualTo(known("s3:GetBucketLocation", BUCKET, DemoFolder.TOKYO));
    assertThat(bucket.encryption())
        .isEqualTo(
            known(
                "s3:GetBucketEncryption",
                BUCKET,
                new BucketEncryption("aws:kms", Optional.of(KEY))));
    assertThat(bucket.encryption().call().permission()).isEqualTo("s3:GetEncryptionConfiguration");
    assertThat(bucket.policy().toString()).contains("aws:SecureTransport");
  }

  @Test
  void theKeyOfGroupAndBucketIsAskedForOnce() {
    assertThat(tokyo().keys())
        .containsExactly(
            new NamedKey(
                KEY,
                known(
                    "kms:DescribeKey",
                    KEY,
                    new KmsKey(
                        "7c1f0f5e-2b6d-4a7e-9c33-5d1e8a40b6f2",
                        KEY,
                        "Enabled",
                        "CUSTOMER",
                        "SYMMETRIC_DEFAULT")),
                Optional.empty()));
  }

  @Test
  void aBucketThatIsGoneIsAbsentByOneCall() {
    error("s3/GetBucketLocation/" + BUCKET, "NoSuchBucket");
    LogDestinationsSnapshot tokyo = tokyo();
    assertThat(tokyo.buckets().getFirst().region()).isInstanceOf(Observed.Absent.class);
    assertThat(tokyo.buckets().getFirst().policy()).isInstanceOf(Observed.Absent.class);
    assertThat(tokyo.observations().filter(it -> it.call().action().startsWith("s3:"))).hasSize(1);
  }

  @Test
  void whatABucketLacksIsAbsentAndWhatIsDeniedIsUnseen() {
    error("s3/GetBucketEncryption/" + BUCKET, "ServerSideEncryptionConfigurationNotFoundError");
    error("s3/GetBucketPolicy/" + BUCKET, "NoSuchBucketPolicy");
    NamedBucket bucket = tokyo().buckets().getFirst();
    assertThat(bucket.encryption()).isInstanceOf(Observed.Absent.class);
    assertThat(bucket.policy()).isInstanceOf(Observed.Absent.class);
    error("s3/GetBucketLocation/" + BUCKET, "AccessDenied");
    assertThat(tokyo().buckets().getFirst().region().outcome()).isEqualTo(Outcome.DENIED);
  }

  @Test
  void aParameterIsTheCallersChoiceAndNoName() {
    preferences(BUCKET, "{{ bucket }}");
    preferences("/ssm/sessions", "{{group}}");
    assertThat(tokyo().observations()).isEmpty();
  }

  @Test
  void whatNoBucketCanBeCalledIsNotAskedFor() {
    preferences(BUCKET, "arn:aws:s3:ap-northeast-1:111122223333:accesspoint/x");
    assertThat(tokyo().buckets().getFirst().region().outcome()).isEqualTo(Outcome.NOT_CALLED);
  }

  @Test
  void aKeyOfAnotherRegionIsNotAskedForHere() {
    demo.replace(
        DemoFolder.TOKYO,
        "s3/GetBucketEncryption/" + BUCKET,
        KEY,
        "arn:aws:kms:us-east-1:111122223333:key/1");
    assertThat(tokyo().keys())
        .extracting(it -> it.key().outcome())
        .containsExactly(Outcome.OK, Outcome.NOT_CALLED);
  }

  @Test
  void theDocumentsOfOthersThanThePreferencesCountAsWell() {
    demo.replace(
        DemoFolder.TOKYO,
        "ssm/GetDocument/audit-free-shell",
        "\\\"cloudWatchLogGroupName\\\": \\\"\\\"",
        "\\\"cloudWatchLogGroupName\\\": \\\"/elsewhere\\\"");
    assertThat(tokyo().logGroups())
        .extracting(NamedLogGroup::name)
        .containsExactly("/elsewhere", "/ssm/sessions");
  }
}
