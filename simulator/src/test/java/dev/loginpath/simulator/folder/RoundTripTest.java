package dev.loginpath.simulator.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.simulator.server.SimulatorServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53profiles.Route53ProfilesClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssmguiconnect.SsmGuiConnectClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Every operation that a scan uses, with every member of its answer filled: written into a folder
 * as the CLI prints it, asked through the real SDK over HTTP and in process, and compared.
 */
class RoundTripTest {

  private static final String ACCOUNT = "111122223333";

  /** What is to be asked for, or lists leave some of it out. */
  private static final Set<String> ALL = Set.of("AllRegions", "IncludeManagedResources");

  @TempDir private Path folder;

  static Stream<String> operations() {
    return Stream.of(
        "sts GetCallerIdentity",
        "ec2 DescribeRegions",
        "ec2 DescribeInstances",
        "ec2 DescribeInstanceImageMetadata",
        "ec2 DescribeImages",
        "ec2 DescribeNetworkInterfaces",
        "ec2 DescribeNetworkInterfaceAttribute",
        "ec2 DescribeAvailabilityZones",
        "ec2 DescribeSubnets",
        "ec2 DescribeVpcs",
        "ec2 DescribeVpcAttribute",
        "ec2 DescribeDhcpOptions",
        "ec2 DescribeRouteTables",
        "ec2 DescribeSecurityGroups",
        "ec2 DescribeSecurityGroupRules",
        "ec2 DescribeNetworkAcls",
        "ec2 DescribeInternetGateways",
        "ec2 DescribeNatGateways",
        "ec2 DescribeEgressOnlyInternetGateways",
        "ec2 DescribeVpcEndpoints",
        "ec2 DescribeVpcEndpointServiceConfigurations",
        "ec2 DescribeVpcEndpointServicePermissions",
        "ec2 DescribeVpcEndpointConnections",
        "ec2 DescribeClientVpnEndpoints",
        "ec2 DescribeClientVpnTargetNetworks",
        "ec2 DescribeClientVpnAuthorizationRules",
        "ec2 DescribeClientVpnRoutes",
        "ec2 DescribeVerifiedAccessEndpoints",
        "ec2 DescribeInstanceConnectEndpoints",
        "ec2 DescribeManagedPrefixLists",
        "ec2 GetManagedPrefixListEntries",
        "ec2 DescribeVpcBlockPublicAccessOptions",
        "ec2 DescribeVpcBlockPublicAccessExclusions",
        "ec2 DescribeVpcPeeringConnections",
        "ec2 DescribeTransitGatewayAttachments",
        "ec2 DescribeTransitGatewayPeeringAttachments",
        "ec2 DescribeTransitGatewayRouteTables",
        "ec2 DescribeTransitGatewayVpcAttachments",
        "ec2 DescribeTransitGateways",
        "ec2 DescribeVpnConnections",
        "ec2 SearchTransitGatewayRoutes",
        "ec2 DescribeVpnGateways",
        "ec2 DescribeInstanceTypes",
        "ec2 DescribeKeyPairs",
        "ec2 GetSerialConsoleAccessStatus",
        "ec2 GetInstanceMetadataDefaults",
        "ec2 GetManagedResourceVisibility",
        "elasticloadbalancing DescribeLoadBalancers",
        "elasticloadbalancing DescribeListeners",
        "elasticloadbalancing DescribeTargetGroups",
        "elasticloadbalancing DescribeTargetHealth",
        "elasticloadbalancing DescribeTargetGroupAttributes",
        "elb DescribeLoadBalancers",
        "ssm DescribeInstanceInformation",
        "ssm GetConnectionStatus",
        "ssm GetDocument",
        "ssm ListDocuments",
        "ssm GetServiceSetting",
        "ssm ListInventoryEntries",
        "ssm ListTagsForResource",
        "iam GetAccountAuthorizationDetails",
        "iam GetPolicy",
        "iam GetPolicyVersion",
        "iam ListAccountAliases",
        "organizations DescribeOrganization",
        "organizations DescribePolicy",
        "organizations ListParents",
        "organizations ListPoliciesForTarget",
        "ssm-guiconnect GetConnectionRecordingPreferences",
        "cloudtrail DescribeTrails",
        "cloudtrail GetTrailStatus",
        "cloudtrail GetEventSelectors",
        "logs DescribeLogGroups",
        "kms DescribeKey",
        "kms GetKeyPolicy",
        "pricing GetProducts",
        "globalaccelerator ListAccelerators",
        "globalaccelerator ListListeners",
        "globalaccelerator ListEndpointGroups",
        "globalaccelerator ListCustomRoutingAccelerators",
        "globalaccelerator ListCustomRoutingListeners",
        "globalaccelerator ListCustomRoutingEndpointGroups",
        "globalaccelerator ListCrossAccountAttachments",
        "route53 ListHostedZonesByVPC",
        "route53 ListResourceRecordSets",
        "route53profiles ListProfileAssociations",
        "route53profiles ListProfileResourceAssociations",
        "s3 GetBucketLocation",
        "s3 GetBucketEncryption",
        "s3 GetBucketPolicy");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatLiesInTheFolderIsWhatTheSdkReads(String serviceAndOperation)
      throws ReflectiveOperationException, IOException {
    int space = serviceAndOperation.indexOf(' ');
    Service service = Service.find(serviceAndOperation.substring(0, space)).orElseThrow();
    String name = serviceAndOperation.substring(space + 1);
    Method method =
        Arrays.stream(service.client().getMethods())
            .filter(it -> it.getName().equalsIgnoreCase(name))
            .filter(it -> it.getParameterTypes().length == 1)
            .filter(it -> SdkPojo.class.isAssignableFrom(it.getParameterTypes()[0]))
            .findFirst()
            .orElseThrow();
    Operation operation = Operation.find(service, name).orElseThrow();
    Object expected = sample(method.getReturnType(), NamedThings.parameters(operation));
    Object request = request(method.getParameterTypes()[0], NamedThings.parameters(operation));
    List<String> key = NamedThings.parameters(operation);
    String file =
        key.isEmpty()
            ? name
            : name + "/" + String.join(",", key.stream().map(it -> value(it)).toList());
    String region = service.isGlobal() ? "aws-global" : "us-east-1";
    Path path =
        folder.resolve(ACCOUNT).resolve(region).resolve(service.id()).resolve(file + ".json");
    Files.createDirectories(path.getParent());
    Files.createDirectories(folder.resolve(ACCOUNT).resolve("us-east-1"));
    Files.writeString(path, Samples.print((SdkPojo) expected).toString());

    FolderApi api = new FolderApi(AccountFolder.open(folder));
    try (SimulatorServer server = SimulatorServer.start(api, 0)) {
      Object overHttp = method.invoke(client(service, server.endpoint(), null), request);
      Object inProcess =
          method.invoke(
              client(service, URI.create("http://127.0.0.1"), new FolderHttpClient(api)), request);
      assertThat(Samples.print((SdkPojo) overHttp)).isEqualTo(Samples.print((SdkPojo) expected));
      assertThat(Samples.print((SdkPojo) inProcess)).isEqualTo(Samples.print((SdkPojo) expected));
    }
  }

  /** An answer repeats what was asked, where its model has a member for that. */
  private static Object sample(Class<?> shape, List<String> parameters)
      throws ReflectiveOperationException {
    SdkPojo builder = (SdkPojo) shape.getMethod("builder").invoke(null);
    new Samples().fill(builder, 0);
    for (SdkField<?> member : builder.sdkFields()) {
      if (parameters.contains(member.memberName())
          && member.marshallingType().equals(MarshallingType.STRING)) {
        member.set(builder, value(member.memberName()));
      }
    }
    return ((SdkBuilder<?, ?>) builder).build();
  }

  private static String value(String parameter) {
    return Map.of("Attribute", "enableDnsSupport").getOrDefault(parameter, parameter + "-1");
  }

  private static Object request(Class<?> shape, List<String> parameters)
      throws ReflectiveOperationException {
    SdkPojo builder = (SdkPojo) shape.getMethod("builder").invoke(null);
    for (SdkField<?> member : builder.sdkFields()) {
      if (parameters.contains(member.memberName())) {
        member.set(builder, value(member.memberName()));
      }
      if (ALL.contains(member.memberName())) {
        member.set(builder, true);
      }
    }
    return ((SdkBuilder<?, ?>) builder).build();
  }

  private static Object client(
      Service service, URI endpoint, @org.jspecify.annotations.Nullable FolderHttpClient http) {
    return switch (service) {
      case EC2 -> client(Ec2Client.builder(), endpoint, http, Region.US_EAST_1);
      case ELBV2 ->
          client(ElasticLoadBalancingV2Client.builder(), endpoint, http, Region.US_EAST_1);
      case ELB -> client(ElasticLoadBalancingClient.builder(), endpoint, http, Region.US_EAST_1);
      case CLOUDTRAIL -> client(CloudTrailClient.builder(), endpoint, http, Region.US_EAST_1);
      case KMS -> client(KmsClient.builder(), endpoint, http, Region.US_EAST_1);
      case LOGS -> client(CloudWatchLogsClient.builder(), endpoint, http, Region.US_EAST_1);
      case PRICING -> client(PricingClient.builder(), endpoint, http, Region.US_EAST_1);
      case GLOBAL_ACCELERATOR ->
          client(GlobalAcceleratorClient.builder(), endpoint, http, Region.US_WEST_2);
      case ROUTE53 -> client(Route53Client.builder(), endpoint, http, Region.AWS_GLOBAL);
      case ROUTE53_PROFILES ->
          client(Route53ProfilesClient.builder(), endpoint, http, Region.US_EAST_1);
      case S3 -> client(S3Client.builder().forcePathStyle(true), endpoint, http, Region.US_EAST_1);
      case SSM -> client(SsmClient.builder(), endpoint, http, Region.US_EAST_1);
      case GUI_CONNECT -> client(SsmGuiConnectClient.builder(), endpoint, http, Region.US_EAST_1);
      case IAM -> client(IamClient.builder(), endpoint, http, Region.AWS_GLOBAL);
      case ORGANIZATIONS ->
          client(OrganizationsClient.builder(), endpoint, http, Region.AWS_GLOBAL);
      case STS -> client(StsClient.builder(), endpoint, http, Region.US_EAST_1);
    };
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
      B builder,
      URI endpoint,
      @org.jspecify.annotations.Nullable FolderHttpClient http,
      Region region) {
    builder
        .region(region)
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "x")));
    if (http != null) {
      builder.httpClient(http);
    }
    return builder.build();
  }
}
