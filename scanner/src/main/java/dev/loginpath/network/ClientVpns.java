package dev.loginpath.network;

import dev.loginpath.snapshot.ClientVpnAuthorizationRule;
import dev.loginpath.snapshot.ClientVpnDetails;
import dev.loginpath.snapshot.ClientVpnEndpoint;
import dev.loginpath.snapshot.ClientVpnRoute;
import dev.loginpath.snapshot.ClientVpnTargetNetwork;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The Client VPN endpoints of a region: which interfaces are theirs, and what each endpoint lets
 * through. See <a
 * href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/how-it-works.html">how it works</a>.
 */
final class ClientVpns {

  /** AWS begins so the description of an interface of Client VPN. */
  private static final String DESCRIPTION = "ClientVPN";

  /** A subnet that is associated with an endpoint. */
  record Association(
      ClientVpnEndpoint endpoint, ClientVpnTargetNetwork network, ClientVpnDetails details) {}

  private final RemoteAccessSnapshot read;
  private final List<Association> associations = new ArrayList<>();
  private final List<Cause> gaps = new ArrayList<>();

  ClientVpns(RemoteAccessSnapshot read) {
    this.read = read;
    Map<String, ClientVpnDetails> details =
        Index.by(read.clientVpns(), ClientVpnDetails::endpointId);
    Observed.gap(read.clientVpnEndpoints()).ifPresent(gaps::add);
    for (ClientVpnEndpoint endpoint : Observed.items(read.clientVpnEndpoints())) {
      ClientVpnDetails of = details.get(endpoint.id());
      if (of == null) {
        gaps.add(new Cause.Undecided("The networks of a Client VPN endpoint were not read."));
        continue;
      }
      Observed.gap(of.targetNetworks()).ifPresent(gaps::add);
      Observed.items(of.targetNetworks())
          .forEach(it -> associations.add(new Association(endpoint, it, of)));
    }
  }

  /** An interface that looks like one of Client VPN, whosever it is. */
  static boolean isLike(NetworkInterface it) {
    return it.interfaceType().equals("interface") && it.description().startsWith(DESCRIPTION);
  }

  /** Why an interface may belong to an endpoint that was not seen. */
  List<Cause> gaps() {
    return gaps;
  }

  /**
   * Whose an interface of Client VPN is: it stands in an associated subnet, with the groups of the
   * association. Empty where that is not told, or might be told otherwise by what was not seen.
   */
  Optional<Association> of(NetworkInterface it) {
    if (!isLike(it) || !gaps.isEmpty() || !it.untold().isEmpty() || !it.doubts().isEmpty()) {
      return Optional.empty();
    }
    List<Association> possible =
        associations.stream()
            .filter(each -> Optional.of(each.network().subnetId()).equals(it.subnetId()))
            .filter(each -> groups(each).equals(Set.copyOf(it.groupIds())))
            .toList();
    return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
  }

  private static Set<String> groups(Association it) {
    List<String> own = it.network().groupIds();
    return Set.copyOf(own.isEmpty() ? it.endpoint().groupIds() : own);
  }

  /** Whether clients may connect. */
  Verdict state(Association it) {
    Call call = read.clientVpnEndpoints().call().about(it.endpoint().id());
    String fact = it.endpoint().id() + " is " + it.endpoint().status();
    return switch (it.endpoint().status()) {
      case "available" -> Verdict.met(call, fact);
      case "pending-associate", "deleting", "deleted" -> Verdict.notMet(call, fact);
      default ->
          Verdict.unknown(
              call, fact, "Whether a Client VPN endpoint that changes connects is not told.");
    };
  }

  /** Whether the subnet carries what they send. */
  Verdict associated(Association it) {
    Call call = it.details().targetNetworks().call();
    String fact = it.network().subnetId() + " is " + it.network().status();
    return switch (it.network().status()) {
      case "associated" -> Verdict.met(call, fact);
      case "disassociated", "association-failed" -> Verdict.notMet(call, fact);
      default ->
          Verdict.unknown(
              call, fact, "Whether a Client VPN association that changes carries is not told.");
    };
  }

