package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lets people into a VPC without a route or a public address.
 *
 * @param endpointServices offered over PrivateLink
 * @param principals of each service that has a network load balancer
 */
public record EntrySnapshot(
    @Added(in = "4.1", call = "ec2:DescribeVpcEndpointServiceConfigurations")
        Observed<List<EndpointService>> endpointServices,
    @Added(in = "4.1", without = "[]") List<EndpointServicePrincipals> principals,
    @Added(in = "4.1", call = "ec2:DescribeVpcEndpointConnections")
        Observed<List<EndpointConnection>> endpointConnections,
    @Added(in = "4.1", without = "{}") RemoteAccessSnapshot remoteAccess) {
  public EntrySnapshot {
    principals = List.copyOf(principals);
  }

  Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.of(endpointServices, endpointConnections),
            principals.stream().map(EndpointServicePrincipals::principals),
            remoteAccess.observations())
        .flatMap(it -> it);
  }
}
