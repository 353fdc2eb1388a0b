package dev.loginpath.network;

import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.Check;
import dev.loginpath.snapshot.Accelerator;
import dev.loginpath.snapshot.AcceleratorListeners;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.CallerIdentity;
import dev.loginpath.snapshot.ClassicLoadBalancer;
import dev.loginpath.snapshot.ClientVpnDetails;
import dev.loginpath.snapshot.ClientVpnEndpoint;
import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.CrossZone;
import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.EnabledRegion;
import dev.loginpath.snapshot.EndpointConnection;
import dev.loginpath.snapshot.EndpointService;
import dev.loginpath.snapshot.EndpointServicePrincipals;
import dev.loginpath.snapshot.EntrySnapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecord;
import dev.loginpath.snapshot.HostedZoneRecords;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.InstancePlatform;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.snapshot.Ipv6Range;
import dev.loginpath.snapshot.ListenerEndpointGroups;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.LoadBalancerListeners;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.LogDestinationsSnapshot;
import dev.loginpath.snapshot.MetadataOptions;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Operator;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.Placement;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.PrefixListEntries;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.ProfileAssociation;
import dev.loginpath.snapshot.ProfileResource;
import dev.loginpath.snapshot.ProfileResources;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.snapshot.SerialConsoleAccess;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TargetGroup;
import dev.loginpath.snapshot.TransitGateway;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayPeeringAttachment;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.snapshot.TransitGatewayRouteTable;
import dev.loginpath.snapshot.TransitGatewayRoutes;
import dev.loginpath.snapshot.TransitGatewayVpcAttachment;
import dev.loginpath.snapshot.TransitSnapshot;
import dev.loginpath.snapshot.VerifiedAccessEndpoint;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.snapshot.VpnConnection;
import dev.loginpath.snapshot.VpnGateway;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account that a test builds by hand: everything is listed, and what is not put in is not there.
 */
public final class Lab {

  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "us-east-1";
  static final String ZONE = REGION + "a";

  public final List<Instance> instances = new ArrayList<>();
  final List<NetworkInterface> interfaces = new ArrayList<>();
  final List<AvailabilityZone> zones =
      new ArrayList<>(
          List.of(
              new AvailabilityZone(
                  ZONE, Optional.empty(), Optional.of("availability-zone"), Optional.empty())));
  final List<Subnet> subnets = new ArrayList<>();
  final List<Vpc> vpcs = new ArrayList<>();
  final List<VpcDns> dns = new ArrayList<>();
  final List<DhcpOptions> dhcpOptions = new ArrayList<>();
  final Map<String, List<HostedZone>> hostedZones = new TreeMap<>();
  final Map<String, List<HostedZoneRecord>> records = new TreeMap<>();
  final List<ProfileAssociation> profileAssociations = new ArrayList<>();
  final Map<String, List<ProfileResource>> profiles = new TreeMap<>();
  final List<RouteTable> tables = new ArrayList<>();
  final List<SecurityGroup> groups = new ArrayList<>();
  final List<SecurityGroupRule> groupRules = new ArrayList<>();
  final List<NetworkAcl> acls = new ArrayList<>();
  public final List<NatGateway> nats = new ArrayList<>();
  public final List<VpcEndpoint> endpoints = new ArrayList<>();
  final List<PeeringConnection> peerings = new ArrayList<>();
  final List<EndpointService> endpointServices = new ArrayList<>();
  final List<EndpointServicePrincipals> principals = new ArrayList<>();
  final List<EndpointConnection> connections = new ArrayList<>();
  final List<ClientVpnEndpoint> clientVpnEndpoints = new ArrayList<>();
  final List<ClientVpnDetails> clientVpns = new ArrayList<>();
  final List<VerifiedAccessEndpoint> verifiedAccess = new ArrayList<>();
  final List<TransitGateway> gateways = new ArrayList<>();
  final List<TransitGatewayAttachment> attachments = new ArrayList<>();
  final List<TransitGatewayVpcAttachment> vpcAttachments = new ArrayList<>();
  final List<TransitGatewayPeeringAttachment> gatewayPeerings = new ArrayList<>();
  final Map<String, List<TransitGatewayRoute>> gatewayTables = new TreeMap<>();
  final List<VpnGateway> vpnGateways = new ArrayList<>();
  final List<VpnConnection> vpnConnections = new ArrayList<>();
  final List<InstanceConnectEndpoint> tunnels = new ArrayList<>();
  final List<InternetGateway> internetGateways = new ArrayList<>();
  final Map<String, List<String>> prefixLists = new TreeMap<>();
  final Map<String, String> prefixListNames = new HashMap<>();
  final List<BlockPublicAccessExclusion> exclusions = new ArrayList<>();
  final List<LoadBalancer> balancers = new ArrayList<>();
  final List<LoadBalancerListeners> listeners = new ArrayList<>();
  final List<TargetGroup> targetGroups = new ArrayList<>();
  final List<ClassicLoadBalancer> classic = new ArrayList<>();
  final List<CrossZone> crossZone = new ArrayList<>();
  final List<Accelerator> accelerators = new ArrayList<>();
  final List<Accelerator> customAccelerators = new ArrayList<>();
  final List<AcceleratorListeners> acceleratorListeners = new ArrayList<>();
  final List<ListenerEndpointGroups> endpointGroups = new ArrayList<>();
  final List<String> lentEndpoints = new ArrayList<>();
  public final Set<String> denied = new HashSet<>();
  final Set<String> cutShort = new HashSet<>();
  String block = "off";

