package dev.loginpath.identity;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.EntrySnapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.InstancePlatform;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.LogDestinationsSnapshot;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.MetadataOptions;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.NodeTags;
import dev.loginpath.snapshot.Operator;
import dev.loginpath.snapshot.Placement;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.snapshot.TransitSnapshot;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A region's instances with their tags and addresses, and its EC2 Instance Connect Endpoints. */
final class RegionLab {

  static final String VPC = "vpc-1";

  final List<Instance> instances = new ArrayList<>();
  final List<NetworkInterface> interfaces = new ArrayList<>();
  final List<InstanceConnectEndpoint> endpoints = new ArrayList<>();
  final List<ManagedNode> hybridNodes = new ArrayList<>();
  final List<NodeTags> hybridTags = new ArrayList<>();
  final Set<String> refused = new HashSet<>();

  /** The name of the role that default host management lends. */
  Optional<String> hostManagementRole = Optional.empty();

  static String arn(String instance) {
    return "arn:aws:ec2:" + IamLab.REGION + ":" + IamLab.ACCOUNT + ":instance/" + instance;
  }

  static String endpointArn(String endpoint) {
    return "arn:aws:ec2:"
        + IamLab.REGION
        + ":"
        + IamLab.ACCOUNT
        + ":instance-connect-endpoint/"
        + endpoint;
  }

  /** A running instance with one interface. */
  RegionLab instance(String id, String address, Map<String, String> tags) {
    instances.add(
        new Instance(
            id,
            IamLab.ACCOUNT,
            "running",
            Optional.empty(),
            Optional.empty(),
            new InstancePlatform(Optional.empty(), Optional.of("Linux/UNIX"), Optional.empty()),
            Optional.of("t3.micro"),
            Optional.of(VPC),
            Optional.of("subnet-1"),
            Placement.in(IamLab.REGION + "a"),
            Operator.NONE,
            Optional.empty(),
            Optional.empty(),
            new MetadataOptions(Optional.of("enabled"), Optional.of("required")),
            List.of("eni-" + id),
            new TreeMap<>(tags)));
    interfaces.add(
        new NetworkInterface(
            "eni-" + id,
            Optional.of(VPC),
            Optional.of("subnet-1"),
            Optional.of(id),
            Optional.of(0),
            "interface",
            List.of(new PrivateAddress(address, Optional.empty(), Optional.empty())),
            List.of(),
            List.of(),
            false,
            "",
            false));
    return this;
  }

  RegionLab hybrid(String id, Map<String, String> tags) {
    hybridNodes.add(
        new ManagedNode(
            id,
            "ManagedInstance",
            "Online",
            Optional.empty(),
            Optional.of("3.3.3050.0"),
            Optional.of("Ubuntu"),
            Optional.of("22.04")));
    hybridTags.add(new NodeTags(id, read("ssm:ListTagsForResource", new TreeMap<>(tags))));
    return this;
  }

  RegionLab endpoint(String id, Map<String, String> tags) {
    endpoints.add(
        new InstanceConnectEndpoint(
            id,
            Optional.of(endpointArn(id)),
            IamLab.ACCOUNT,
            VPC,
            "subnet-1",
            "create-complete",
            false,
            "ipv4",
            List.of(),
            List.of(),
            new TreeMap<>(tags)));
    return this;
  }

  /** An instance profile for all instances. */
  RegionLab profile(String arn) {
    instances.replaceAll(it ->
        new Instance(
            it.id(),
            it.ownerId(),
            it.state(),
            it.launchTime(),
            it.imageId(),
            it.platform(),
            it.instanceType(),
            it.vpcId(),
            it.subnetId(),
            it.placement(),
            it.operator(),
            Optional.of(arn),
            it.keyName(),
            it.metadataOptions(),
            it.networkInterfaceIds(),
            it.tags()));
    return this;
  }

  /** Other ids for the same instances. */
  void rename(UnaryOperator<String> name) {
    instances.replaceAll(it ->
        new Instance(
            name.apply(it.id()),
            it.ownerId(),
            it.state(),
            it.launchTime(),
            it.imageId(),
            it.platform(),
            it.instanceType(),
            it.vpcId(),
            it.subnetId(),
            it.placement(),
            it.operator(),
            it.instanceProfileArn(),
            it.keyName(),
            it.metadataOptions(),
            it.networkInterfaceIds(),
            it.tags()));
    interfaces.replaceAll(it ->
        new NetworkInterface(
            it.id(),
            it.vpcId(),
            it.subnetId(),
            it.instanceId().map(name),
            it.deviceIndex(),
            it.interfaceType(),
            it.privateAddresses(),
            it.ipv6Addresses(),
            it.groupIds(),
            false,
            "",
            false));
  }

  private static Call call(String action) {
    return Call.of(action, IamLab.REGION);
  }

  private <T> Observed<T> read(String action, T value) {
    return refused.contains(action)
        ? new Observed.Unseen<>(call(action), Outcome.DENIED, "no")
        : new Observed.Known<>(call(action), value);
  }

