package dev.loginpath.recording;

import static dev.loginpath.recording.Recorded.BUCKET;
import static dev.loginpath.recording.Recorded.GROUP;
import static dev.loginpath.recording.Recorded.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.verdict.Observed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the log of a shell session goes, and whether it gets there. */
class SessionRecordingTest {

  private static final String S3_ENCRYPTED = "\"s3EncryptionEnabled\":true";
  private static final String GROUP_ENCRYPTED = "\"cloudWatchEncryptionEnabled\":true";

  private static Recorded preferring(String... inputs) {
    return Recorded.demo().preferring(inputs);
  }

  @Test
  void bothABucketAndALogGroupReceive() {
    assertThat(preferring(BUCKET, GROUP).of("web"))
        .satisfies(it -> {
          assertThat(it.content().word()).isEqualTo("recorded");
          assertThat(it.destinations())
              .containsExactly("s3://loginpath-demo-sessions/tokyo", "log group /ssm/sessions");
        });
  }

  @Test
  void eitherAloneIsEnough() {
    assertThat(preferring(BUCKET).content("web")).isEqualTo("recorded");
    assertThat(preferring(GROUP).content("web")).isEqualTo("recorded");
  }

  @Test
  void row32_noPreferencesMeanNoRecordRegionByRegion() {
    DemoAccount account =
        DemoAccount.asItIs()
            .absent(DemoFolder.TOKYO, "ssm.defaultPreferences")
            .absent(DemoFolder.TOKYO, "ssm.latestPreferences");
    assertThat(new Recorded(account).content("web")).isEqualTo("not-recorded");
    assertThat(new Recorded(account).content("gateway")).isEqualTo("recorded");
    assertThat(Recorded.demo().content("web")).isEqualTo("recorded");
  }

  @Test
  void row32_preferencesThatAreNotJsonAreUnknown() {
    DemoAccount account =
        DemoAccount.asItIs()
            .change(
                DemoFolder.TOKYO,
                "ssm.defaultPreferences",
                (Observed<dev.loginpath.snapshot.SessionDocument> it) ->
                    new Observed.Known<>(
                        it.call(),
                        new dev.loginpath.snapshot.SessionDocument(
                            "SSM-SessionManagerRunShell",
                            "$DEFAULT",
                            "inputs:\n  s3BucketName: b")));
    assertThat(new Recorded(account).content("web")).isEqualTo("unknown");
  }

  @Test
  void deniedPreferencesAreUnknown() {
    DemoAccount account = DemoAccount.asItIs().denied(DemoFolder.TOKYO, "ssm.defaultPreferences");
    assertThat(new Recorded(account).content("web")).isEqualTo("unknown");
  }

  @Test
  void row33_aBucketThatIsGoneReceivesNothing() {
    Recorded gone =
        preferring(BUCKET)
            .bucket(it ->
                new NamedBucket(
                    it.name(),
                    Recorded.absent(it.region()),
                    new Observed.Absent<>(it.region().call()),
                    new Observed.Absent<>(it.region().call())));
    assertThat(gone.content("web")).isEqualTo("not-recorded");
  }

  @Test
  void row33_aLogGroupThatIsGoneReceivesNothing() {
    assertThat(preferring(GROUP).group(Recorded::absent).content("web")).isEqualTo("not-recorded");
    assertThat(preferring(GROUP, BUCKET).group(Recorded::absent).content("web"))
        .as("the bucket still does")
        .isEqualTo("recorded");
  }

  @Test
  void aPlaceThatWasNotSeenIsUnknown() {
    assertThat(preferring(GROUP).group(Recorded::denied).content("web")).isEqualTo("unknown");
    Recorded unseen =
        preferring(BUCKET)
            .bucket(it ->
                new NamedBucket(
                    it.name(), Recorded.denied(it.region()), it.encryption(), it.policy()));
    assertThat(unseen.content("web")).isEqualTo("unknown");
    assertThat(preferring("\"cloudWatchLogGroupName\":\"/another\"").content("web"))
        .isEqualTo("unknown");
  }

  @Test
  void encryptionIsAskedForOnlyWhereItIsDemanded() {
    Recorded plain =
        preferring(BUCKET)
            .bucket(it ->
                new NamedBucket(
                    it.name(), it.region(), Recorded.absent(it.encryption()), it.policy()));
    assertThat(plain.content("web")).isEqualTo("recorded");
    assertThat(plain.preferring(BUCKET, S3_ENCRYPTED).content("web")).isEqualTo("not-recorded");
    Recorded unseen =
        preferring(BUCKET, S3_ENCRYPTED)
            .bucket(it ->
                new NamedBucket(
                    it.name(), it.region(), Recorded.denied(it.encryption()), it.policy()));
    assertThat(unseen.content("web")).isEqualTo("unknown");
  }

  @Test
  void aLogGroupThatMustBeEncryptedNeedsAKeyOfKms() {
    Recorded plain =
        preferring(GROUP)
            .group(it ->
                new Observed.Known<>(
                    it.call(),
                    new LogGroup("/ssm/sessions", "arn", Optional.empty(), Optional.empty())));
    assertThat(plain.content("web")).isEqualTo("recorded");
    assertThat(plain.preferring(GROUP, GROUP_ENCRYPTED).content("web")).isEqualTo("not-recorded");
  }

