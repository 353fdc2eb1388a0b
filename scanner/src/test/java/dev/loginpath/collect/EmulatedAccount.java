package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
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
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;

/**
 * What is made in an emulator that others wrote, to be scanned: an instance in a public subnet, in
 * a group that opens port 22 to everybody, a role, and session preferences.
 *
 * @param instance its id
 */
record EmulatedAccount(URI endpoint, String instance) {

  static final String REGION = "us-east-1";

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  private static final String EVERYWHERE = "0.0.0.0/0";
  private static final String PREFERENCES =
      """
      {"schemaVersion":"1.0","description":"x","sessionType":"Standard_Stream",
       "inputs":{"s3BucketName":"sessions","s3KeyPrefix":"","s3EncryptionEnabled":true,
       "cloudWatchLogGroupName":"","cloudWatchEncryptionEnabled":true}}\
      """;

  static EmulatedAccount in(URI endpoint) {
    Region region = Region.of(REGION);
    String suffix = Long.toString(Clock.systemUTC().millis());
    try (Ec2Client ec2 = client(Ec2Client.builder(), endpoint, region);
        SsmClient ssm = client(SsmClient.builder(), endpoint, region);
        IamClient iam = client(IamClient.builder(), endpoint, Region.AWS_GLOBAL)) {
      role(iam, "role" + suffix);
      preferences(ssm);
      return new EmulatedAccount(endpoint, instance(ec2, suffix));
    }
  }

  /** An answer that came too late on a busy machine makes the client ask for it again. */
  private static void role(IamClient iam, String name) {
    try {
      iam.createRole(it ->
          it.roleName(name)
              .assumeRolePolicyDocument(
                  "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                      + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                      + "\"Action\":\"sts:AssumeRole\"}]}"));
    } catch (EntityAlreadyExistsException asked) {
      assertThat(asked.numAttempts()).isGreaterThan(1);
    }
  }

  private static void preferences(SsmClient ssm) {
    try {
      boolean there =
          ssm.listDocuments(it -> {}).documentIdentifiers().stream()
              .anyMatch(it -> it.name().equals(SsmCollector.PREFERENCES));
      if (!there) {
        ssm.createDocument(it ->
            it.name(SsmCollector.PREFERENCES)
                .content(PREFERENCES)
                .documentFormat(DocumentFormat.JSON)
                .documentType(DocumentType.SESSION));
      }
    } catch (AwsServiceException notOffered) {
      // Then there are none to read either, which the test of that emulator expects.
      assertThat(Refusal.of(notOffered).outcome()).isEqualTo(Outcome.NOT_OFFERED);
    }
  }

  private static String instance(Ec2Client ec2, String suffix) {
    String vpc = ec2.createVpc(it -> it.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String gateway = ec2.createInternetGateway(it -> {}).internetGateway().internetGatewayId();
    ec2.attachInternetGateway(it -> it.internetGatewayId(gateway).vpcId(vpc));
    String subnet =
        ec2.createSubnet(it -> it.vpcId(vpc).cidrBlock("10.9.1.0/24")).subnet().subnetId();
    ec2.modifySubnetAttribute(
        it -> it.subnetId(subnet).mapPublicIpOnLaunch(automatic -> automatic.value(true)));
    String table = ec2.createRouteTable(it -> it.vpcId(vpc)).routeTable().routeTableId();
    ec2.createRoute(
        it -> it.routeTableId(table).destinationCidrBlock(EVERYWHERE).gatewayId(gateway));
    ec2.associateRouteTable(it -> it.routeTableId(table).subnetId(subnet));
    String group =
        ec2.createSecurityGroup(it -> it.groupName("ssh" + suffix).description("ssh").vpcId(vpc))
            .groupId();
    IpPermission ssh =
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(22)
            .toPort(22)
            .ipRanges(IpRange.builder().cidrIp(EVERYWHERE).build())
            .build();
    ec2.authorizeSecurityGroupIngress(it -> it.groupId(group).ipPermissions(ssh));
    return ec2.runInstances(it ->
            it.imageId(linux(ec2))
                .minCount(1)
                .maxCount(1)
                .instanceType(InstanceType.T3_MICRO)
                .subnetId(subnet)
                .securityGroupIds(group))
        .instances()
        .getFirst()
        .instanceId();
  }

  /** On Windows, Instance Connect is closed for good reason. */
  private static String linux(Ec2Client ec2) {
    return ec2.describeImages(it -> {}).images().stream()
        .filter(it -> it.platformAsString() == null || it.platformAsString().isEmpty())
        .filter(it -> !String.valueOf(it.name()).contains("Windows"))
        .map(Image::imageId)
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

  /** Reads it, through another endpoint if that stands before the emulator. */
  AccountSnapshot read(URI through) throws CollectException {
    Connection connection =
        new Connection(
            Optional.empty(),
            Optional.of(REGION),
            Optional.of(through),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(CREDENTIALS));
    return new AccountCollector(
            connection, name -> "", Clock.systemUTC(), "test", (region, done, of) -> {})
        .collect(List.of(REGION), ChannelQuestions::needed);
  }

  static Report report(AccountSnapshot snapshot) {
    return new Check(Catalog.ALL, Set.of()).report(snapshot);
  }

  /** The instance in a report, where instances could be listed. */
  Optional<InstanceReport> in(Report report) {
    return report.instances().stream().filter(it -> it.id().equals(instance)).findFirst();
  }

  /** The status of every path of it, empty where instances could not be listed. */
  SortedMap<PathId, Status> statuses(Report report) {
    SortedMap<PathId, Status> statuses = new TreeMap<>();
    in(report).stream()
        .flatMap(it -> it.paths().stream())
        .forEach((PathAssessment it) -> statuses.put(it.path(), it.status()));
    return statuses;
  }
}
