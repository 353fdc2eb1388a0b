package dev.loginpath.collect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
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

/**
 * Builds the SDK's clients over one shared connection pool. The services that are throttled per
 * account and region adapt their rate, so that a scan does not take the quota of production.
 */
final class Clients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Connection connection;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final String userAgent;
  private final RunEnd end;

  Clients(
      Connection connection, AwsCredentialsProvider credentials, String toolVersion, RunEnd end) {
    this(connection, credentials, pool(connection), "loginpath/" + toolVersion, end);
  }

  private Clients(
      Connection connection,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      String userAgent,
      RunEnd end) {
    this.connection = connection;
    this.credentials = credentials;
    this.http = http;
    this.userAgent = userAgent;
    this.end = end;
  }

  private static SdkHttpClient pool(Connection connection) {
    return connection
        .httpClient()
        .orElseGet(() ->
            Apache5HttpClient.builder().maxConnections(64).connectionTimeout(CONNECT).build());
  }

  /** The same pool with other credentials. */
  Clients with(UnaryOperator<AwsCredentialsProvider> change) {
    return new Clients(connection, change.apply(credentials), http, userAgent, end);
  }

  Ec2Client ec2(String region) {
    return configured(Ec2Client.builder(), WireForm.EC2_QUERY, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  ElasticLoadBalancingV2Client loadBalancing(String region) {
    return configured(
            ElasticLoadBalancingV2Client.builder(), WireForm.QUERY, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  ElasticLoadBalancingClient classicLoadBalancing(String region) {
    return configured(
            ElasticLoadBalancingClient.builder(), WireForm.QUERY, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  CloudTrailClient cloudTrail(String region) {
    return configured(CloudTrailClient.builder(), WireForm.JSON, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  CloudWatchLogsClient logs(String region) {
    return configured(CloudWatchLogsClient.builder(), WireForm.JSON, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  KmsClient kms(String region) {
    return configured(KmsClient.builder(), WireForm.JSON, region, RetryMode.ADAPTIVE_V2).build();
  }

  /** Buckets of other regions are found as well; a stand-in has no name for each bucket. */
  S3Client s3(String region) {
    return configured(S3Client.builder(), WireForm.S3, region, RetryMode.STANDARD)
        .forcePathStyle(connection.isStandIn())
        .crossRegionAccessEnabled(!connection.isStandIn())
        .build();
  }

  PricingClient pricing() {
    return configured(
            PricingClient.builder(), WireForm.JSON, PricingCollector.REGION, RetryMode.ADAPTIVE_V2)
        .build();
  }

  GlobalAcceleratorClient accelerators() {
    return configured(
            GlobalAcceleratorClient.builder(),
            WireForm.JSON,
            AcceleratorCollector.REGION,
            RetryMode.ADAPTIVE_V2)
        .build();
  }

  SsmClient ssm(String region) {
    return configured(SsmClient.builder(), WireForm.JSON, region, RetryMode.ADAPTIVE_V2).build();
  }

  SsmGuiConnectClient guiConnect(String region) {
    return configured(SsmGuiConnectClient.builder(), WireForm.JSON, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  IamClient iam(String region) {
    return configured(IamClient.builder(), WireForm.QUERY, globalOf(region), RetryMode.STANDARD)
        .build();
  }

  Route53Client route53(String region) {
    return configured(
            Route53Client.builder(), WireForm.REST_XML, globalOf(region), RetryMode.ADAPTIVE_V2)
        .build();
  }

  Route53ProfilesClient profiles(String region) {
    return configured(Route53ProfilesClient.builder(), WireForm.JSON, region, RetryMode.ADAPTIVE_V2)
        .build();
  }

  OrganizationsClient organizations(String region) {
    return configured(
            OrganizationsClient.builder(), WireForm.JSON, globalOf(region), RetryMode.STANDARD)
        .build();
  }

  StsClient sts(String region) {
    return configured(StsClient.builder(), WireForm.QUERY, region, RetryMode.STANDARD).build();
  }

  /**
   * IAM, Organizations and Route 53 are one per partition; the SDK finds them by the partition's
   * global region.
   */
  private static String globalOf(String region) {
    String partition =
        Region.of(region).metadata() == null
            ? "aws"
            : Region.of(region).metadata().partition().id();
    return partition + "-global";
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B configured(
      B builder, WireForm form, String region, RetryMode retries) {
    Patience patience = connection.patience();
    ClientOverrideConfiguration override =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(patience.attempt())
            .apiCallTimeout(patience.call())
            .retryStrategy(strategy(retries))
            .addExecutionInterceptor(new AnswerCheck(form, connection.isStandIn()))
            .addExecutionInterceptor(end)
            .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, userAgent)
            .build();
    builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(override);
    connection.endpointUrl().ifPresent(builder::endpointOverride);
    Optional.of(connection)
        .filter(it -> it.httpClient().isPresent() && it.endpointUrl().isEmpty())
        .ifPresent(it -> builder.endpointOverride(java.net.URI.create("http://127.0.0.1")));
    return builder;
  }

  private RetryStrategy strategy(RetryMode retries) {
    RetryStrategy strategy = AwsRetryStrategy.forRetryMode(retries);
    if (connection.patience().backsOff()) {
      return strategy;
    }
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