  /** The managed policy for the agent lets it connect, and write no log. */
  @Test
  void aRoleWithTheAgentsPolicyAloneWritesNothing() {
    assertThat(preferring(BUCKET).content("worker")).isEqualTo("not-recorded");
    assertThat(preferring(GROUP).content("worker")).isEqualTo("not-recorded");
  }

  @Test
  void theRoleMustBeAllowedTheVeryPrefix() {
    Recorded osaka =
        preferring(BUCKET)
            .webMayOnly(allow("s3:PutObject", "arn:aws:s3:::loginpath-demo-sessions/osaka/*"));
    assertThat(osaka.content("web")).isEqualTo("not-recorded");
    assertThat(
            preferring(BUCKET)
                .webMayOnly(allow("s3:PutObject", "arn:aws:s3:::loginpath-demo-sessions/*"))
                .content("web"))
        .isEqualTo("recorded");
  }

  @Test
  void aRoleThatMayNotReadTheEncryptionWritesNothingWhereItIsDemanded() {
    Recorded account =
        preferring(BUCKET, S3_ENCRYPTED)
            .webMayOnly(allow("s3:PutObject", "arn:aws:s3:::loginpath-demo-sessions/*"));
    assertThat(account.content("web")).isEqualTo("not-recorded");
  }

  @Test
  void aRoleThatMayOpenAStreamAndNotWriteToItWritesNothing() {
    assertThat(preferring(GROUP).webMayOnly(allow("logs:CreateLogStream", "*")).content("web"))
        .isEqualTo("not-recorded");
  }

  @Test
  void aBucketPolicyThatDeniesTheRoleShutsItOut() {
    Recorded denying =
        preferring(BUCKET)
            .bucketPolicy(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                    + "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::loginpath-demo-sessions/*\"}]}");
    assertThat(denying.content("web")).isEqualTo("not-recorded");
  }

  /** Another account's bucket shows its policy to nobody here. */
  @Test
  void row33_aBucketPolicyThatWasNotSeenIsUnknown() {
    Recorded unseen =
        preferring(BUCKET)
            .bucket(it ->
                new NamedBucket(
                    it.name(), it.region(), it.encryption(), Recorded.denied(it.policy())));
    assertThat(unseen.content("web")).isEqualTo("unknown");
  }

  /** A central archive's bucket is not the account's, and its policy shows to its owner alone. */
  @Test
  void aRoleThatMayWriteToTheArchivesAccountAloneIsShutOutOfTheAccountsOwnBuckets() {
    Recorded ours =
        preferring(BUCKET)
            .webMayOnly(
                allow("s3:PutObject", "*"),
                "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":"
                    + "{\"StringNotEquals\":{\"aws:ResourceAccount\":\"999900001111\"}}}");
    Recorded unseen =
        ours.bucket(it ->
            new NamedBucket(it.name(), it.region(), it.encryption(), Recorded.denied(it.policy())));

    assertThat(ours.content("web")).isEqualTo("not-recorded");
    assertThat(unseen.content("web")).isEqualTo("unknown");
  }

  /** The agent may have credentials that no API shows. */
  @Test
  void anInstanceWithoutARoleIsUnknown() {
    assertThat(preferring(BUCKET).content("ops-jump")).isEqualTo("unknown");
  }

  @Test
  void noWayToTheLogsIsNoProofForTheAgentMayHaveAProxy() {
    Recorded sealed =
        new Recorded(
            preferring(GROUP)
                .account()
                .instance(
                    DemoFolder.TOKYO,
                    "db-sealed",
                    "instanceProfileArn",
                    Optional.of("arn:aws:iam::111122223333:instance-profile/web")));
    assertThat(sealed.content("db-sealed")).isEqualTo("unknown");
    assertThat(Recorded.verdicts(sealed.of("db-sealed"), "way-to-logs").getFirst())
        .isEqualTo("unknown");
    assertThat(sealed.preferring(BUCKET).content("db-sealed"))
        .as("there is a gateway endpoint for S3")
        .isEqualTo("recorded");
  }

  @Test
  void thatTheLogComesAtTheSessionsEndIsSaidAndDecidesNothing() {
    Recorded streaming = preferring(GROUP, "\"cloudWatchStreamingEnabled\":true");
    assertThat(Recorded.verdicts(streaming.of("web"), "log-streams")).containsExactly("met");
    Recorded atTheEnd = preferring(GROUP, "\"cloudWatchStreamingEnabled\":false");
    assertThat(Recorded.verdicts(atTheEnd.of("web"), "log-streams")).containsExactly("not-met");
    assertThat(atTheEnd.content("web")).isEqualTo("recorded");
  }

  @Test
  void aDestinationOfTheCallersChoiceIsUnknown() {
    assertThat(preferring("\"s3BucketName\":\"{{bucket}}\"").content("web")).isEqualTo("unknown");
  }
}
