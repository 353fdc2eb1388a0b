package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AutoAssignedAddress;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.EgressOnlyInternetGateway;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.Image;
import dev.loginpath.snapshot.ImageMetadata;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.snapshot.KeyPair;
import dev.loginpath.snapshot.MetadataDefaults;
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
import dev.loginpath.snapshot.SerialConsoleAccess;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpnGateway;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttribute;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/**
 * Reads EC2 in one region: each list once, never a call per instance, but for the interfaces of
 * stopped instances.
 */
final class Ec2Collector {

  static final Set<String> ACTIONS =
      Set.of(
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeEgressOnlyInternetGateways",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceConnectEndpoints",
          "ec2:DescribeInstanceImageMetadata",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstances",
          "ec2:DescribeInternetGateways",
          "ec2:DescribeKeyPairs",
          "ec2:DescribeManagedPrefixLists",
          "ec2:DescribeNatGateways",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeNetworkInterfaceAttribute",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeRouteTables",
          "ec2:DescribeSecurityGroupRules",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeTransitGatewayAttachments",
          "ec2:DescribeVpcAttribute",
          "ec2:DescribeVpcBlockPublicAccessExclusions",
          "ec2:DescribeVpcBlockPublicAccessOptions",
          "ec2:DescribeVpcEndpoints",
          "ec2:DescribeVpcPeeringConnections",
          "ec2:DescribeVpcs",
          "ec2:DescribeVpnGateways",
          "ec2:GetInstanceMetadataDefaults",
          "ec2:GetManagedPrefixListEntries",
          "ec2:GetSerialConsoleAccessStatus");

  private static final int PAGE = 1000;
  private static final int IMAGES_AT_ONCE = 200;
  private static final int TYPES_AT_ONCE = 100;

  private static final String UNLISTED = "the instances could not be listed";

  private final Ec2Client ec2;
  private final String region;

  Ec2Collector(Ec2Client ec2, String region) {
    this.ec2 = ec2;
    this.region = region;
  }

  /**
   * The list that everything else is read for; asked first, because it tells a region that is off.
   */
  Observed<List<Instance>> instances() {
    return pages(
        "DescribeInstances",
        () -> ec2.describeInstancesPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.reservations().stream()
                .flatMap(reservation ->
                    reservation.instances().stream()
                        .filter(it -> it.instanceId() != null)
                        .map(it -> Ec2Records.instance(it, reservation.ownerId())))
                .toList(),
        Instance::id);
  }

  Ec2Snapshot collect(Observed<List<Instance>> instances) {
    Observed<List<NetworkInterface>> interfaces = networkInterfaces();
    Observed<List<RouteTable>> routeTables = routeTables();
    Observed<List<SecurityGroup>> groups = securityGroups();
    Observed<List<PrefixList>> prefixLists = prefixLists();
    Observed<List<VpcEndpoint>> vpcEndpoints = vpcEndpoints();
    return new Ec2Snapshot(
        instances,
        imageMetadata(),
        images(instances),
        interfaces,
        autoAssigned(Observed.items(instances), Observed.items(interfaces)),
        availabilityZones(),
        subnets(),
        vpcs(),
        vpcDns(Observed.items(instances), Observed.items(vpcEndpoints)),
        routeTables,
        groups,
        securityGroupRules(),
        networkAcls(),
        internetGateways(),
        egressOnlyInternetGateways(),
        natGateways(),
        vpcEndpoints,
        peeringConnections(),
        transitGatewayAttachments(),
        vpnGateways(),
        instanceConnectEndpoints(),
        prefixLists,
        entries(Observed.items(groups), Observed.items(routeTables), Observed.items(prefixLists)),
        blockPublicAccess(),
        exclusions(),
        serialConsoleAccess(),
        instanceTypes(instances),
        keyPairs(),
        metadataDefaults());
  }

