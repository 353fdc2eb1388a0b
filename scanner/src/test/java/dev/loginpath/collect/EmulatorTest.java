package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loginpath.report.Coverage;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.ChannelQuestions;
import dev.loginpath.scan.Check;
import dev.loginpath.snapshot.AccountSnapshot;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;

/**
 * The proof that we read AWS as others wrote it, and not just our own simulator: an account is made
 * in an emulator and scanned. What the emulator does not implement comes out unseen, never fine.
 */
class EmulatorTest {

  private static final String REGION = "us-east-1";
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  private static final String PREFERENCES =
      """
      {"schemaVersion":"1.0","description":"x","sessionType":"Standard_Stream",
       "inputs":{"s3BucketName":"sessions","s3KeyPrefix":"","s3EncryptionEnabled":true,
       "cloudWatchLogGroupName":"","cloudWatchEncryptionEnabled":true}}\
      """;

  @Test
  void localStackInDocker() throws CollectException {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "skipped: no Docker answers, so LocalStack cannot run in a container");
    try (LocalStackContainer localStack =
        new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
            .withServices("ec2", "ssm", "iam", "sts")) {
      localStack.start();
      scans(localStack.getEndpoint());
    }
  }

  @Test
  void localStackAsAProcess() throws CollectException {
    scans(endpoint("LOGINPATH_LOCALSTACK"));
  }

  @Test
  void motoAsAProcess() throws CollectException {
    scans(endpoint("LOGINPATH_MOTO"));
  }

  private static URI endpoint(String variable) {
    String url = Optional.ofNullable(System.getenv(variable)).orElse("");
    assumeTrue(!url.isEmpty(), "skipped: " + variable + " names no endpoint (.ci/run starts one)");
    return URI.create(url);
  }

  private static void scans(URI endpoint) throws CollectException {
    String instance = account(endpoint);
    Connection connection =
        new Connection(
            Optional.empty(),
            Optional.of(REGION),
            Optional.of(endpoint),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(CREDENTIALS));
    AccountSnapshot snapshot =
        new AccountCollector(connection, name -> "", Clock.systemUTC(), "test", (r, d, o) -> {})
            .collect(List.of(REGION), ChannelQuestions::needed);
    Report report = new Check(Catalog.ALL, Set.of()).report(snapshot);

    assertThat(report.scan().accounts().getFirst().id()).matches("[0-9]{12}");
    InstanceReport found =
        report.instances().stream()
            .filter(it -> it.id().equals(instance))
            .findFirst()
            .orElseThrow();
    assertThat(found.addresses()).isNotEmpty();
    for (String call :
        List.of(
            "sts:GetCallerIdentity",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeRouteTables",
            "ssm:GetDocument",
            "iam:GetAccountAuthorizationDetails")) {
      assertThat(outcome(report, call)).as(call).isEqualTo(Outcome.OK);
    }
    for (String call :
        List.of(
            "ec2:DescribeInstanceConnectEndpoints",
            "ec2:DescribeVpcBlockPublicAccessOptions",
            "ssm:DescribeInstanceInformation")) {
      // LocalStack says that it does not offer them, moto fails without a code.
      assertThat(outcome(report, call)).as(call).isIn(Outcome.NOT_OFFERED, Outcome.ERROR);
    }
    assertThat(status(found, "instance-connect-endpoint")).isEqualTo(Status.UNKNOWN);
    assertThat(status(found, "session-manager")).isEqualTo(Status.UNKNOWN);
    // Whether it is closed depends on the addresses the emulator gives; open it cannot be, for
    // block
    // public access was not seen.
    assertThat(status(found, "instance-connect")).isIn(Status.UNKNOWN, Status.CLOSED);
  }

  private static Outcome outcome(Report report, String call) {
    return report.coverage().stream()
        .filter(it -> it.call().equals(call))
        .map(Coverage::outcome)
        .findFirst()
        .orElseThrow();
  }

  private static Status status(InstanceReport instance, String path) {
    return instance.paths().stream()
        .filter(it -> it.path().equals(path))
        .map(PathAssessment::status)
        .findFirst()
        .orElseThrow();
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, Region region) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .region(region)
        .build();
  }

  /** An instance in a group that opens port 22, a role, and session preferences. */
  private static String account(URI endpoint) {
    Region region = Region.of(REGION);
    try (Ec2Client ec2 = client(Ec2Client.builder(), endpoint, region);
        SsmClient ssm = client(SsmClient.builder(), endpoint, region);
        IamClient iam = client(IamClient.builder(), endpoint, Region.AWS_GLOBAL)) {
      String suffix = Long.toString(Clock.systemUTC().millis());
      String group =
          ec2.createSecurityGroup(it -> it.groupName("ssh" + suffix).description("ssh")).groupId();
      IpPermission ssh =
          IpPermission.builder()
              .ipProtocol("tcp")
              .fromPort(22)
              .toPort(22)
              .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
              .build();
      ec2.authorizeSecurityGroupIngress(it -> it.groupId(group).ipPermissions(ssh));
      iam.createRole(it ->
          it.roleName("role" + suffix)
              .assumeRolePolicyDocument(
                  "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                      + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                      + "\"Action\":\"sts:AssumeRole\"}]}"));
      boolean preferences =
          ssm.listDocuments(it -> {}).documentIdentifiers().stream()
              .anyMatch(it -> it.name().equals("SSM-SessionManagerRunShell"));
      if (!preferences) {
        ssm.createDocument(it ->
            it.name("SSM-SessionManagerRunShell")
                .content(PREFERENCES)
                .documentFormat(DocumentFormat.JSON)
                .documentType(DocumentType.SESSION));
      }
      String image = ec2.describeImages(it -> {}).images().getFirst().imageId();
      return ec2.runInstances(it ->
              it.imageId(image)
                  .minCount(1)
                  .maxCount(1)
                  .instanceType(InstanceType.T3_MICRO)
                  .securityGroupIds(group))
          .instances()
          .getFirst()
          .instanceId();
    }
  }
}
