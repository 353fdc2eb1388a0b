package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people connect to from anywhere to get into a VPC.
 *
 * @param clientVpns of each Client VPN endpoint
 */
public record RemoteAccessSnapshot(
    @Added(in = "4.1", call = "ec2:DescribeClientVpnEndpoints")
        Observed<List<ClientVpnEndpoint>> clientVpnEndpoints,
    @Added(in = "4.1", without = "[]") List<ClientVpnDetails> clientVpns,
    @Added(in = "4.1", call = "ec2:DescribeVerifiedAccessEndpoints")
        Observed<List<VerifiedAccessEndpoint>> verifiedAccessEndpoints) {
  public RemoteAccessSnapshot {
    clientVpns = List.copyOf(clientVpns);
  }

  Stream<Observed<?>> observations() {
    return Stream.concat(
        Stream.of(clientVpnEndpoints, verifiedAccessEndpoints),
        clientVpns.stream().flatMap(ClientVpnDetails::observations));
  }
}