  static Call call(String action) {
    return Call.of(action, REGION);
  }

  public static <T> Observed<T> known(String action, T value) {
    return new Observed.Known<>(call(action), value);
  }

  <T> Observed<T> read(String operation, T value) {
    String action = operation.contains(":") ? operation : "ec2:" + operation;
    if (cutShort.contains(action)) {
      return new Observed.Unseen<>(call(action), Outcome.CUT_SHORT, "no", Optional.of(value));
    }
    return denied.contains(action)
        ? new Observed.Unseen<>(call(action), Outcome.DENIED, "no")
        : known(action, value);
  }

  /** A VPC with an internet gateway {@code igw-<vpc>}, an allow-all ACL and a group for all. */
  public Lab vpc(String id, String cidr) {
    return vpc(id, cidr, Optional.empty());
  }

  Lab vpc(String id, String cidr, Optional<String> ipv6) {
    vpcs.add(
        new Vpc(
            id,
            ACCOUNT,
            List.of(cidr),
            ipv6.map(it -> new Ipv6Range(it, true)).stream().toList(),
            Optional.of("dopt-" + id)));
    dns.add(
        new VpcDns(
            id, known("ec2:DescribeVpcAttribute", true), known("ec2:DescribeVpcAttribute", true)));
    return this;
  }

  public Lab subnet(String id, String vpc, String cidr) {
    return subnet(id, vpc, cidr, List.of());
  }

  Lab subnet(String id, String vpc, String cidr, List<String> ipv6) {
    subnets.add(
        new Subnet(id, vpc, ACCOUNT, Optional.of(cidr), ipv6, Optional.of(ZONE), Optional.empty()));
    return this;
  }

  public static Route route(String destination, String target) {
    return new Route(destination, target, false, false);
  }

  /** A table with the local routes of its VPC before the given ones. */
  public Lab table(String id, String vpc, boolean main, List<String> subnetIds, Route... routes) {
    List<Route> all = new ArrayList<>();
    vpcs.stream()
        .filter(it -> it.id().equals(vpc))
        .forEach(it -> {
          it.cidrs().forEach(range -> all.add(route(range, "local")));
          it.ipv6Ranges().forEach(range -> all.add(route(range.cidr(), "local")));
        });
    all.addAll(List.of(routes));
    tables.add(new RouteTable(id, vpc, ACCOUNT, main, subnetIds, List.of(), all));
    return this;
  }

