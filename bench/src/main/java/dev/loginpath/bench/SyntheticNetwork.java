package dev.loginpath.bench;

import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.EntrySnapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.ManagedResourceVisibility;
import dev.loginpath.snapshot.MetadataDefaults;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.PrefixListEntries;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SerialConsoleAccess;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitSnapshot;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A region of many interfaces whose groups hold many rules; the seed tells all. */
final class SyntheticNetwork {

  static final String ACCOUNT = "111122223333";
  private static final int VPCS = 20;
  private static final int SUBNETS = 10;
  private static final int LISTS = 20;
  private static final int ENTRIES = 1000;

  private final Random random = new Random(1);
  private final List<Vpc> vpcs = new ArrayList<>();
  private final List<Subnet> subnets = new ArrayList<>();
  private final List<RouteTable> tables = new ArrayList<>();
  private final List<NetworkAcl> acls = new ArrayList<>();
  private final List<SecurityGroup> groups = new ArrayList<>();
  private final List<NetworkInterface> interfaces = new ArrayList<>();

  /**
   * Makes the region.
   *
   * @param count how many interfaces
   * @param groupSets how many different sets of groups they have, spread over the VPCs
   * @param rules how many rules each group has
   */
  SyntheticNetwork(int count, int groupSets, int rules) {
    for (int vpc = 0; vpc < VPCS; vpc++) {
      vpc(vpc);
    }
    for (int set = 0; set < groupSets; set++) {
      groups.add(
          new SecurityGroup(
              "sg-" + set, "sg-" + set, Optional.empty(), ACCOUNT, rules(rules), List.of()));
    }
    for (int each = 0; each < count; each++) {
      interfaces.add(networkInterface(each, groupSets));
    }
  }

  private void vpc(int vpc) {
    String id = "vpc-" + vpc;
    String cidr = "10." + vpc + ".0.0/16";
    vpcs.add(new Vpc(id, ACCOUNT, List.of(cidr), List.of(), Optional.empty()));
    List<String> subnetIds = new ArrayList<>();
    for (int subnet = 0; subnet < SUBNETS; subnet++) {
      String subnetId = "subnet-" + vpc + "-" + subnet;
      subnetIds.add(subnetId);
      subnets.add(
          new Subnet(
              subnetId,
              id,
              ACCOUNT,
              Optional.of("10." + vpc + "." + subnet * 16 + ".0/20"),
              List.of(),
              Optional.empty(),
              Optional.empty()));
    }
    tables.add(
        new RouteTable(
            "rtb-" + vpc,
            id,
            ACCOUNT,
            true,
            List.of(),
            List.of(),
            List.of(
                new Route(cidr, "local", false, false),
                new Route("0.0.0.0/0", "igw-" + vpc, false, false),
                new Route("10.128.0.0/9", "tgw-1", false, false))));
    acls.add(
        new NetworkAcl(
            "acl-" + vpc,
            id,
            subnetIds,
            List.of(
                entry(90, false, false, "203.0.113.0/24"),
                entry(100, false, true, "0.0.0.0/0"),
                entry(100, true, true, "0.0.0.0/0"))));
  }

  private static AclEntry entry(int number, boolean egress, boolean allow, String cidr) {
    return new AclEntry(number, egress, allow, "-1", cidr, Optional.empty(), Optional.empty());
  }

  private List<GroupRule> rules(int count) {
    List<GroupRule> rules = new ArrayList<>();
    rules.add(rule(new GroupRule.List("pl-" + random.nextInt(LISTS))));
    while (rules.size() < count) {
      rules.add(rule(new GroupRule.Range(cidr())));
    }
    return rules;
  }

  private static GroupRule rule(GroupRule.Peer peer) {
    return new GroupRule("tcp", Optional.of(22), Optional.of(22), peer);
  }

  private String cidr() {
    return (11 + random.nextInt(89))
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "/"
        + (20 + random.nextInt(13));
  }

  private NetworkInterface networkInterface(int each, int groupSets) {
    int vpc = each % VPCS;
    int host = each / VPCS;
    String inside = "10." + vpc + "." + (host >> 8 & 255) + "." + (host & 255);
    return new NetworkInterface(
        "eni-" + each,
        Optional.of("vpc-" + vpc),
        Optional.of("subnet-" + vpc + "-" + random.nextInt(SUBNETS)),
        Optional.of("i-" + each),
        Optional.of(0),
        "interface",
        List.of(
            new PrivateAddress(
                inside, Optional.of("198.51." + vpc + "." + (host & 255)), Optional.empty())),
        List.of(),
        List.of("sg-" + (vpc + VPCS * random.nextInt(Math.max(1, groupSets / VPCS)))),
        false,
        "",
        false);
  }

