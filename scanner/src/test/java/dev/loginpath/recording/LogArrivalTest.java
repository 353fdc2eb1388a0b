package dev.loginpath.recording;

import static dev.loginpath.recording.Recorded.BUCKET;
import static dev.loginpath.recording.Recorded.GROUP;
import static dev.loginpath.recording.Recorded.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.verdict.Observed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the log arrives: the region of its bucket, what the role may look up, its names. */
class LogArrivalTest {

  private static final String GROUP_ARN =
      "arn:aws:logs:ap-northeast-1:111122223333:log-group:/ssm/sessions";

  private static Recorded bucketIn(String region) {
    return Recorded.demo()
        .preferring(BUCKET)
        .bucket(it ->
            new NamedBucket(
                it.name(),
                new Observed.Known<>(it.region().call(), region),
                it.encryption(),
                it.policy()));
  }

  /** No way out but a gateway endpoint for S3, and a role that may write. */
  private static Recorded sealed(Recorded account) {
    return new Recorded(
        account
            .account()
            .instance(
                DemoFolder.TOKYO,
                "db-sealed",
                "instanceProfileArn",
                Optional.of("arn:aws:iam::111122223333:instance-profile/web")));
  }

  @Test
  void aGatewayEndpointLeadsToNoBucketOfAnotherRegion() {
    assertThat(sealed(bucketIn("ap-northeast-1")).content("db-sealed")).isEqualTo("recorded");
    Recorded elsewhere = sealed(bucketIn("eu-west-1"));
    assertThat(elsewhere.content("db-sealed")).isEqualTo("unknown");
    assertThat(elsewhere.of("db-sealed").requirements().toString()).contains("eu-west-1");
  }

  @Test
  void aWayToTheInternetLeadsToBucketsOfEveryRegion() {
    assertThat(bucketIn("eu-west-1").content("web")).isEqualTo("recorded");
  }

  @Test
  void aBucketWhoseRegionWasNotSeenMayBeOutOfReach() {
    Recorded unseen =
        Recorded.demo()
            .preferring(BUCKET)
            .bucket(it ->
                new NamedBucket(
                    it.name(), Recorded.denied(it.region()), it.encryption(), it.policy()));
    assertThat(Recorded.verdicts(sealed(unseen).of("db-sealed"), "way-to-s3").getFirst())
        .isEqualTo("unknown");
    assertThat(Recorded.verdicts(unseen.of("web"), "way-to-s3").getFirst()).isEqualTo("met");
  }

  @Test
  void aBucketsLogComesAtTheSessionsEndAndIsSaidToDoSo() {
    Recorded account = Recorded.demo().preferring(BUCKET);
    assertThat(account.content("web")).isEqualTo("recorded");
    assertThat(account.of("web").requirements().toString()).contains("at the session's end");
  }

  @Test
  void aRoleThatMayNotLookTheGroupUpWritesNothing() {
    Recorded account =
        Recorded.demo()
            .preferring(GROUP)
            .webMayOnly(allow("logs:CreateLogStream", "*"), allow("logs:PutLogEvents", "*"));
    assertThat(account.content("web")).isEqualTo("not-recorded");
    assertThat(account.of("web").requirements().toString())
        .contains("logs:DescribeLogGroups", "logs:DescribeLogStreams");
  }

  @Test
  void eachOfBothLookUpsIsNeeded() {
    for (String lookUp : new String[] {"logs:DescribeLogGroups", "logs:DescribeLogStreams"}) {
      assertThat(
              Recorded.demo()
                  .preferring(GROUP)
                  .webMayOnly(
                      allow("logs:CreateLogStream", "*"),
                      allow("logs:PutLogEvents", "*"),
                      allow(lookUp, "*"))
                  .content("web"))
          .as(lookUp)
          .isEqualTo("not-recorded");
    }
    assertThat(
            Recorded.demo()
                .preferring(GROUP)
                .webMayOnly(
                    allow("logs:CreateLogStream", "*"),
                    allow("logs:PutLogEvents", "*"),
                    allow("logs:Describe*", "*"))
                .content("web"))
        .isEqualTo("recorded");
  }

  /** AWS does not tell on which spelling of the group a look-up is authorized. */
  @Test
  void aLookUpThatIsAllowedOnOneSpellingOfTheGroupIsUnknown() {
    assertThat(
            Recorded.demo()
                .preferring(GROUP)
                .webMayOnly(
                    allow("logs:CreateLogStream", "*"),
                    allow("logs:PutLogEvents", "*"),
                    allow("logs:Describe*", GROUP_ARN))
                .content("web"))
        .isEqualTo("unknown");
  }

  @Test
  void aNameThatNoBucketOrGroupCanHaveReceivesNothing() {
    for (String name : new String[] {"my bucket", "b", "s3://sessions", "bucket/prefix"}) {
      Recorded account = Recorded.demo().preferring("\"s3BucketName\":\"" + name + "\"");
      assertThat(account.content("web")).as(name).isEqualTo("not-recorded");
      assertThat(account.of("web").requirements().toString()).contains("no bucket can have");
    }
    assertThat(Recorded.demo().preferring("\"cloudWatchLogGroupName\":\"/a b\"").content("web"))
        .isEqualTo("not-recorded");
  }

  @Test
  void aBucketThatIsNotThereIsNotSaidToBeUnencryptedToo() {
    Recorded gone =
        Recorded.demo()
            .preferring(BUCKET, "\"s3EncryptionEnabled\":true")
            .bucket(it ->
                new NamedBucket(
                    it.name(),
                    Recorded.absent(it.region()),
                    new Observed.Absent<>(it.region().call()),
                    new Observed.Absent<>(it.region().call())));
    assertThat(gone.content("web")).isEqualTo("not-recorded");
    assertThat(Recorded.verdicts(gone.of("web"), "bucket-encrypted")).isEmpty();
  }
}
