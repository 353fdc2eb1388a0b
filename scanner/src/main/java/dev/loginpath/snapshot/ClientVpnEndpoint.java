package dev.loginpath.snapshot;

import java.util.List;

/**
 * A Client VPN endpoint.
 *
 * @param status {@code available} where clients may connect
 * @param authenticationTypes how AWS tells who connects, such as {@code certificate-authentication}
 * @param trafficIpAddressType of what clients send: {@code ipv4}, {@code ipv6} or {@code
 *     dual-stack}
 * @param groupIds of its associations, where those do not tell theirs
 */
public record ClientVpnEndpoint(
    String id,
    String status,
    List<String> authenticationTypes,
    String trafficIpAddressType,
    List<String> groupIds) {
  public ClientVpnEndpoint {
    authenticationTypes = List.copyOf(authenticationTypes);
    groupIds = List.copyOf(groupIds);
  }

  public boolean carriesIpv4() {
    return !trafficIpAddressType.equals("ipv6");
  }

  /** Clients have IPv6 addresses of their own then, which AWS assigns. */
  public boolean carriesIpv6() {
    return !trafficIpAddressType.equals("ipv4");
  }
}