  List<NetworkInterface> interfaces() {
    return interfaces;
  }

  private static <T> Observed<T> known(String operation, T value) {
    return new Observed.Known<>(Call.of("ec2:" + operation, "us-east-1"), value);
  }

  static PrivateDnsSnapshot noPrivateDns() {
    return new PrivateDnsSnapshot(
        List.of(),
        new Observed.Known<>(
            Call.of("route53profiles:ListProfileAssociations", "us-east-1"), List.of()),
        List.of(),
        List.of());
  }

  static AcceleratorSnapshot noAccelerators() {
    String service = "globalaccelerator:";
    return new AcceleratorSnapshot(
        new Observed.Known<>(Call.of(service + "ListAccelerators", "aws-global"), List.of()),
        new Observed.Known<>(
            Call.of(service + "ListCustomRoutingAccelerators", "aws-global"), List.of()),
        List.of(),
        List.of(),
        new Observed.Known<>(
            Call.of(service + "ListCrossAccountAttachments", "aws-global"), List.of()));
  }

  Ec2Snapshot ec2() {
    List<PrefixList> lists = new ArrayList<>();
    List<PrefixListEntries> entries = new ArrayList<>();
    for (int list = 0; list < LISTS; list++) {
      List<String> cidrs = new ArrayList<>();
      for (int each = 0; each < ENTRIES; each++) {
        cidrs.add(cidr());
      }
      lists.add(new PrefixList("pl-" + list, "list-" + list, ACCOUNT));
      entries.add(new PrefixListEntries("pl-" + list, known("GetManagedPrefixListEntries", cidrs)));
    }
    return new Ec2Snapshot(
        known("DescribeInstances", List.of()),
        known("DescribeInstanceImageMetadata", List.of()),
        known("DescribeImages", List.of()),
        known("DescribeNetworkInterfaces", interfaces),
        List.of(),
        known("DescribeAvailabilityZones", List.of()),
        known("DescribeSubnets", subnets),
        known("DescribeVpcs", vpcs),
        List.of(),
        known("DescribeDhcpOptions", List.of()),
        known("DescribeRouteTables", tables),
        known("DescribeSecurityGroups", groups),
        known("DescribeSecurityGroupRules", List.of()),
        known("DescribeNetworkAcls", acls),
        known("DescribeInternetGateways", List.of()),
        known("DescribeEgressOnlyInternetGateways", List.of()),
        known("DescribeNatGateways", List.of()),
        known("DescribeVpcEndpoints", List.of()),
        known("DescribeVpcPeeringConnections", List.of()),
        known("DescribeTransitGatewayAttachments", List.of()),
        new TransitSnapshot(
            known("DescribeTransitGateways", List.of()),
            known("DescribeTransitGatewayVpcAttachments", List.of()),
            known("DescribeTransitGatewayPeeringAttachments", List.of()),
            known("DescribeTransitGatewayRouteTables", List.of()),
            List.of(),
            known("DescribeVpnConnections", List.of())),
        new EntrySnapshot(
            known("DescribeVpcEndpointServiceConfigurations", List.of()),
            List.of(),
            known("DescribeVpcEndpointConnections", List.of()),
            new RemoteAccessSnapshot(
                known("DescribeClientVpnEndpoints", List.of()),
                List.of(),
                known("DescribeVerifiedAccessEndpoints", List.of()))),
        known("DescribeVpnGateways", List.of()),
        known("DescribeInstanceConnectEndpoints", List.of()),
        known("DescribeManagedPrefixLists", lists),
        entries,
        known("DescribeVpcBlockPublicAccessOptions", new BlockPublicAccess("off")),
        known("DescribeVpcBlockPublicAccessExclusions", List.of()),
        known(
            "GetSerialConsoleAccessStatus", new SerialConsoleAccess(false, Optional.of("account"))),
        known("DescribeInstanceTypes", List.of()),
        known("DescribeKeyPairs", List.of()),
        known(
            "GetInstanceMetadataDefaults",
            new MetadataDefaults(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        known("GetManagedResourceVisibility", new ManagedResourceVisibility("visible")),
        true);
  }

  static LoadBalancingSnapshot noLoadBalancers() {
    return new LoadBalancingSnapshot(
        known("DescribeLoadBalancers", List.of()),
        List.of(),
        known("DescribeTargetGroups", List.of()),
        List.of(),
        known("DescribeLoadBalancers", List.of()));
  }
}