  static AclEntry entry(int number, boolean egress, boolean allow, String cidr) {
    return new AclEntry(number, egress, allow, "-1", cidr, Optional.empty(), Optional.empty());
  }

  static AclEntry tcp(int number, boolean egress, boolean allow, String cidr, int from, int to) {
    return new AclEntry(number, egress, allow, "6", cidr, Optional.of(from), Optional.of(to));
  }

  Lab acl(String id, String vpc, List<String> subnetIds, AclEntry... entries) {
    acls.add(new NetworkAcl(id, vpc, subnetIds, List.of(entries)));
    return this;
  }

  public Lab openAcl(String id, String vpc, String... subnetIds) {
    return acl(
        id,
        vpc,
        List.of(subnetIds),
        entry(100, false, true, "0.0.0.0/0"),
        entry(101, false, true, "::/0"),
        entry(100, true, true, "0.0.0.0/0"),
        entry(101, true, true, "::/0"));
  }

  public static GroupRule tcp(int from, int to, String cidr) {
    return new GroupRule("tcp", Optional.of(from), Optional.of(to), new GroupRule.Range(cidr));
  }

  static GroupRule list(int port, String prefixListId) {
    return new GroupRule(
        "tcp", Optional.of(port), Optional.of(port), new GroupRule.List(prefixListId));
  }

  static GroupRule from(int port, String groupId) {
    return new GroupRule(
        "tcp",
        Optional.of(port),
        Optional.of(port),
        new GroupRule.Group(groupId, Optional.of(ACCOUNT), Optional.empty(), Optional.empty()));
  }

  public static GroupRule all(String cidr) {
    return new GroupRule("-1", Optional.empty(), Optional.empty(), new GroupRule.Range(cidr));
  }

  /** A group that lets everything out. */
  public Lab group(String id, String vpc, GroupRule... ingress) {
    return group(id, vpc, List.of(ingress), List.of(all("0.0.0.0/0"), all("::/0")));
  }

  Lab group(String id, String vpc, List<GroupRule> ingress, List<GroupRule> egress) {
    groups.add(new SecurityGroup(id, id, Optional.of(vpc), ACCOUNT, ingress, egress));
    return this;
  }

  public static PrivateAddress address(String inside, String outside) {
    return new PrivateAddress(inside, Optional.of(outside), Optional.empty());
  }

  public static PrivateAddress address(String inside) {
    return new PrivateAddress(inside, Optional.empty(), Optional.empty());
  }

  Lab eni(
      String id,
      String subnet,
      List<PrivateAddress> addresses,
      List<String> ipv6,
      String... groupIds) {
    return eni(id, subnet, Optional.empty(), 0, addresses, ipv6, List.of(groupIds));
  }

  Lab eni(
      String id,
      String subnet,
      Optional<String> instance,
      int index,
      List<PrivateAddress> addresses,
      List<String> ipv6,
      List<String> groupIds) {
    String vpc =
        subnets.stream()
            .filter(it -> it.id().equals(subnet))
            .map(Subnet::vpcId)
            .findFirst()
            .orElseThrow();
    interfaces.add(
        new NetworkInterface(
            id,
            Optional.of(vpc),
            Optional.of(subnet),
            instance,
            Optional.of(index),
            "interface",
            addresses,
            ipv6,
            groupIds,
            false,
            "",
            false));
    return this;
  }

  /** An instance with one interface {@code eni-<name>}. */
  public Lab instance(
      String id, String subnet, List<PrivateAddress> addresses, String... groupIds) {
    return instance(id, subnet, "running", addresses, List.of(), groupIds);
  }

  public Lab instance(
      String id,
      String subnet,
      String state,
      List<PrivateAddress> addresses,
      List<String> ipv6,
      String... groupIds) {
    eni("eni-" + id, subnet, Optional.of(id), 0, addresses, ipv6, List.of(groupIds));
    NetworkInterface first = interfaces.getLast();
    return instance(id, state, first.vpcId(), List.of(first.id()));
  }

