package dev.loginpath.network;

import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VerifiedAccessEndpoint;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The Verified Access endpoints of a region that hand over TCP. Which interface is whose no answer
 * tells, and whom a Cedar policy admits is not evaluated: they give a reason, and decide nothing.
 * See <a
 * href="https://docs.aws.amazon.com/verified-access/latest/ug/create-network-cidr-endpoint.html">
 * network CIDR endpoints</a> and <a
 * href="https://docs.aws.amazon.com/verified-access/latest/ug/auth-policies.html">policies</a>.
 */
final class VerifiedAccess {

  private final Observed<List<VerifiedAccessEndpoint>> endpoints;

  VerifiedAccess(Observed<List<VerifiedAccessEndpoint>> endpoints) {
    this.endpoints = endpoints;
  }

  /** Why people may come in by an interface that stands where an endpoint has its own. */
  List<Cause> reasons(NetworkInterface from, NetworkInterface to, int port) {
    List<Cause> reasons =
        Observed.items(endpoints).stream()
            .filter(it -> !it.status().equals("deleted") && it.carriesTcpTo(port))
            .filter(it -> mayBeOf(from, it) && mayLeadTo(to, it))
            .<Cause>map(it ->
                new Cause.Undecided(
                    "Whom the policies of the Verified Access endpoint "
                        + it.id()
                        + " and of its group "
                        + it.verifiedAccessGroupId()
                        + " admit to tcp "
                        + port
                        + " is not evaluated."))
            .toList();
    return reasons.isEmpty() && isLike(from) ? Observed.gap(endpoints).stream().toList() : reasons;
  }

  private static boolean isLike(NetworkInterface it) {
    return it.description().toLowerCase(Locale.ROOT).replace(" ", "").contains("verifiedaccess");
  }

  private static boolean mayBeOf(NetworkInterface from, VerifiedAccessEndpoint it) {
    return from.interfaceType().equals("interface")
        && Set.copyOf(it.groupIds()).equals(Set.copyOf(from.groupIds()))
        && (it.subnetIds().isEmpty()
            || from.subnetId().filter(it.subnetIds()::contains).isPresent());
  }

  private static boolean mayLeadTo(NetworkInterface to, VerifiedAccessEndpoint it) {
    Optional<String> target = it.target();
    return target.isEmpty()
        || switch (it.type()) {
          case "network-interface" -> target.get().equals(to.id());
          case "cidr" ->
              AddressSet.parse(target.get())
                  .filter(range -> range.overlaps(Point.addresses(to)))
                  .isPresent();
          case "rds" -> false;
          default -> true;
        };
  }
}