  private <P, T> Observed<List<T>> pages(
      String operation,
      Supplier<Iterable<P>> pages,
      Function<P, List<T>> items,
      Function<T, String> id) {
    return Observe.pages(
        Call.of("ec2:" + operation, region), () -> pages.get().iterator(), items, id);
  }

  private Observed<List<ImageMetadata>> imageMetadata() {
    return pages(
        "DescribeInstanceImageMetadata",
        () -> ec2.describeInstanceImageMetadataPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.instanceImageMetadata().stream()
                .filter(it -> it.instanceId() != null)
                .flatMap(it -> Ec2Records.imageMetadata(it).stream())
                .toList(),
        ImageMetadata::instanceId);
  }

  /**
   * Asked by filter: an id of an image that is gone would fail the whole call, a filter leaves it
   * out.
   */
  private Observed<List<Image>> images(Observed<List<Instance>> instances) {
    Call call = Call.of("ec2:DescribeImages", region);
    if (instances.outcome() != Outcome.OK && Observed.items(instances).isEmpty()) {
      return Observe.notCalled(call, UNLISTED);
    }
    return Observe.pages(
        call,
        () ->
            batches(instances, Instance::imageId, IMAGES_AT_ONCE).stream()
                .flatMap(batch ->
                    ec2
                        .describeImagesPaginator(
                            DescribeImagesRequest.builder()
                                .includeDeprecated(true)
                                .filters(Filter.builder().name("image-id").values(batch).build())
                                .build())
                        .stream())
                .iterator(),
        page ->
            page.images().stream()
                .filter(it -> it.imageId() != null)
                .map(Ec2Records::image)
                .toList(),
        Image::id);
  }

