package dev.loginpath.snapshot;

import java.util.List;

/**
 * A service that the account offers to other VPCs over PrivateLink.
 *
 * @param state {@code Available} where endpoints may connect
 * @param acceptanceRequired an endpoint connects only once the owner has accepted it
 * @param balancerArns the network load balancers that it hands connections to
 */
public record EndpointService(
    String id, String state, boolean acceptanceRequired, List<String> balancerArns) {
  public EndpointService {
    balancerArns = List.copyOf(balancerArns);
  }
}