  Lab instance(String id, String state, Optional<String> vpc, List<String> interfaceIds) {
    instances.add(
        new Instance(
            id,
            ACCOUNT,
            state,
            Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
            Optional.empty(),
            new InstancePlatform(Optional.empty(), Optional.of("Linux/UNIX"), Optional.empty()),
            Optional.of("t3.micro"),
            vpc,
            Optional.empty(),
            Placement.in(ZONE),
            Operator.NONE,
            Optional.empty(),
            Optional.empty(),
            new MetadataOptions(Optional.of("enabled"), Optional.of("required")),
            interfaceIds,
            new TreeMap<>(Map.of("Name", id))));
    return this;
  }

  /** A NAT gateway without a subnet, whose own table {@code rtb-<id>} leads to the internet. */
  Lab regionalNat(String id, String vpc, String state) {
    nats.add(
        new NatGateway(
            id, vpc, Optional.empty(), state, true, List.of(), Optional.of("rtb-" + id)));
    if (tables.stream().noneMatch(it -> it.id().equals("rtb-" + id))) {
      table("rtb-" + id, vpc, false, List.of(), route("0.0.0.0/0", "igw-" + vpc));
    }
    return this;
  }

  Lab peering(String id, String one, String other) {
    peerings.add(new PeeringConnection(id, "active", side(one), side(other)));
    return this;
  }

  /** A transit gateway of the account that carries no group references. */
  Lab gateway(String id) {
    gateways.add(new TransitGateway(id, ACCOUNT, "available", false));
    return this;
  }

  /** A VPC's attachment in some subnets, with a route table for what comes in by it. */
  Lab attach(String id, String gateway, String vpc, String table, String... subnetIds) {
    attachment(id, gateway, "vpc", vpc, Optional.of(table));
    vpcAttachments.add(
        new TransitGatewayVpcAttachment(
            id, gateway, vpc, ACCOUNT, "available", List.of(subnetIds), false, false, true));
    return this;
  }

  /** An attachment of any kind. */
  Lab attachment(String id, String gateway, String type, String resource, Optional<String> table) {
    attachments.add(
        new TransitGatewayAttachment(
            id,
            gateway,
            type,
            resource,
            "available",
            ACCOUNT,
            ACCOUNT,
            table.map(it -> new TransitGatewayAttachment.Association(it, "associated"))));
    return this;
  }

  /** A static route of a gateway's table to attachments; none for a blackhole. */
  TransitGatewayRoute gatewayRoute(String destination, String... attachmentIds) {
    return new TransitGatewayRoute(
        destination,
        false,
        attachments.stream()
            .filter(it -> List.of(attachmentIds).contains(it.id()))
            .map(it -> new TransitGatewayRoute.Target(it.id(), it.resourceType(), it.resourceId()))
            .toList(),
        "static",
        attachmentIds.length == 0 ? "blackhole" : "active");
  }

  Lab gatewayTable(String id, TransitGatewayRoute... routes) {
    gatewayTables.put(id, List.of(routes));
    return this;
  }

  /** A virtual private gateway with a VPN connection that has one tunnel. */
  Lab vpn(String gateway, String vpc, String tunnel) {
    vpnGateways.add(new VpnGateway(gateway, "available", List.of(vpc)));
    vpnConnections.add(
        new VpnConnection(
            "vpn-" + gateway,
            "available",
            Optional.of(gateway),
            Optional.empty(),
            false,
            List.of(),
            List.of(tunnel)));
    return this;
  }

  private PeeringConnection.Side side(String vpcId) {
    return new PeeringConnection.Side(
        ACCOUNT,
        vpcId,
        REGION,
        vpcs.stream()
            .filter(it -> it.id().equals(vpcId))
            .flatMap(it -> it.cidrs().stream())
            .toList());
  }