  private static <T> Observed<List<T>> none(String action) {
    return new Observed.Known<>(call(action), List.of());
  }

  RegionSnapshot snapshot() {
    return new RegionSnapshot(
        IamLab.REGION,
        ec2(),
        privateDns(),
        loadBalancing(),
        ssm(),
        new Observed.Absent<>(call("ssm-guiconnect:GetConnectionRecordingPreferences")),
        new CloudTrailSnapshot(none("cloudtrail:DescribeTrails"), List.of()),
        new LogDestinationsSnapshot(List.of(), List.of(), List.of()));
  }

  private PrivateDnsSnapshot privateDns() {
    return new PrivateDnsSnapshot(
        instances.stream()
            .flatMap(it -> it.vpcId().stream())
            .distinct()
            .map(it -> new VpcHostedZones(it, none("route53:ListHostedZonesByVPC")))
            .toList(),
        none("route53profiles:ListProfileAssociations"),
        List.of(),
        List.of());
  }

  private Ec2Snapshot ec2() {
    return new Ec2Snapshot(
        read("ec2:DescribeInstances", List.copyOf(instances)),
        none("ec2:DescribeInstanceImageMetadata"),
        none("ec2:DescribeImages"),
        read("ec2:DescribeNetworkInterfaces", List.copyOf(interfaces)),
        List.of(),
        none("ec2:DescribeAvailabilityZones"),
        none("ec2:DescribeSubnets"),
        none("ec2:DescribeVpcs"),
        List.of(),
        none("ec2:DescribeDhcpOptions"),
        none("ec2:DescribeRouteTables"),
        none("ec2:DescribeSecurityGroups"),
        none("ec2:DescribeSecurityGroupRules"),
        none("ec2:DescribeNetworkAcls"),
        none("ec2:DescribeInternetGateways"),
        none("ec2:DescribeEgressOnlyInternetGateways"),
        none("ec2:DescribeNatGateways"),
        none("ec2:DescribeVpcEndpoints"),
        none("ec2:DescribeVpcPeeringConnections"),
        none("ec2:DescribeTransitGatewayAttachments"),
        new TransitSnapshot(
            none("ec2:DescribeTransitGateways"),
            none("ec2:DescribeTransitGatewayVpcAttachments"),
            none("ec2:DescribeTransitGatewayPeeringAttachments"),
            none("ec2:DescribeTransitGatewayRouteTables"),
            List.of(),
            none("ec2:DescribeVpnConnections")),
        new EntrySnapshot(
            none("ec2:DescribeVpcEndpointServiceConfigurations"),
            List.of(),
            none("ec2:DescribeVpcEndpointConnections"),
            new RemoteAccessSnapshot(
                none("ec2:DescribeClientVpnEndpoints"),
                List.of(),
                none("ec2:DescribeVerifiedAccessEndpoints"))),
        none("ec2:DescribeVpnGateways"),
        read("ec2:DescribeInstanceConnectEndpoints", List.copyOf(endpoints)),
        none("ec2:DescribeManagedPrefixLists"),
        List.of(),
        read("ec2:DescribeVpcBlockPublicAccessOptions", new BlockPublicAccess("off")),
        none("ec2:DescribeVpcBlockPublicAccessExclusions"),
        new Observed.Absent<>(call("ec2:GetSerialConsoleAccessStatus")),
        none("ec2:DescribeInstanceTypes"),
        none("ec2:DescribeKeyPairs"),
        new Observed.Absent<>(call("ec2:GetInstanceMetadataDefaults")),
        new Observed.Absent<>(call("ec2:GetManagedResourceVisibility")),
        true);
  }

  private static LoadBalancingSnapshot loadBalancing() {
    return new LoadBalancingSnapshot(
        none("elasticloadbalancing:DescribeLoadBalancers"),
        List.of(),
        none("elasticloadbalancing:DescribeTargetGroups"),
        List.of(),
        none("elasticloadbalancing:DescribeLoadBalancers"));
  }

  private Observed<ServiceSetting> setting(Optional<String> value) {
    Call call = call("ssm:GetServiceSetting");
    if (refused.contains(call.action())) {
      return new Observed.Unseen<>(call, Outcome.DENIED, "no");
    }
    return value.isEmpty()
        ? new Observed.Absent<>(call)
        : new Observed.Known<>(
            call, new ServiceSetting("setting", value.get(), Optional.of("Customized")));
  }

  private SsmSnapshot ssm() {
    return new SsmSnapshot(
        read("ssm:DescribeInstanceInformation", List.copyOf(hybridNodes)),
        hybridTags,
        List.of(),
        none("ssm:GetInventory"),
        none("ssm:GetInventory"),
        new Observed.Absent<>(call("ssm:GetDocument")),
        new Observed.Absent<>(call("ssm:GetDocument")),
        none("ssm:ListDocuments"),
        List.of(),
        none("ssm:ListDocuments"),
        setting(hostManagementRole),
        setting(Optional.empty()),
        setting(Optional.empty()));
  }
}
