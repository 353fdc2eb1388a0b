package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.ids;
import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.text;
import static dev.loginpath.collect.Answers.told;

import dev.loginpath.snapshot.ClientVpnAuthorizationRule;
import dev.loginpath.snapshot.ClientVpnDetails;
import dev.loginpath.snapshot.ClientVpnEndpoint;
import dev.loginpath.snapshot.ClientVpnRoute;
import dev.loginpath.snapshot.ClientVpnTargetNetwork;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.snapshot.VerifiedAccessEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizationRule;
import software.amazon.awssdk.services.ec2.model.TargetNetwork;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpointCidrOptions;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpointEniOptions;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpointLoadBalancerOptions;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpointPortRange;

/** Reads the Client VPN and Verified Access endpoints of one region. */
final class RemoteAccessCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "ec2:DescribeClientVpnAuthorizationRules",
          "ec2:DescribeClientVpnEndpoints",
          "ec2:DescribeClientVpnRoutes",
          "ec2:DescribeClientVpnTargetNetworks",
          "ec2:DescribeVerifiedAccessEndpoints");

  private static final int PAGE = 1000;

  private final Ec2Client ec2;
  private final String region;

  RemoteAccessCollector(Ec2Client ec2, String region) {
    this.ec2 = ec2;
    this.region = region;
  }

  RemoteAccessSnapshot collect() {
    Observed<List<ClientVpnEndpoint>> endpoints = clientVpnEndpoints();
    return new RemoteAccessSnapshot(
        endpoints,
        Observed.items(endpoints).stream()
            .map(it ->
                new ClientVpnDetails(
                    it.id(), targetNetworks(it.id()), authorizationRules(it.id()), routes(it.id())))
            .toList(),
        verifiedAccessEndpoints());
  }

  private Observed<List<ClientVpnEndpoint>> clientVpnEndpoints() {
    return Observe.items(
        Call.of("ec2:DescribeClientVpnEndpoints", region),
        () -> ec2.describeClientVpnEndpointsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.clientVpnEndpoints(),
        it ->
            new ClientVpnEndpoint(
                required(it.clientVpnEndpointId(), "ClientVpnEndpointId"),
                required(it.status() == null ? null : it.status().codeAsString(), "Status"),
                it.authenticationOptions().stream()
                    .flatMap(option -> Stream.ofNullable(option.typeAsString()))
                    .sorted()
                    .toList(),
                maybe(it.trafficIpAddressTypeAsString()).orElse("ipv4"),
                ids(List.<@Nullable String>copyOf(it.securityGroupIds()))),
        ClientVpnEndpoint::id);
  }

  private Observed<List<ClientVpnTargetNetwork>> targetNetworks(String endpointId) {
    return Observe.items(
        new Call("ec2:DescribeClientVpnTargetNetworks", region, endpointId),
        () ->
            ec2.describeClientVpnTargetNetworksPaginator(
                    it -> it.clientVpnEndpointId(endpointId).maxResults(PAGE))
                .iterator(),
        page -> page.clientVpnTargetNetworks(),
        RemoteAccessCollector::targetNetwork,
        ClientVpnTargetNetwork::associationId);
  }

  private static ClientVpnTargetNetwork targetNetwork(TargetNetwork it) {
    return new ClientVpnTargetNetwork(
        required(it.associationId(), "AssociationId"),
        required(it.targetNetworkId(), "TargetNetworkId"),
        required(it.status() == null ? null : it.status().codeAsString(), "Status"),
        ids(List.<@Nullable String>copyOf(it.securityGroups())));
  }

  private Observed<List<ClientVpnAuthorizationRule>> authorizationRules(String endpointId) {
    return Observe.items(
        new Call("ec2:DescribeClientVpnAuthorizationRules", region, endpointId),
        () ->
            ec2.describeClientVpnAuthorizationRulesPaginator(
                    it -> it.clientVpnEndpointId(endpointId).maxResults(PAGE))
                .iterator(),
        page -> page.authorizationRules(),
        RemoteAccessCollector::authorizationRule,
        it -> it.destination() + " " + it.accessGroupId().orElse(""));
  }

  private static ClientVpnAuthorizationRule authorizationRule(AuthorizationRule it) {
    Optional<String> group = maybe(it.groupId());
    told(group.isPresent() || it.accessAll() != null, "AccessAll");
    return new ClientVpnAuthorizationRule(
        required(it.destinationCidr(), "DestinationCidr"),
        Answers.isTrue(it.accessAll()) ? Optional.empty() : Optional.of(group.orElse("")),
        required(it.status() == null ? null : it.status().codeAsString(), "Status"));
  }

  private Observed<List<ClientVpnRoute>> routes(String endpointId) {
    return Observe.items(
        new Call("ec2:DescribeClientVpnRoutes", region, endpointId),
        () ->
            ec2.describeClientVpnRoutesPaginator(
                    it -> it.clientVpnEndpointId(endpointId).maxResults(PAGE))
                .iterator(),
        page -> page.routes(),
        it ->
            new ClientVpnRoute(
                required(it.destinationCidr(), "DestinationCidr"),
                required(
                    maybe(it.targetSubnet())
                        .or(() -> maybe(it.transitGatewayAttachmentId()))
                        .orElse(""),
                    "TargetSubnet"),
                required(it.status() == null ? null : it.status().codeAsString(), "Status")),
        it -> it.destination() + " " + it.target());
  }

  private Observed<List<VerifiedAccessEndpoint>> verifiedAccessEndpoints() {
    return Observe.items(
        Call.of("ec2:DescribeVerifiedAccessEndpoints", region),
        () -> ec2.describeVerifiedAccessEndpointsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.verifiedAccessEndpoints(),
        RemoteAccessCollector::verifiedAccess,
        VerifiedAccessEndpoint::id);
  }

  /** What an endpoint leads to, which each type tells in a member of its own. */
  private record Target(
      String protocol,
      List<VerifiedAccessEndpoint.PortRange> ports,
      Optional<String> id,
      List<String> subnetIds) {}

  private static VerifiedAccessEndpoint verifiedAccess(
      software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpoint it) {
    Target target = target(it);
    return new VerifiedAccessEndpoint(
        required(it.verifiedAccessEndpointId(), "VerifiedAccessEndpointId"),
        text(it.verifiedAccessGroupId()),
        required(it.endpointTypeAsString(), "EndpointType"),
        required(it.status() == null ? null : it.status().codeAsString(), "Status"),
        target.protocol(),
        target.ports(),
        target.id(),
        ids(List.<@Nullable String>copyOf(it.securityGroupIds())),
        target.subnetIds());
  }

  private static Target target(
      software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpoint it) {
    VerifiedAccessEndpointEniOptions eni = it.networkInterfaceOptions();
    if (eni != null) {
      return new Target(
          text(eni.protocolAsString()),
          ports(eni.portRanges(), eni.port()),
          maybe(eni.networkInterfaceId()),
          List.of());
    }
    VerifiedAccessEndpointLoadBalancerOptions balancer = it.loadBalancerOptions();
    if (balancer != null) {
      return new Target(
          text(balancer.protocolAsString()),
          ports(balancer.portRanges(), balancer.port()),
          maybe(balancer.loadBalancerArn()),
          ids(List.<@Nullable String>copyOf(balancer.subnetIds())));
    }
    VerifiedAccessEndpointCidrOptions cidr = it.cidrOptions();
    return cidr == null
        ? new Target("", List.of(), Optional.empty(), List.of())
        : new Target(
            text(cidr.protocolAsString()),
            ports(cidr.portRanges(), null),
            maybe(cidr.cidr()),
            ids(List.<@Nullable String>copyOf(cidr.subnetIds())));
  }

  private static List<VerifiedAccessEndpoint.PortRange> ports(
      List<VerifiedAccessEndpointPortRange> ranges, @Nullable Integer port) {
    return Stream.concat(
            ranges.stream()
                .filter(it -> it.fromPort() != null && it.toPort() != null)
                .map(it -> new VerifiedAccessEndpoint.PortRange(it.fromPort(), it.toPort())),
            Stream.ofNullable(port).map(it -> new VerifiedAccessEndpoint.PortRange(it, it)))
        .toList();
  }
}