  /** What the instances have of something, each value once, in requests of bounded size. */
  private static List<List<String>> batches(
      Observed<List<Instance>> instances, Function<Instance, Optional<String>> value, int size) {
    List<String> values =
        Observed.items(instances).stream()
            .flatMap(it -> value.apply(it).stream())
            .distinct()
            .sorted()
            .toList();
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < values.size(); from += size) {
      batches.add(values.subList(from, Math.min(from + size, values.size())));
    }
    return batches;
  }

  /** Asked by filter as well: a name that the region does not know would fail the whole call. */
  private Observed<List<InstanceType>> instanceTypes(Observed<List<Instance>> instances) {
    Call call = Call.of("ec2:DescribeInstanceTypes", region);
    if (instances.outcome() != Outcome.OK && Observed.items(instances).isEmpty()) {
      return Observe.notCalled(call, UNLISTED);
    }
    return Observe.pages(
        call,
        () ->
            batches(instances, Instance::instanceType, TYPES_AT_ONCE).stream()
                .flatMap(batch ->
                    ec2
                        .describeInstanceTypesPaginator(
                            DescribeInstanceTypesRequest.builder()
                                .maxResults(TYPES_AT_ONCE)
                                .filters(
                                    Filter.builder().name("instance-type").values(batch).build())
                                .build())
                        .stream())
                .iterator(),
        page ->
            page.instanceTypes().stream()
                .filter(it -> it.instanceType() != null)
                .map(Ec2Records::instanceType)
                .toList(),
        InstanceType::name);
  }

  private Observed<SerialConsoleAccess> serialConsoleAccess() {
    return Observe.one(
        Call.of("ec2:GetSerialConsoleAccessStatus", region),
        Set.of(),
        () -> Ec2Records.serialConsoleAccess(ec2.getSerialConsoleAccessStatus(it -> {})));
  }

  /** AWS answers all of them at once: this call has no pages. */
  private Observed<List<KeyPair>> keyPairs() {
    return pages(
        "DescribeKeyPairs",
        () -> () -> Stream.of(ec2.describeKeyPairs(it -> {})).iterator(),
        page ->
            page.keyPairs().stream()
                .filter(it -> it.keyName() != null)
                .map(Ec2Records::keyPair)
                .toList(),
        KeyPair::name);
  }

  private Observed<MetadataDefaults> metadataDefaults() {
    return Observe.one(
        Call.of("ec2:GetInstanceMetadataDefaults", region),
        Set.of(),
        () ->
            Optional.ofNullable(ec2.getInstanceMetadataDefaults(it -> {}).accountLevel())
                .map(Ec2Records::metadataDefaults));
  }

  private Observed<List<NetworkInterface>> networkInterfaces() {
    return pages(
        "DescribeNetworkInterfaces",
        () -> ec2.describeNetworkInterfacesPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.networkInterfaces().stream()
                .filter(it -> it.networkInterfaceId() != null)
                .map(Ec2Records::networkInterface)
                .toList(),
        NetworkInterface::id);
  }

  private List<AutoAssignedAddress> autoAssigned(
      List<Instance> instances, List<NetworkInterface> interfaces) {
    SortedSet<String> stopped = new TreeSet<>();
    instances.stream()
        .filter(it -> !it.isRunning() && !it.isTerminated())
        .forEach(it -> stopped.addAll(it.networkInterfaceIds()));
    return interfaces.stream()
        .filter(it -> stopped.contains(it.id()))
        .filter(it -> it.deviceIndex().filter(index -> index == 0).isPresent())
        .filter(it -> it.privateAddresses().stream().noneMatch(a -> a.publicAddress().isPresent()))
        .map(it -> new AutoAssignedAddress(it.id(), autoAssigned(it.id())))
        .toList();
  }

  private Observed<Boolean> autoAssigned(String networkInterfaceId) {
    DescribeNetworkInterfaceAttributeRequest request =
        DescribeNetworkInterfaceAttributeRequest.builder()
            .networkInterfaceId(networkInterfaceId)
            .attribute(NetworkInterfaceAttribute.ASSOCIATE_PUBLIC_IP_ADDRESS)
            .build();
    return Observe.one(
        new Call("ec2:DescribeNetworkInterfaceAttribute", region, networkInterfaceId),
        Set.of(),
        () -> {
          DescribeNetworkInterfaceAttributeResponse answer =
              ec2.describeNetworkInterfaceAttribute(request);
          return Optional.ofNullable(answer.associatePublicIpAddress());
        });
  }

  /**
   * This call has no pages either. Zones that were opted out of are asked for as well: what was
   * launched there before may still run.
   */
  private Observed<List<AvailabilityZone>> availabilityZones() {
    return pages(
        "DescribeAvailabilityZones",
        () ->
            () ->
                Stream.of(ec2.describeAvailabilityZones(it -> it.allAvailabilityZones(true)))
                    .iterator(),
        page ->
            page.availabilityZones().stream()
                .filter(it -> it.zoneName() != null)
                .map(Ec2Records::availabilityZone)
                .toList(),
        AvailabilityZone::name);
  }

  private Observed<List<Subnet>> subnets() {
    return pages(
        "DescribeSubnets",
        () -> ec2.describeSubnetsPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.subnets().stream()
                .filter(it -> it.subnetId() != null)
                .map(Ec2Records::subnet)
                .toList(),
        Subnet::id);
  }

  private Observed<List<Vpc>> vpcs() {
    return pages(
        "DescribeVpcs",
        () -> ec2.describeVpcsPaginator(it -> it.maxResults(PAGE)),
        page -> page.vpcs().stream().filter(it -> it.vpcId() != null).map(Ec2Records::vpc).toList(),
        Vpc::id);
  }

  private List<VpcDns> vpcDns(List<Instance> instances, List<VpcEndpoint> endpoints) {
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

  private Observed<List<RouteTable>> routeTables() {
    return pages(
        "DescribeRouteTables",
        () -> ec2.describeRouteTablesPaginator(it -> it.maxResults(100)),
        page ->
            page.routeTables().stream()
                .filter(it -> it.routeTableId() != null)
                .map(Ec2Records::routeTable)
                .toList(),
        RouteTable::id);
  }

  private Observed<List<SecurityGroup>> securityGroups() {
    return pages(
        "DescribeSecurityGroups",
        () -> ec2.describeSecurityGroupsPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.securityGroups().stream()
                .filter(it -> it.groupId() != null)
                .map(Ec2Records::securityGroup)
                .toList(),
        SecurityGroup::id);
  }

  private Observed<List<SecurityGroupRule>> securityGroupRules() {
    return pages(
        "DescribeSecurityGroupRules",
        () -> ec2.describeSecurityGroupRulesPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.securityGroupRules().stream()
                .filter(it -> it.securityGroupRuleId() != null)
                .flatMap(it -> Ec2Records.securityGroupRule(it).stream())
                .toList(),
        SecurityGroupRule::id);
  }

  private Observed<List<PeeringConnection>> peeringConnections() {
    return pages(
        "DescribeVpcPeeringConnections",
        () -> ec2.describeVpcPeeringConnectionsPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.vpcPeeringConnections().stream()
                .filter(it -> it.vpcPeeringConnectionId() != null)
                .map(Ec2Records::peeringConnection)
                .toList(),
        PeeringConnection::id);
  }

  private Observed<List<TransitGatewayAttachment>> transitGatewayAttachments() {
    return pages(
        "DescribeTransitGatewayAttachments",
        () -> ec2.describeTransitGatewayAttachmentsPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.transitGatewayAttachments().stream()
                .filter(it -> it.transitGatewayAttachmentId() != null)
                .map(it ->
                    new TransitGatewayAttachment(
                        it.transitGatewayAttachmentId(),
                        Ec2Records.text(it.transitGatewayId()),
                        Ec2Records.text(it.resourceTypeAsString()),
                        Ec2Records.text(it.resourceId()),
                        Ec2Records.text(it.stateAsString())))
                .toList(),
        TransitGatewayAttachment::id);
  }

  /** AWS answers all of them at once: this call has no pages. */
  private Observed<List<VpnGateway>> vpnGateways() {
    return pages(
        "DescribeVpnGateways",
        () -> () -> Stream.of(ec2.describeVpnGateways(it -> {})).iterator(),
        page ->
            page.vpnGateways().stream()
                .filter(it -> it.vpnGatewayId() != null)
                .map(Ec2Records::vpnGateway)
                .toList(),
        VpnGateway::id);
  }

  private Observed<List<NetworkAcl>> networkAcls() {
    return pages(
        "DescribeNetworkAcls",
        () -> ec2.describeNetworkAclsPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.networkAcls().stream()
                .filter(it -> it.networkAclId() != null)
                .map(Ec2Records::networkAcl)
                .toList(),
        NetworkAcl::id);
  }

  private Observed<List<InternetGateway>> internetGateways() {
    return pages(
        "DescribeInternetGateways",
        () -> ec2.describeInternetGatewaysPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.internetGateways().stream()
                .filter(it -> it.internetGatewayId() != null)
                .map(it ->
                    new InternetGateway(
                        it.internetGatewayId(),
                        it.attachments().stream()
                            .flatMap(a -> Stream.ofNullable(a.vpcId()))
                            .sorted()
                            .toList()))
                .toList(),
        InternetGateway::id);
  }

  private Observed<List<EgressOnlyInternetGateway>> egressOnlyInternetGateways() {
    return pages(
        "DescribeEgressOnlyInternetGateways",
        () -> ec2.describeEgressOnlyInternetGatewaysPaginator(it -> it.maxResults(255)),
        page ->
            page.egressOnlyInternetGateways().stream()
                .filter(it -> it.egressOnlyInternetGatewayId() != null)
                .map(it ->
                    new EgressOnlyInternetGateway(
                        it.egressOnlyInternetGatewayId(),
                        it.attachments().stream()
                            .flatMap(a -> Stream.ofNullable(a.vpcId()))
                            .sorted()
                            .toList()))
                .toList(),
        EgressOnlyInternetGateway::id);
  }

  private Observed<List<NatGateway>> natGateways() {
    return pages(
        "DescribeNatGateways",
        () -> ec2.describeNatGatewaysPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.natGateways().stream()
                .filter(it -> it.natGatewayId() != null)
                .map(Ec2Records::natGateway)
                .toList(),
        NatGateway::id);
  }

  private Observed<List<VpcEndpoint>> vpcEndpoints() {
    return pages(
        "DescribeVpcEndpoints",
        () -> ec2.describeVpcEndpointsPaginator(it -> it.maxResults(PAGE)),
        page ->
            page.vpcEndpoints().stream()
                .filter(it -> it.vpcEndpointId() != null)
                .map(Ec2Records::vpcEndpoint)
                .toList(),
        VpcEndpoint::id);
  }

  private Observed<List<InstanceConnectEndpoint>> instanceConnectEndpoints() {
    return pages(
        "DescribeInstanceConnectEndpoints",
        () -> ec2.describeInstanceConnectEndpointsPaginator(it -> it.maxResults(50)),
        page ->
            page.instanceConnectEndpoints().stream()
                .filter(it -> it.instanceConnectEndpointId() != null)
                .map(Ec2Records::instanceConnectEndpoint)
                .toList(),
        InstanceConnectEndpoint::id);
  }

  private Observed<List<PrefixList>> prefixLists() {
    return pages(
        "DescribeManagedPrefixLists",
        () -> ec2.describeManagedPrefixListsPaginator(it -> it.maxResults(100)),
        page ->
            page.prefixLists().stream()
                .filter(it -> it.prefixListId() != null)
                .map(it ->
                    new PrefixList(
                        it.prefixListId(),
                        Ec2Records.text(it.prefixListName()),
                        Ec2Records.text(it.ownerId())))
                .toList(),
        PrefixList::id);
  }

  /** Only the lists that something refers to, and those of the Instance Connect service. */
  private List<PrefixListEntries> entries(
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
    return Observe.pages(
        new Call("ec2:GetManagedPrefixListEntries", region, prefixListId),
        () ->
            ec2.getManagedPrefixListEntriesPaginator(
                    it -> it.prefixListId(prefixListId).maxResults(100))
                .iterator(),
        page -> page.entries().stream().flatMap(it -> Stream.ofNullable(it.cidr())).toList(),
        it -> it);
  }

  private Observed<BlockPublicAccess> blockPublicAccess() {
    return Observe.one(
        Call.of("ec2:DescribeVpcBlockPublicAccessOptions", region),
        Set.of(),
        () ->
            Optional.ofNullable(
                    ec2.describeVpcBlockPublicAccessOptions(it -> {}).vpcBlockPublicAccessOptions())
                .map(it -> it.internetGatewayBlockModeAsString())
                .map(BlockPublicAccess::new));
  }

  private Observed<List<BlockPublicAccessExclusion>> exclusions() {
    return pages(
        "DescribeVpcBlockPublicAccessExclusions",
        () ->
            Ec2Records.byToken(
                token ->
                    ec2.describeVpcBlockPublicAccessExclusions(
                        it -> it.maxResults(PAGE).nextToken(token)),
                it -> it.nextToken()),
        page ->
            page.vpcBlockPublicAccessExclusions().stream()
                .filter(it -> it.exclusionId() != null)
                .map(it ->
                    new BlockPublicAccessExclusion(
                        it.exclusionId(),
                        Ec2Records.text(it.resourceArn()),
                        Ec2Records.text(it.internetGatewayExclusionModeAsString()),
                        Ec2Records.text(it.stateAsString())))
                .toList(),
        BlockPublicAccessExclusion::id);
  }
}