  /**
   * Whether a route of the endpoint leads to an address by the subnet. The longest prefix counts.
   * See <a
   * href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-routes.html">routes</a>.
   */
  Verdict routed(Association it, AddressSet address) {
    Observed<List<ClientVpnRoute>> routes = it.details().routes();
    String subnet = it.network().subnetId();
    Optional<Cause> gap = Observed.gap(routes);
    if (gap.isPresent()) {
      return Verdict.unknown(List.of(gap.get()));
    }
    List<ClientVpnRoute> working =
        Observed.items(routes).stream().filter(r -> !r.status().equals("failed")).toList();
    String what = "leads to " + address.first() + " by " + subnet;
    for (ClientVpnRoute r : longest(working.stream(), ClientVpnRoute::destination, address)) {
      if (r.target().equals(subnet) && r.status().equals("active")) {
        return Verdict.met(routes.call(), "the route " + r.destination() + " " + what);
      }
    }
    return working.stream()
            .anyMatch(r -> r.target().equals(subnet) && covers(r.destination(), address))
        ? Verdict.unknown(
            routes.call(),
            "a route that is not active, or less specific than that of another subnet, " + what,
            "Which route of a Client VPN endpoint a client takes is not told.")
        : Verdict.notMet(routes.call(), "no route of " + it.endpoint().id() + " " + what);
  }

  /**
   * Whether anybody who connects may send to an address. The rules of the longest prefix count, and
   * what no rule covers is refused. See <a
   * href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html">
   * authorization rules</a>.
   */
  Verdict authorized(Association it, AddressSet address) {
    Observed<List<ClientVpnAuthorizationRule>> rules = it.details().authorizationRules();
    List<ClientVpnAuthorizationRule> active = activeRules(it, address);
    List<String> facts = active.stream().map(r -> fact(it, r)).toList();
    Optional<Cause> gap = Observed.gap(rules);
    // A more specific rule that was not seen admits a group, where there are groups.
    boolean somebody =
        tellsGroups(it.endpoint())
            || (gap.isEmpty() && active.stream().anyMatch(r -> r.accessGroupId().isEmpty()));
    if (!active.isEmpty() && somebody) {
      return Verdict.met(rules.call(), String.join(", ", facts));
    }
    if (gap.isPresent()) {
      return Verdict.unknown(List.of(gap.get()));
    }
    if (!active.isEmpty()) {
      return Verdict.unknown(
          rules.call(),
          String.join(", ", facts),
          "Whether a certificate alone makes anybody a member of a group is not told.");
    }
    boolean changing =
        Observed.items(rules).stream()
            .anyMatch(r -> covers(r.destination(), address) && !r.status().equals("failed"));
    return changing
        ? Verdict.unknown(
            rules.call(),
            "a rule that covers " + address.first() + " is not active",
            "Whether a Client VPN authorization rule that changes admits anybody is not told.")
        : Verdict.notMet(
            rules.call(),
            "no authorization rule of " + it.endpoint().id() + " covers " + address.first());
  }

  /** In words: who comes to an address. */
  List<String> who(Association it, AddressSet address) {
    String how = String.join(" or ", it.endpoint().authenticationTypes());
    return Stream.concat(
            activeRules(it, address).stream().map(r -> fact(it, r)),
            how.isEmpty() ? Stream.of() : Stream.of(it.endpoint().id() + " asks for " + how))
        .sorted()
        .toList();
  }

  /** Why others than those that are told may be authorised. */
  Optional<Cause> doubt(Association it) {
    return Observed.gap(it.details().authorizationRules());
  }

  private static List<ClientVpnAuthorizationRule> activeRules(Association it, AddressSet address) {
    return longest(
        Observed.items(it.details().authorizationRules()).stream()
            .filter(r -> r.status().equals("active")),
        ClientVpnAuthorizationRule::destination,
        address);
  }

  private static String fact(Association it, ClientVpnAuthorizationRule rule) {
    return "the rule "
        + rule.destination()
        + " authorises "
        + rule.accessGroupId()
            .map(group -> "group " + group + " of those who connect to ")
            .orElse("everybody who connects to ")
        + it.endpoint().id();
  }

  private static boolean tellsGroups(ClientVpnEndpoint it) {
    return it.authenticationTypes().stream().anyMatch(type -> !type.startsWith("certificate"));
  }

  /** Of those that cover an address, the ones with the longest prefix. */
  private static <T> List<T> longest(Stream<T> all, Function<T, String> range, AddressSet address) {
    List<T> covering = all.filter(it -> covers(range.apply(it), address)).toList();
    int most =
        covering.stream().mapToInt(it -> AddressSet.prefixLength(range.apply(it))).max().orElse(0);
    return covering.stream()
        .filter(it -> AddressSet.prefixLength(range.apply(it)) == most)
        .toList();
  }

  private static boolean covers(String range, AddressSet address) {
    return AddressSet.parse(range).filter(it -> it.containsAll(address)).isPresent();
  }
}
