package dev.loginpath.simulator.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentIdentifier;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/** Paging, filters, errors and routing: what makes a folder behave like AWS. */
class FolderApiTest {

  private static final String ACCOUNT = "111122223333";

  @TempDir private Path folder;

  private void write(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }

  private void ec2(String name, String json) throws IOException {
    write(ACCOUNT + "/us-east-1/ec2/" + name + ".json", json);
  }

  private static StaticCredentialsProvider key(String key) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "x"));
  }

  private FolderHttpClient http() {
    return new FolderHttpClient(new FolderApi(AccountFolder.open(folder)));
  }

  private Ec2Client ec2(String key) {
    return Ec2Client.builder()
        .httpClient(http())
        .endpointOverride(URI.create("http://127.0.0.1"))
        .region(Region.US_EAST_1)
        .credentialsProvider(key(key))
        .build();
  }

  private SsmClient ssm() {
    return SsmClient.builder()
        .httpClient(http())
        .endpointOverride(URI.create("http://127.0.0.1"))
        .region(Region.US_EAST_1)
        .credentialsProvider(key(ACCOUNT))
        .build();
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    Throwable failure = org.assertj.core.api.Assertions.catchThrowable(call);
    assertThat(failure).isInstanceOf(AwsServiceException.class);
    return ((AwsServiceException) failure).awsErrorDetails().errorCode();
  }

  @Test
  void whatAServiceOperatesIsHiddenFromWhoDoesNotAskForIt() throws IOException {
    ec2(
        "DescribeInstances",
        """
        {"Reservations": [{"ReservationId": "r-1", "Instances": [{"InstanceId": "i-own"}]},
         {"ReservationId": "r-2", "Instances": [{"InstanceId": "i-ecs",
          "Operator": {"Managed": true, "Principal": "ecs.amazonaws.com", "HiddenByDefault": true}}]}]}
        """);
    try (Ec2Client ec2 = ec2(ACCOUNT)) {
      assertThat(ids(ec2.describeInstances(it -> {}))).containsExactly("i-own");
      assertThat(ids(ec2.describeInstances(it -> it.includeManagedResources(true))))
          .containsExactly("i-own", "i-ecs");
      assertThat(ids(ec2.describeInstances(it -> it.instanceIds("i-ecs"))))
          .containsExactly("i-ecs");
    }
  }

  private static List<String> ids(DescribeInstancesResponse answer) {
    return answer.reservations().stream()
        .flatMap(it -> it.instances().stream())
        .map(it -> it.instanceId())
        .toList();
  }

  @Test
  void pagesHoldWhatWasAskedForAndNothingTwice() throws IOException {
    StringBuilder vpcs = new StringBuilder();
    for (int index = 0; index < 12; index++) {
      vpcs.append(index == 0 ? "" : ",").append("{\"VpcId\":\"vpc-").append(index).append("\"}");
    }
    ec2("DescribeVpcs", "{\"Vpcs\":[" + vpcs + "]}");
    try (Ec2Client client = ec2(ACCOUNT)) {
      assertThat(client.describeVpcs(it -> it.maxResults(5)).vpcs()).hasSize(5);
      assertThat(client.describeVpcsPaginator(it -> it.maxResults(5)).vpcs())
          .hasSize(12)
          .extracting(Vpc::vpcId)
          .doesNotHaveDuplicates();
      assertThat(code(() -> client.describeVpcs(it -> it.maxResults(5000))))
          .isEqualTo("InvalidParameterValue");
    }
  }

  @Test
  void agentsComeTenAtATimeUnlessMoreAreAskedFor() throws IOException {
    StringBuilder nodes = new StringBuilder();
    for (int index = 0; index < 60; index++) {
      nodes.append(index == 0 ? "" : ",").append("{\"InstanceId\":\"i-").append(index);
      nodes.append("\",\"LastPingDateTime\":1760000000.5}");
    }
    write(
        ACCOUNT + "/us-east-1/ssm/DescribeInstanceInformation.json",
        "{\"InstanceInformationList\":[" + nodes + "]}");
    try (SsmClient client = ssm()) {
      assertThat(client.describeInstanceInformation(it -> {}).instanceInformationList())
          .hasSize(10);
      assertThat(client.describeInstanceInformationPaginator(it -> it.maxResults(50)).stream())
          .hasSize(2)
          .flatExtracting(it -> it.instanceInformationList())
          .extracting(InstanceInformation::lastPingDateTime)
          .allMatch(it -> it.toEpochMilli() == 1760000000500L);
      assertThat(code(() -> client.describeInstanceInformation(it -> it.maxResults(51))))
          .isEqualTo("ValidationException");
    }
  }

  @Test
  void aTokenLeftInTheFileIsAnsweredByNobody() throws IOException {
    ec2("DescribeVpcs", "{\"Vpcs\":[{\"VpcId\":\"vpc-1\"}],\"NextToken\":\"left\"}");
    try (Ec2Client client = ec2(ACCOUNT)) {
      String token = client.describeVpcs(it -> it.maxResults(5)).nextToken();
      assertThat(token).isNotEmpty();
      assertThat(code(() -> client.describeVpcs(it -> it.maxResults(5).nextToken(token))))
          .isEqualTo("PageMissing");
    }
  }

  @Test
  void filtersAndIdsSelectOrRefuse() throws IOException {
    ec2(
        "DescribeVpcs",
        "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"Tags\":[{\"Key\":\"env\",\"Value\":\"dev\"}]},"
            + "{\"VpcId\":\"vpc-2\",\"OwnerId\":\"1\"}]}");
    try (Ec2Client client = ec2(ACCOUNT)) {
      assertThat(vpcs(client, "vpc-id", "vpc-*")).containsExactly("vpc-1", "vpc-2");
      assertThat(vpcs(client, "owner-id", "1")).containsExactly("vpc-2");
      assertThat(vpcs(client, "tag:env", "d?v")).containsExactly("vpc-1");
      assertThat(code(() -> vpcs(client, "no-such-thing", "x"))).isEqualTo("InvalidParameterValue");
      assertThat(client.describeVpcs(it -> it.vpcIds("vpc-2")).vpcs()).hasSize(1);
      assertThat(code(() -> client.describeVpcs(it -> it.vpcIds("vpc-3"))))
          .isEqualTo("InvalidVpcID.NotFound");
    }
  }

  private static List<String> vpcs(Ec2Client client, String filter, String value) {
    Filter by = Filter.builder().name(filter).values(value).build();
    return client.describeVpcs(it -> it.filters(by)).vpcs().stream().map(Vpc::vpcId).toList();
  }

  @Test
  void aMissingFileIsAnOperationThatIsNotOffered() throws IOException {
    ec2("DescribeRegions", "{\"Regions\":[{\"RegionName\":\"us-east-1\"}]}");
    try (Ec2Client client = ec2(ACCOUNT);
        SsmClient ssm = ssm()) {
      assertThatThrownBy(() -> client.describeVpcs(it -> {}))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              it -> {
                assertThat(it.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
                assertThat(
                        it.awsErrorDetails()
                            .sdkHttpResponse()
                            .firstMatchingHeader(FolderApi.MISSING_FILE_HEADER))
                    .contains("us-east-1/ec2/DescribeVpcs.json");
              });
      assertThat(code(() -> ssm.getDocument(it -> it.name("Doc"))))
          .isEqualTo("UnknownOperationException");
    }
  }

  @Test
  void inACompleteFolderAMissingFileIsAnEmptyAnswer() throws IOException {
    write("folder.json", "{\"missingFiles\":\"empty\"}");
    ec2("DescribeRegions", "{\"Regions\":[{\"RegionName\":\"us-east-1\"}]}");
    try (Ec2Client client = ec2(ACCOUNT);
        SsmClient ssm = ssm()) {
      assertThat(client.describeVpcs(it -> {}).vpcs()).isEmpty();
      assertThat(code(() -> ssm.getDocument(it -> it.name("Doc")))).isEqualTo("InvalidDocument");
      assertThat(code(() -> ssm.getServiceSetting(it -> it.settingId("/ssm/x"))))
          .isEqualTo("ServiceSettingNotFound");
    }
  }

  @Test
  void anErrorFileIsThatErrorForAllThingsOrOne() throws IOException {
    String error = "{\"Error\":{\"Code\":\"AccessDeniedException\",\"Message\":\"no\"}}";
    String ssmFolder = ACCOUNT + "/us-east-1/ssm/GetDocument";
    write(ssmFolder + "/one.json", error);
    write(ssmFolder + "/two.json", "{\"Name\":\"two\",\"Content\":\"{}\"}");
    write(ssmFolder + "/two,$LATEST.json", "{\"Name\":\"two\",\"Content\":\"latest\"}");
    try (SsmClient client = ssm()) {
      assertThat(code(() -> client.getDocument(it -> it.name("one"))))
          .isEqualTo("AccessDeniedException");
      assertThat(client.getDocument(it -> it.name("two").documentVersion("$DEFAULT")).content())
          .isEqualTo("{}");
      assertThat(client.getDocument(it -> it.name("two").documentVersion("$LATEST")).content())
          .isEqualTo("latest");
    }
    write(ssmFolder + ".json", error);
    try (SsmClient client = ssm()) {
      assertThat(code(() -> client.getDocument(it -> it.name("two"))))
          .isEqualTo("AccessDeniedException");
    }
  }

  @Test
  void theAccessKeyChoosesTheAccount() throws IOException {
    write("folder.json", "{\"credentials\":{\"AKIAOTHER\":\"444455556666\"}}");
    ec2("DescribeVpcs", "{\"Vpcs\":[{\"VpcId\":\"vpc-1\"}]}");
    write("444455556666/us-east-1/ec2/DescribeVpcs.json", "{\"Vpcs\":[{\"VpcId\":\"vpc-4\"}]}");
    assertThat(vpcs(ec2("AKIAOTHER"), "vpc-id", "*")).containsExactly("vpc-4");
    assertThat(vpcs(ec2(ACCOUNT), "vpc-id", "*")).containsExactly("vpc-1");
    assertThat(code(() -> ec2("AKIANOBODY").describeVpcs(it -> {}))).isEqualTo("AuthFailure");
  }

  @Test
  void oddDataIsReadAsFarAsItGoesAndTheRestIsNamed() throws IOException {
    ec2(
        "DescribeVpcs",
        "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"IsDefault\":\"true\",\"CidrBlock\":5,\"Tags\":null,"
            + "\"Surprise\":{}}, {\"VpcId\":\"vpc-2\",\"Tags\":\"none\"}, \"nonsense\"]}");
    ec2("DescribeSubnets", "not json");
    try (Ec2Client client = ec2(ACCOUNT)) {
      DescribeVpcsResponse page = client.describeVpcs(it -> it.maxResults(5));
      assertThat(page.vpcs())
          .singleElement()
          .satisfies(it -> {
            assertThat(it.isDefault()).isTrue();
            assertThat(it.cidrBlock()).isEqualTo("5");
            assertThat(it.tags()).isEmpty();
          });
      assertThatThrownBy(
              () -> client.describeVpcs(it -> it.maxResults(5).nextToken(page.nextToken())))
          .hasMessageContaining("Vpcs[1].Tags holds the text 'none' where a list belongs")
          .hasMessageContaining("1 more");
      assertThat(code(() -> client.describeSubnets(it -> {}))).isEqualTo("UnusableFile");
    }
  }

  @Test
  void policiesTravelAsIamSendsThem() throws IOException {
    write(
        ACCOUNT + "/aws-global/iam/GetAccountAuthorizationDetails.json",
        "{\"RoleDetailList\":[{\"Arn\":\"a\",\"RoleName\":\"r\",\"AssumeRolePolicyDocument\":{\"Version\":\"a b+c\"}}]}");
    try (IamClient client =
        IamClient.builder()
            .httpClient(http())
            .endpointOverride(URI.create("http://127.0.0.1"))
            .region(Region.AWS_GLOBAL)
            .credentialsProvider(key(ACCOUNT))
            .build()) {
      assertThat(
              client
                  .getAccountAuthorizationDetails(it -> {})
                  .roleDetailList()
                  .getFirst()
                  .assumeRolePolicyDocument())
          .isEqualTo("%7B%22Version%22%3A%22a%20b%2Bc%22%7D");
    }
  }

  private S3Client s3() {
    return client(S3Client.builder().forcePathStyle(true));
  }

  @Test
  void aBucketIsAskedByItsPath() throws IOException {
    write("folder.json", "{\"missingFiles\":\"empty\"}");
    String s3 = ACCOUNT + "/us-east-1/s3/";
    write(s3 + "GetBucketLocation/logs.json", "{\"LocationConstraint\":null}");
    write(s3 + "GetBucketPolicy/logs.json", "{\"Policy\":{\"Version\":\"2012-10-17\"}}");
    write(
        s3 + "GetBucketEncryption/logs.json",
        "{\"Error\":{\"Code\":\"ServerSideEncryptionConfigurationNotFoundError\",\"Message\":\"no\"}}");
    try (S3Client client = s3()) {
      assertThat(client.getBucketLocation(it -> it.bucket("logs")).locationConstraintAsString())
          .isNullOrEmpty();
      assertThat(client.getBucketPolicy(it -> it.bucket("logs")).policy())
          .isEqualTo("{\"Version\":\"2012-10-17\"}");
      assertThat(code(() -> client.getBucketEncryption(it -> it.bucket("logs"))))
          .isEqualTo("ServerSideEncryptionConfigurationNotFoundError");
      assertThat(code(() -> client.getBucketLocation(it -> it.bucket("none"))))
          .isEqualTo("NoSuchBucket");
      assertThat(code(() -> client.getBucketAcl(it -> it.bucket("logs"))))
          .isEqualTo("NotImplemented");
      assertThat(code(() -> client.listObjectsV2(it -> it.bucket("logs"))))
          .isEqualTo("NotImplemented");
    }
  }

  @Test
  void trailsLogGroupsAndDocumentsAreChosenAsAwsDoes() throws IOException {
    write(
        ACCOUNT + "/us-east-1/cloudtrail/DescribeTrails.json",
        "{\"trailList\":[{\"Name\":\"here\",\"HomeRegion\":\"us-east-1\"},"
            + "{\"Name\":\"there\",\"HomeRegion\":\"eu-west-1\"}]}");
    write(
        ACCOUNT + "/us-east-1/logs/DescribeLogGroups.json",
        "{\"logGroups\":[{\"logGroupName\":\"/a\"},{\"logGroupName\":\"/ab\"},{\"logGroupName\":\"/b\"}]}");
    write(
        ACCOUNT + "/us-east-1/ssm/ListDocuments.json",
        "{\"DocumentIdentifiers\":[{\"Name\":\"own\",\"Owner\":\""
            + ACCOUNT
            + "\",\"DocumentType\":\"Session\"},"
            + "{\"Name\":\"shared\",\"Owner\":\"444455556666\",\"DocumentType\":\"Session\"},"
            + "{\"Name\":\"AWS-X\",\"Owner\":\"Amazon\",\"DocumentType\":\"Command\"}]}");
    try (CloudTrailClient trails = client(CloudTrailClient.builder());
        CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder());
        SsmClient ssm = ssm()) {
      assertThat(trails.describeTrails(it -> {}).trailList()).hasSize(2);
      assertThat(trails.describeTrails(it -> it.includeShadowTrails(false)).trailList())
          .extracting(Trail::name)
          .containsExactly("here");
      assertThat(trails.describeTrails(it -> it.trailNameList("there")).trailList()).hasSize(1);
      assertThat(
              logs.describeLogGroupsPaginator(it -> it.logGroupNamePrefix("/a").limit(1))
                  .logGroups())
          .extracting(LogGroup::logGroupName)
          .containsExactly("/a", "/ab");
      assertThat(documents(ssm, "Owner", "Self")).containsExactly("own");
      assertThat(documents(ssm, "DocumentType", "Session")).containsExactly("own", "shared");
      assertThat(code(() -> documents(ssm, "Colour", "red"))).isEqualTo("InvalidFilterKey");
    }
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(http())
        .endpointOverride(URI.create("http://127.0.0.1"))
        .region(Region.US_EAST_1)
        .credentialsProvider(key(ACCOUNT))
        .build();
  }

  private static List<String> documents(SsmClient ssm, String key, String value) {
    DocumentKeyValuesFilter filter =
        DocumentKeyValuesFilter.builder().key(key).values(value).build();
    return ssm.listDocuments(it -> it.filters(filter)).documentIdentifiers().stream()
        .map(DocumentIdentifier::name)
        .toList();
  }

  @Test
  void aFolderInAZipIsReadAsWell() throws IOException {
    Path zip = folder.resolve("demo.zip");
    URI uri = URI.create("jar:" + zip.toUri());
    try (FileSystem files = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
      Path file = files.getPath("/demo/" + ACCOUNT + "/us-east-1/ec2/DescribeVpcs.json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "{\"Vpcs\":[{\"VpcId\":\"vpc-z\"}]}");
      FolderHttpClient client =
          new FolderHttpClient(new FolderApi(AccountFolder.open(files.getPath("/demo"))));
      try (Ec2Client ec2 =
          Ec2Client.builder()
              .httpClient(client)
              .endpointOverride(URI.create("http://127.0.0.1"))
              .region(Region.US_EAST_1)
              .credentialsProvider(key(ACCOUNT))
              .build()) {
        assertThat(vpcs(ec2, "vpc-id", "*")).containsExactly("vpc-z");
      }
    }
  }

  @Test
  void aFolderThatIsNoneSaysSo() {
    assertThatThrownBy(() -> AccountFolder.open(folder.resolve("nowhere")))
        .isInstanceOf(FolderException.class);
    assertThatThrownBy(() -> AccountFolder.open(folder))
        .isInstanceOfSatisfying(
            FolderException.class,
            it -> assertThat(it.reason()).isEqualTo(FolderException.Reason.NO_ACCOUNT));
  }

  @Test
  void theAwsCliReadsItToo() throws IOException, InterruptedException {
    assumeTrue(runs("aws", "--version"), "skipped: the AWS CLI is not installed");
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(DemoAccount.open()), 0)) {
      String url = server.endpoint().toString();
      assertThat(cli(url, "ec2", "describe-instances")).contains("gateway", "i-");
      assertThat(cli(url, "ssm", "describe-instance-information")).contains("mi-0123456789abcdef0");
      assertThat(cli(url, "iam", "get-account-authorization-details"))
          .contains("AdministratorAccess", "\"Statement\"");
      assertThat(cli(url, "sts", "get-caller-identity")).contains(ACCOUNT);
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static String cli(String url, String service, String operation)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "aws",
            service,
            operation,
            "--endpoint-url",
            url,
            "--region",
            "us-east-1",
            "--output",
            "json");
    builder.environment().put("AWS_ACCESS_KEY_ID", ACCOUNT);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "x");
    builder.environment().remove("AWS_SESSION_TOKEN");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
