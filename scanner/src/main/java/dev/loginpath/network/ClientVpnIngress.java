package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who reaches a TCP port of an interface by Client VPN. IPv4 comes from the addresses of the
 * endpoint's own interfaces, with the groups of the association; IPv6 from addresses of the clients
 * that AWS assigns and tells nowhere. See <a
 * href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/client-authorization.html">client
 * authorization</a>, <a
 * href="https://repost.aws/knowledge-center/client-vpn-give-users-resource-access">source
 * addresses</a> and <a
 * href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/ipv6-considerations.html">IPv6</a>.
 */
final class ClientVpnIngress {

  private final ClientVpns vpns;
  private final Groups groups;
  private final Between between;

  ClientVpnIngress(ClientVpns vpns, Groups groups, Between between) {
    this.vpns = vpns;
    this.groups = groups;
    this.between = between;
  }

  /**
   * One answer for each address of the target.
   *
   * @param from interfaces of one association
   */
  List<AddressReach> sourcesReaching(
      ClientVpns.Association by, List<NetworkInterface> from, NetworkInterface to, int port) {
    List<AddressReach> reaches = new ArrayList<>();
    AddressSet all = Point.addresses(to);
    AddressSet ipv4 = by.endpoint().carriesIpv4() ? AddressSet.ALL_IPV4 : AddressSet.EMPTY;
    for (AddressSet address : all.intersect(ipv4).single()) {
      reaches.add(
          reach(
              by,
              address,
              Requirement.anyOf(
                  "interface-to-target",
                  from.stream().map(it -> between(it, to, address, port)).toList())));
    }
    if (from.stream().anyMatch(it -> mayCarryIpv6(it, to, port))) {
      for (AddressSet address : all.intersect(AddressSet.ALL_IPV6).single()) {
        reaches.add(reach(by, address, IPV6));
      }
    }
    return reaches;
  }

  /** Instead of what an interface of Client VPN reaches itself. */
  static final Requirement IPV6 =
      Requirement.of(
          "interface-to-target",
          Verdict.unknown(
              List.of(
                  new Cause.Undecided(
                      "The IPv6 addresses that AWS assigns to the clients of Client VPN are not"
                          + " told."))));

  /** Whether clients with IPv6 addresses of their own may come by an interface. */
  boolean mayCarryIpv6(NetworkInterface from, NetworkInterface to, int port) {
    if (!ClientVpns.isLike(from)
        || !Point.addresses(to).overlaps(AddressSet.ALL_IPV6)
        || vpns.of(from).filter(it -> !it.endpoint().carriesIpv6()).isPresent()) {
      return false;
    }
    Admission in = groups.ingress(to.groupIds(), port);
    boolean admitted =
        in.bounds().possibly().overlaps(AddressSet.ALL_IPV6)
            || in.groups().stream().anyMatch(it -> from.groupIds().contains(it.peer().groupId()));
    Point target = only(to, Point.addresses(to).intersect(AddressSet.ALL_IPV6));
    return admitted
        && !(Journey.walk(
                    AddressBounds.exactly(AddressSet.ALL_IPV6),
                    List.of(between.there(Point.of(from), target)))
                .requirement("route")
                .verdict()
            instanceof Verdict.NotMet);
  }

  private Requirement between(
      NetworkInterface from, NetworkInterface to, AddressSet address, int port) {
    return between.requirement(
        "interface-to-target",
        only(from, Point.addresses(from).intersect(AddressSet.ALL_IPV4)),
        only(to, address),
        port);
  }

  private static Point only(NetworkInterface it, AddressSet addresses) {
    Point whole = Point.of(it);
    return new Point(
        whole.id(),
        whole.vpcId(),
        whole.subnetId(),
        whole.groupIds(),
        whole.guarded(),
        AddressBounds.exactly(addresses));
  }

  private AddressReach reach(ClientVpns.Association by, AddressSet address, Requirement between) {
    Requirement whole =
        Requirement.allOf(
            "client-vpn",
            List.of(
                Requirement.of("client-vpn-endpoint", vpns.state(by)),
                Requirement.of("client-vpn-target-network", vpns.associated(by)),
                Requirement.of("client-vpn-authorization", vpns.authorized(by, address)),
                Requirement.of("client-vpn-route", vpns.routed(by, address)),
                between));
    return new AddressReach(
        address.first(),
        AddressReach.From.CLIENT_VPN,
        whole,
        AddressReach.Door.SHUT,
        whole.verdict() instanceof Verdict.Met ? who(by, address) : List.of());
  }

  private List<Source> who(ClientVpns.Association by, AddressSet address) {
    Optional<String> at = Optional.of(address.first());
    return Stream.concat(
            Stream.of(
                new Source(SourceKind.AWS_SERVICE, by.endpoint().id(), at, vpns.who(by, address))),
            vpns.doubt(by).stream().map(it -> Source.unknown(it.reason(), at)))
        .toList();
  }
}
