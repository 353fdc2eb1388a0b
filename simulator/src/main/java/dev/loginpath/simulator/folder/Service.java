package dev.loginpath.simulator.folder;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

/** The AWS services whose model the simulator has, and what each speaks on the wire. */
enum Service {
  EC2(
      "ec2",
      Protocol.EC2_QUERY,
      "http://ec2.amazonaws.com/doc/2016-11-15/",
      Ec2Client.class,
      false),
  ELBV2(
      "elasticloadbalancing",
      Protocol.QUERY,
      "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
      ElasticLoadBalancingV2Client.class,
      false),
  ELB(
      "elb",
      Protocol.QUERY,
      "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/",
      ElasticLoadBalancingClient.class,
      false),
  CLOUDTRAIL("cloudtrail", Protocol.JSON, "", CloudTrailClient.class, false),
  GLOBAL_ACCELERATOR("globalaccelerator", Protocol.JSON, "", GlobalAcceleratorClient.class, true),
  KMS("kms", Protocol.JSON, "", KmsClient.class, false),
  LOGS("logs", Protocol.JSON, "", CloudWatchLogsClient.class, false),
  PRICING("pricing", Protocol.JSON, "", PricingClient.class, true),
  ROUTE53(
      "route53",
      Protocol.REST_XML,
      "https://route53.amazonaws.com/doc/2013-04-01/",
      Route53Client.class,
      true),
  ROUTE53_PROFILES("route53profiles", Protocol.REST_JSON, "", Route53ProfilesClient.class, false),
  S3("s3", Protocol.S3, "http://s3.amazonaws.com/doc/2006-03-01/", S3Client.class, false),
  SSM("ssm", Protocol.JSON, "", SsmClient.class, false),
  GUI_CONNECT("ssm-guiconnect", Protocol.REST_JSON, "", SsmGuiConnectClient.class, false),
  IAM("iam", Protocol.QUERY, "https://iam.amazonaws.com/doc/2010-05-08/", IamClient.class, true),
  ORGANIZATIONS("organizations", Protocol.JSON, "", OrganizationsClient.class, true),
  STS("sts", Protocol.QUERY, "https://sts.amazonaws.com/doc/2011-06-15/", StsClient.class, true);

  /** AWS's wire protocols. */
  enum Protocol {
    EC2_QUERY("text/xml;charset=UTF-8"),
    QUERY("text/xml;charset=UTF-8"),
    JSON("application/x-amz-json-1.1"),
    REST_JSON("application/json"),
    REST_XML("application/xml"),
    /** REST-XML whose errors have no frame. */
    S3("application/xml");

    private final String contentType;

    Protocol(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }

    boolean isJson() {
      return this == JSON || this == REST_JSON;
    }
  }

  /** What the command line and people call a service beside its signing name. */
  private static final Map<String, Service> ALIASES =
      Map.of(
          "elbv2", ELBV2,
          "elasticloadbalancingv2", ELBV2,
          "s3api", S3,
          "cloudwatchlogs", LOGS,
          "ssmguiconnect", GUI_CONNECT);

  private final String id;
  private final Protocol protocol;
  private final String namespace;
  private final Class<?> client;
  private final boolean global;

  Service(String id, Protocol protocol, String namespace, Class<?> client, boolean global) {
    this.id = id;
    this.protocol = protocol;
    this.namespace = namespace;
    this.client = client;
    this.global = global;
  }

  static Optional<Service> find(String id) {
    return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
  }

  /** The service of a folder, by its id or by a name that the command line has for it. */
  static Optional<Service> named(String name) {
    return find(name).or(() -> Optional.ofNullable(ALIASES.get(name)));
  }

  /** Its id and the names that go for it. */
  Set<String> spellings() {
    Set<String> spellings = new TreeSet<>(Set.of(id));
    ALIASES.forEach((name, service) -> {
      if (service == this) {
        spellings.add(name);
      }
    });
    return spellings;
  }

  boolean hasOperation(String lowerCaseName) {
    return Operation.names(this).contains(lowerCaseName);
  }

  /**
   * The service that a request is signed for. Both generations of load balancers share a signing
   * name; the API version tells them apart.
   */
  static Optional<Service> signedFor(String name, String apiVersion) {
    return name.equals(ELBV2.id) && ELB.namespace.contains(apiVersion) && !apiVersion.isEmpty()
        ? Optional.of(ELB)
        : find(name);
  }

  /** The folder's name: the signing name, but for the older load balancers. */
  String id() {
    return id;
  }

  Protocol protocol() {
    return protocol;
  }

  String namespace() {
    return namespace;
  }

  Class<?> client() {
    return client;
  }

  /** Its answers lie in {@code aws-global}, whatever region the request was signed for. */
  boolean isGlobal() {
    return global;
  }
}