  NetworkInterface find(String id) {
    return interfaces.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  public Ec2Snapshot ec2() {
    return new Ec2Snapshot(
        read("DescribeInstances", List.copyOf(instances)),
        read("DescribeInstanceImageMetadata", List.of()),
        read("DescribeImages", List.of()),
        read("DescribeNetworkInterfaces", List.copyOf(interfaces)),
        List.of(),
        read("DescribeAvailabilityZones", List.copyOf(zones)),
        read("DescribeSubnets", List.copyOf(subnets)),
        read("DescribeVpcs", List.copyOf(vpcs)),
        dns,
        read("DescribeDhcpOptions", List.copyOf(dhcpOptions)),
        read("DescribeRouteTables", List.copyOf(tables)),
        read("DescribeSecurityGroups", List.copyOf(groups)),
        read("DescribeSecurityGroupRules", List.copyOf(groupRules)),
        read("DescribeNetworkAcls", List.copyOf(acls)),
        read("DescribeInternetGateways", internetGateways),
        read("DescribeEgressOnlyInternetGateways", List.of()),
        read("DescribeNatGateways", List.copyOf(nats)),
        read("DescribeVpcEndpoints", List.copyOf(endpoints)),
        read("DescribeVpcPeeringConnections", List.copyOf(peerings)),
        read("DescribeTransitGatewayAttachments", List.copyOf(attachments)),
        transit(),
        new EntrySnapshot(
            read("DescribeVpcEndpointServiceConfigurations", List.copyOf(endpointServices)),
            principals,
            read("DescribeVpcEndpointConnections", List.copyOf(connections)),
            new RemoteAccessSnapshot(
                read("DescribeClientVpnEndpoints", List.copyOf(clientVpnEndpoints)),
                clientVpns,
                read("DescribeVerifiedAccessEndpoints", List.copyOf(verifiedAccess)))),
        read("DescribeVpnGateways", List.copyOf(vpnGateways)),
        read("DescribeInstanceConnectEndpoints", List.copyOf(tunnels)),
        read(
            "DescribeManagedPrefixLists",
            prefixLists.keySet().stream()
                .map(it -> new PrefixList(it, prefixListNames.getOrDefault(it, "own"), ACCOUNT))
                .toList()),
        prefixLists.entrySet().stream()
            .map(it ->
                new PrefixListEntries(
                    it.getKey(), read("GetManagedPrefixListEntries", it.getValue())))
            .toList(),
        read("DescribeVpcBlockPublicAccessOptions", new BlockPublicAccess(block)),
        read("DescribeVpcBlockPublicAccessExclusions", List.copyOf(exclusions)),
        read(
            "GetSerialConsoleAccessStatus", new SerialConsoleAccess(false, Optional.of("account"))),
        read("DescribeInstanceTypes", List.of()),
        read("DescribeKeyPairs", List.of()),
        new Observed.Absent<>(call("ec2:GetInstanceMetadataDefaults")),
        new Observed.Absent<>(call("ec2:GetManagedResourceVisibility")),
        true);
  }

  private TransitSnapshot transit() {
    return new TransitSnapshot(
        read("DescribeTransitGateways", List.copyOf(gateways)),
        read("DescribeTransitGatewayVpcAttachments", List.copyOf(vpcAttachments)),
        read("DescribeTransitGatewayPeeringAttachments", List.copyOf(gatewayPeerings)),
        read(
            "DescribeTransitGatewayRouteTables",
            gatewayTables.keySet().stream()
                .map(it -> new TransitGatewayRouteTable(it, "", "available"))
                .toList()),
        gatewayTables.entrySet().stream()
            .map(it ->
                new TransitGatewayRoutes(
                    it.getKey(), read("SearchTransitGatewayRoutes", List.copyOf(it.getValue()))))
            .toList(),
        read("DescribeVpnConnections", List.copyOf(vpnConnections)));
  }

  LoadBalancingSnapshot loadBalancing() {
    String service = "elasticloadbalancing:";
    return new LoadBalancingSnapshot(
        read(service + "DescribeLoadBalancers", List.copyOf(balancers)),
        listeners,
        read(
            service + "DescribeTargetGroups", targetGroups.stream().map(TargetGroup::arn).toList()),
        targetGroups,
        read(service + "DescribeLoadBalancers", List.copyOf(classic)),
        List.copyOf(crossZone));
  }

  PrivateDnsSnapshot privateDns() {
    return new PrivateDnsSnapshot(
        vpcs.stream()
            .map(it ->
                new VpcHostedZones(
                    it.id(),
                    read(
                        "route53:ListHostedZonesByVPC",
                        hostedZones.getOrDefault(it.id(), List.<HostedZone>of()))))
            .toList(),
        read("route53profiles:ListProfileAssociations", List.copyOf(profileAssociations)),
        profiles.entrySet().stream()
            .map(it ->
                new ProfileResources(
                    it.getKey(),
                    read("route53profiles:ListProfileResourceAssociations", it.getValue())))
            .toList(),
        records.entrySet().stream()
            .map(it ->
                new HostedZoneRecords(
                    it.getKey(), read("route53:ListResourceRecordSets", it.getValue())))
            .toList());
  }

  AcceleratorSnapshot accelerated() {
    String service = "globalaccelerator:";
    return new AcceleratorSnapshot(
        read(service + "ListAccelerators", List.copyOf(accelerators)),
        read(service + "ListCustomRoutingAccelerators", List.copyOf(customAccelerators)),
        acceleratorListeners,
        endpointGroups,
        read(service + "ListCrossAccountAttachments", List.copyOf(lentEndpoints)));
  }

  public Network network() {
    return new Network(ACCOUNT, ec2(), privateDns(), loadBalancing(), accelerated());
  }

  public AccountSnapshot account() {
    SsmSnapshot ssm =
        new SsmSnapshot(
            known("ssm:DescribeInstanceInformation", List.of()),
            List.of(),
            List.of(),
            known("ssm:GetInventory", List.of()),
            known("ssm:GetInventory", List.of()),
            new Observed.Absent<>(call("ssm:GetDocument")),
            new Observed.Absent<>(call("ssm:GetDocument")),
            known("ssm:ListDocuments", List.of()),
            List.of(),
            known("ssm:ListDocuments", List.of()),
            new Observed.Absent<>(call("ssm:GetServiceSetting")),
            new Observed.Absent<>(call("ssm:GetServiceSetting")),
            new Observed.Absent<>(call("ssm:GetServiceSetting")));
    Instant now = Instant.parse("2026-11-20T09:00:00Z");
    return new AccountSnapshot(
        AccountSnapshot.SCHEMA_VERSION,
        "test",
        now,
        now,
        "aws",
        ACCOUNT,
        known(
            "sts:GetCallerIdentity",
            new CallerIdentity(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/test")),
        known("ec2:DescribeRegions", List.of(new EnabledRegion(REGION, "opt-in-not-required"))),
        false,
        new IamSnapshot(
            known(
                "iam:GetAccountAuthorizationDetails",
                new AuthorizationDetails(List.of(), List.of(), List.of(), List.of())),
            List.of(),
            known("iam:ListAccountAliases", List.of())),
        new OrganizationSnapshot(
            new Observed.Absent<>(call("organizations:DescribeOrganization")),
            List.of(),
            List.of(),
            List.of()),
        accelerated(),
        List.of(
            new RegionSnapshot(
                REGION,
                ec2(),
                privateDns(),
                loadBalancing(),
                ssm,
                new Observed.Absent<>(call("ssm-guiconnect:GetConnectionRecordingPreferences")),
                new CloudTrailSnapshot(known("cloudtrail:DescribeTrails", List.of()), List.of()),
                new LogDestinationsSnapshot(List.of(), List.of(), List.of()))),
        List.of());
  }

  Report report() {
    return new Check(Catalog.ALL, Set.of()).report(account());
  }

  PathAssessment path(String instance, PathId path) {
    return report().instances().stream()
        .filter(it -> it.id().equals(instance))
        .flatMap(it -> it.paths().stream())
        .filter(it -> it.path() == path)
        .findFirst()
        .orElseThrow();
  }
}
