package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.required;

import dev.loginpath.snapshot.EndpointConnection;
import dev.loginpath.snapshot.EndpointService;
import dev.loginpath.snapshot.EndpointServicePrincipals;
import dev.loginpath.snapshot.EntrySnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Reads what lets people into the VPCs of one region without a route or a public address. */
final class EntryCollector {

  static final Set<String> ACTIONS =
      Stream.concat(
              Stream.of(
                  "ec2:DescribeVpcEndpointConnections",
                  "ec2:DescribeVpcEndpointServiceConfigurations",
                  "ec2:DescribeVpcEndpointServicePermissions"),
              RemoteAccessCollector.ACTIONS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final int PAGE = 1000;

  private final Ec2Client ec2;
  private final String region;

  EntryCollector(Ec2Client ec2, String region) {
    this.ec2 = ec2;
    this.region = region;
  }

  EntrySnapshot collect() {
    Observed<List<EndpointService>> services = services();
    return new EntrySnapshot(
        services,
        Observed.items(services).stream()
            .filter(it -> !it.balancerArns().isEmpty())
            .map(it -> new EndpointServicePrincipals(it.id(), principals(it.id())))
            .toList(),
        connections(),
        new RemoteAccessCollector(ec2, region).collect());
  }

  private Observed<List<EndpointService>> services() {
    return Observe.items(
        Call.of("ec2:DescribeVpcEndpointServiceConfigurations", region),
        () ->
            ec2.describeVpcEndpointServiceConfigurationsPaginator(it -> it.maxResults(PAGE))
                .iterator(),
        page -> page.serviceConfigurations(),
        it ->
            new EndpointService(
                required(it.serviceId(), "ServiceId"),
                required(it.serviceStateAsString(), "ServiceState"),
                required(it.acceptanceRequired(), "AcceptanceRequired"),
                it.networkLoadBalancerArns().stream().sorted().toList()),
        EndpointService::id);
  }

  private Observed<List<String>> principals(String serviceId) {
    return Observe.items(
        new Call("ec2:DescribeVpcEndpointServicePermissions", region, serviceId),
        () ->
            ec2.describeVpcEndpointServicePermissionsPaginator(
                    it -> it.serviceId(serviceId).maxResults(PAGE))
                .iterator(),
        page -> page.allowedPrincipals(),
        it -> required(it.principal(), "Principal"),
        it -> it);
  }

  private Observed<List<EndpointConnection>> connections() {
    return Observe.items(
        Call.of("ec2:DescribeVpcEndpointConnections", region),
        () -> ec2.describeVpcEndpointConnectionsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.vpcEndpointConnections(),
        it ->
            new EndpointConnection(
                required(it.serviceId(), "ServiceId"),
                required(it.vpcEndpointId(), "VpcEndpointId"),
                required(it.vpcEndpointOwner(), "VpcEndpointOwner"),
                required(it.vpcEndpointStateAsString(), "VpcEndpointState")),
        EndpointConnection::endpointId);
  }
}
