package dev.loginpath.bench;

import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.EntrySnapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.InstancePlatform;
import dev.loginpath.snapshot.LogDestinationsSnapshot;
import dev.loginpath.snapshot.MetadataOptions;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Operator;
import dev.loginpath.snapshot.Placement;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.snapshot.TransitSnapshot;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Many tagged instances in 20 VPCs, each with an EC2 Instance Connect Endpoint. */
final class SyntheticRegion {

  static final String NAME = "us-east-1";
  static final int TEAMS = 40;
  private static final int VPCS = 20;
  private static final List<String> STAGES = List.of("dev", "test", "prod", "sandbox");

  private final List<Instance> instances = new ArrayList<>();
  private final List<NetworkInterface> interfaces = new ArrayList<>();
  private final List<InstanceConnectEndpoint> endpoints = new ArrayList<>();

  SyntheticRegion(int count) {
    Random random = new Random(2);
    for (int vpc = 0; vpc < VPCS; vpc++) {
      endpoints.add(
          new InstanceConnectEndpoint(
              "eice-" + vpc,
              Optional.empty(),
              SyntheticNetwork.ACCOUNT,
              "vpc-" + vpc,
              "subnet-" + vpc,
              "create-complete",
              false,
              "ipv4",
              List.of(),
              List.of(),
              new TreeMap<>(Map.of("Env", STAGES.get(vpc % STAGES.size())))));
    }
    for (int each = 0; each < count; each++) {
      add(each, random);
    }
  }

  static String id(int number) {
    return "i-%017x".formatted(number * 2654435761L);
  }

  private void add(int number, Random random) {
    int vpc = number % VPCS;
    int host = number / VPCS;
    String id = id(number);
    Map<String, String> tags = new TreeMap<>();
    tags.put("Name", "host-" + number);
    tags.put("Env", STAGES.get(vpc % STAGES.size()));
    tags.put("Team", "team-" + random.nextInt(TEAMS));
    if (random.nextInt(20) == 0) {
      tags.put("owner", "user-" + random.nextInt(500));
    }
    interfaces.add(
        new NetworkInterface(
            "eni-" + number,
            Optional.of("vpc-" + vpc),
            Optional.of("subnet-" + vpc),
            Optional.of(id),
            Optional.of(0),
            "interface",
            List.of(
                new PrivateAddress(
                    "10." + vpc + "." + (host >> 8 & 255) + "." + (host & 255),
                    Optional.empty(),
                    Optional.empty())),
            List.of(),
            List.of(),
            false,
            "",
            false));
    instances.add(
        new Instance(
            id,
            SyntheticNetwork.ACCOUNT,
            "running",
            Optional.empty(),
            Optional.empty(),
            new InstancePlatform(Optional.empty(), Optional.of("Linux/UNIX"), Optional.empty()),
            Optional.of("m7i.large"),
            Optional.of("vpc-" + vpc),
            Optional.of("subnet-" + vpc),
            Placement.in(NAME + "a"),
            Operator.NONE,
            Optional.empty(),
            Optional.empty(),
            new MetadataOptions(Optional.of("enabled"), Optional.of("required")),
            List.of("eni-" + number),
            new TreeMap<>(tags)));
  }

  List<Instance> instances() {
    return instances;
  }

  private static <T> Observed<T> known(String action, T value) {
    return new Observed.Known<>(Call.of(action, NAME), value);
  }

  private static <T> Observed<List<T>> none(String action) {
    return known(action, List.of());
  }

  RegionSnapshot region() {
    SsmSnapshot ssm =
        new SsmSnapshot(
            none("ssm:DescribeInstanceInformation"),
            List.of(),
            List.of(),
            none("ssm:GetInventory"),
            none("ssm:GetInventory"),
            new Observed.Absent<>(Call.of("ssm:GetDocument", NAME)),
            new Observed.Absent<>(Call.of("ssm:GetDocument", NAME)),
            none("ssm:ListDocuments"),
            List.of(),
            none("ssm:ListDocuments"),
            new Observed.Absent<>(Call.of("ssm:GetServiceSetting", NAME)),
            new Observed.Absent<>(Call.of("ssm:GetServiceSetting", NAME)),
            new Observed.Absent<>(Call.of("ssm:GetServiceSetting", NAME)));
    return new RegionSnapshot(
        NAME,
        ec2(),
        noPrivateDns(instances),
        SyntheticNetwork.noLoadBalancers(),
        ssm,
        new Observed.Absent<>(Call.of("ssm-guiconnect:GetConnectionRecordingPreferences", NAME)),
        new CloudTrailSnapshot(none("cloudtrail:DescribeTrails"), List.of()),
        new LogDestinationsSnapshot(List.of(), List.of(), List.of()));
  }

  private static PrivateDnsSnapshot noPrivateDns(List<Instance> instances) {
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
        known("ec2:DescribeInstances", instances),
        none("ec2:DescribeInstanceImageMetadata"),
        none("ec2:DescribeImages"),
        known("ec2:DescribeNetworkInterfaces", interfaces),
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
        known("ec2:DescribeInstanceConnectEndpoints", endpoints),
        none("ec2:DescribeManagedPrefixLists"),
        List.of(),
        known("ec2:DescribeVpcBlockPublicAccessOptions", new BlockPublicAccess("off")),
        none("ec2:DescribeVpcBlockPublicAccessExclusions"),
        new Observed.Absent<>(Call.of("ec2:GetSerialConsoleAccessStatus", NAME)),
        none("ec2:DescribeInstanceTypes"),
        none("ec2:DescribeKeyPairs"),
        new Observed.Absent<>(Call.of("ec2:GetInstanceMetadataDefaults", NAME)),
        new Observed.Absent<>(Call.of("ec2:GetManagedResourceVisibility", NAME)),
        true);
  }
}
