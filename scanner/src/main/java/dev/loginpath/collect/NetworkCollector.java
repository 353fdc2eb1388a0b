package dev.loginpath.collect;

import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.EgressOnlyInternetGateway;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PeeringConnection;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.PrefixListEntries;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpnGateway;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** Reads the networks of one region: each list once. */
final class NetworkCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeEgressOnlyInternetGateways",
          "ec2:DescribeInstanceConnectEndpoints",
          "ec2:DescribeInternetGateways",
          "ec2:DescribeManagedPrefixLists",
          "ec2:DescribeNatGateways",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeRouteTables",
          "ec2:DescribeSecurityGroupRules",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcAttribute",
          "ec2:DescribeVpcBlockPublicAccessExclusions",
          "ec2:DescribeVpcBlockPublicAccessOptions",
          "ec2:DescribeVpcEndpoints",
          "ec2:DescribeVpcPeeringConnections",
          "ec2:DescribeVpcs",
          "ec2:DescribeVpnGateways",
          "ec2:GetManagedPrefixListEntries");

  private static final int PAGE = 1000;

  private final Ec2Client ec2;
  private final String region;

  NetworkCollector(Ec2Client ec2, String region) {
    this.ec2 = ec2;
    this.region = region;
  }

  Observed<List<NetworkInterface>> networkInterfaces() {
    return Observe.items(
        Call.of("ec2:DescribeNetworkInterfaces", region),
        () ->
            ec2.describeNetworkInterfacesPaginator(
                    it -> it.maxResults(PAGE).includeManagedResources(true))
                .iterator(),
        page -> page.networkInterfaces(),
        InterfaceRecords::listed,
        NetworkInterface::id);
  }

  Observed<List<Subnet>> subnets() {
    return Observe.items(
        Call.of("ec2:DescribeSubnets", region),
        () -> ec2.describeSubnetsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.subnets(),
        NetworkRecords::subnet,
        Subnet::id);
  }

  Observed<List<Vpc>> vpcs() {
    return Observe.items(
        Call.of("ec2:DescribeVpcs", region),
        () -> ec2.describeVpcsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.vpcs(),
        NetworkRecords::vpc,
        Vpc::id);
  }

  Observed<List<DhcpOptions>> dhcpOptions() {
    return Observe.items(
        Call.of("ec2:DescribeDhcpOptions", region),
        () -> ec2.describeDhcpOptionsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.dhcpOptions(),
        NetworkRecords::dhcpOptions,
        DhcpOptions::id);
  }

  List<VpcDns> vpcDns(List<Instance> instances, List<VpcEndpoint> endpoints) {
    SortedSet<String> vpcIds = new TreeSet<>();
    instances.forEach(it -> it.vpcId().ifPresent(vpcIds::add));
    endpoints.forEach(it -> vpcIds.add(it.vpcId()));
    vpcIds.remove("");
    return vpcIds.stream()
        .map(it ->
            new VpcDns(
                it,
                dns(it, VpcAttributeName.ENABLE_DNS_SUPPORT, answer -> answer.enableDnsSupport()),
                dns(
                    it,
                    VpcAttributeName.ENABLE_DNS_HOSTNAMES,
                    answer -> answer.enableDnsHostnames())))
        .toList();
  }

  private Observed<Boolean> dns(
      String vpcId,
      VpcAttributeName name,
      Function<
              DescribeVpcAttributeResponse,
              software.amazon.awssdk.services.ec2.model.@org.jspecify.annotations.Nullable AttributeBooleanValue>
          value) {
    DescribeVpcAttributeRequest request =
        DescribeVpcAttributeRequest.builder().vpcId(vpcId).attribute(name).build();
    return Observe.one(
        new Call("ec2:DescribeVpcAttribute", region, vpcId + " " + name),
        Set.of(),
        () ->
            Optional.ofNullable(value.apply(ec2.describeVpcAttribute(request)))
                .map(it -> it.value()));
  }

  Observed<List<RouteTable>> routeTables() {
    return Observe.items(
        Call.of("ec2:DescribeRouteTables", region),
        () -> ec2.describeRouteTablesPaginator(it -> it.maxResults(100)).iterator(),
        page -> page.routeTables(),
        NetworkRecords::routeTable,
        RouteTable::id);
  }

  Observed<List<SecurityGroup>> securityGroups() {
    return Observe.items(
        Call.of("ec2:DescribeSecurityGroups", region),
        () -> ec2.describeSecurityGroupsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.securityGroups(),
        GroupRecords::securityGroup,
        SecurityGroup::id);
  }

  Observed<List<SecurityGroupRule>> securityGroupRules() {
    return Observe.items(
        Call.of("ec2:DescribeSecurityGroupRules", region),
        () -> ec2.describeSecurityGroupRulesPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.securityGroupRules(),
        GroupRecords::securityGroupRule,
        SecurityGroupRule::id);
  }

  Observed<List<PeeringConnection>> peeringConnections() {
    return Observe.items(
        Call.of("ec2:DescribeVpcPeeringConnections", region),
        () -> ec2.describeVpcPeeringConnectionsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.vpcPeeringConnections(),
        NetworkRecords::peeringConnection,
        PeeringConnection::id);
  }

  /** AWS answers all of them at once: this call has no pages. */
  Observed<List<VpnGateway>> vpnGateways() {
    return Observe.items(
        Call.of("ec2:DescribeVpnGateways", region),
        () -> Stream.of(ec2.describeVpnGateways(it -> {})).iterator(),
        page -> page.vpnGateways(),
        NetworkRecords::vpnGateway,
        VpnGateway::id);
  }

  Observed<List<NetworkAcl>> networkAcls() {
    return Observe.items(
        Call.of("ec2:DescribeNetworkAcls", region),
        () -> ec2.describeNetworkAclsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.networkAcls(),
        NetworkRecords::networkAcl,
        NetworkAcl::id);
  }

  Observed<List<InternetGateway>> internetGateways() {
    return Observe.items(
        Call.of("ec2:DescribeInternetGateways", region),
        () -> ec2.describeInternetGatewaysPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.internetGateways(),
        it ->
            new InternetGateway(
                Answers.required(it.internetGatewayId(), "InternetGatewayId"),
                it.attachments().stream()
                    .flatMap(a -> Stream.ofNullable(a.vpcId()))
                    .sorted()
                    .toList()),
        InternetGateway::id);
  }

  Observed<List<EgressOnlyInternetGateway>> egressOnlyInternetGateways() {
    return Observe.items(
        Call.of("ec2:DescribeEgressOnlyInternetGateways", region),
        () -> ec2.describeEgressOnlyInternetGatewaysPaginator(it -> it.maxResults(255)).iterator(),
        page -> page.egressOnlyInternetGateways(),
        it ->
            new EgressOnlyInternetGateway(
                Answers.required(it.egressOnlyInternetGatewayId(), "EgressOnlyInternetGatewayId"),
                it.attachments().stream()
                    .flatMap(a -> Stream.ofNullable(a.vpcId()))
                    .sorted()
                    .toList()),
        EgressOnlyInternetGateway::id);
  }

  Observed<List<NatGateway>> natGateways() {
    return Observe.items(
        Call.of("ec2:DescribeNatGateways", region),
        () -> ec2.describeNatGatewaysPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.natGateways(),
        NetworkRecords::natGateway,
        NatGateway::id);
  }

  Observed<List<VpcEndpoint>> vpcEndpoints() {
    return Observe.items(
        Call.of("ec2:DescribeVpcEndpoints", region),
        () -> ec2.describeVpcEndpointsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.vpcEndpoints(),
        NetworkRecords::vpcEndpoint,
        VpcEndpoint::id);
  }

  Observed<List<InstanceConnectEndpoint>> instanceConnectEndpoints() {
    return Observe.items(
        Call.of("ec2:DescribeInstanceConnectEndpoints", region),
        () -> ec2.describeInstanceConnectEndpointsPaginator(it -> it.maxResults(50)).iterator(),
        page -> page.instanceConnectEndpoints(),
        NetworkRecords::instanceConnectEndpoint,
        InstanceConnectEndpoint::id);
  }

  Observed<List<PrefixList>> prefixLists() {
    return Observe.items(
        Call.of("ec2:DescribeManagedPrefixLists", region),
        () -> ec2.describeManagedPrefixListsPaginator(it -> it.maxResults(100)).iterator(),
        page -> page.prefixLists(),
        it ->
            new PrefixList(
                Answers.required(it.prefixListId(), "PrefixListId"),
                Answers.required(it.prefixListName(), "PrefixListName"),
                Answers.text(it.ownerId())),
        PrefixList::id);
  }

  /** Only the lists that something refers to, and those of the Instance Connect service. */
  List<PrefixListEntries> entries(
      List<SecurityGroup> groups, List<RouteTable> tables, List<PrefixList> lists) {
    SortedSet<String> ids = new TreeSet<>();
    groups.stream()
        .flatMap(it -> Stream.concat(it.ingress().stream(), it.egress().stream()))
        .map(GroupRule::peer)
        .filter(GroupRule.List.class::isInstance)
        .forEach(it -> ids.add(((GroupRule.List) it).prefixListId()));
    tables.stream()
        .flatMap(it -> it.routes().stream())
        .map(Route::destination)
        .filter(it -> it.startsWith("pl-"))
        .forEach(ids::add);
    lists.stream()
        .filter(it -> it.name().startsWith("com.amazonaws."))
        .filter(it -> it.name().endsWith(".ec2-instance-connect"))
        .forEach(it -> ids.add(it.id()));
    return ids.stream().map(it -> new PrefixListEntries(it, cidrs(it))).toList();
  }

  private Observed<List<String>> cidrs(String prefixListId) {
    return Observe.items(
        new Call("ec2:GetManagedPrefixListEntries", region, prefixListId),
        () ->
            ec2.getManagedPrefixListEntriesPaginator(
                    it -> it.prefixListId(prefixListId).maxResults(100))
                .iterator(),
        page -> page.entries(),
        it -> Answers.required(it.cidr(), "Cidr"),
        it -> it);
  }

  Observed<BlockPublicAccess> blockPublicAccess() {
    return Observe.one(
        Call.of("ec2:DescribeVpcBlockPublicAccessOptions", region),
        Set.of(),
        () ->
            Optional.ofNullable(
                    ec2.describeVpcBlockPublicAccessOptions(it -> {}).vpcBlockPublicAccessOptions())
                .map(it ->
                    new BlockPublicAccess(Answers.text(it.internetGatewayBlockModeAsString()))));
  }

  Observed<List<BlockPublicAccessExclusion>> exclusions() {
    return Observe.items(
        Call.of("ec2:DescribeVpcBlockPublicAccessExclusions", region),
        () ->
            Answers.byToken(
                    token ->
                        ec2.describeVpcBlockPublicAccessExclusions(
                            it -> it.maxResults(PAGE).nextToken(token)),
                    it -> it.nextToken())
                .iterator(),
        page -> page.vpcBlockPublicAccessExclusions(),
        it ->
            new BlockPublicAccessExclusion(
                Answers.required(it.exclusionId(), "ExclusionId"),
                Answers.required(it.resourceArn(), "ResourceArn"),
                Answers.required(
                    it.internetGatewayExclusionModeAsString(), "InternetGatewayExclusionMode"),
                Answers.text(it.stateAsString())),
        BlockPublicAccessExclusion::id);
  }
}
