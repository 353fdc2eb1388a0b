package dev.loginpath.network;

import dev.loginpath.snapshot.EndpointConnection;
import dev.loginpath.snapshot.EndpointService;
import dev.loginpath.snapshot.EndpointServicePrincipals;
import dev.loginpath.snapshot.EntrySnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services that the account offers over PrivateLink, by the load balancers behind them: who may
 * connect. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html">
 * configure an endpoint service</a>.
 */
final class EndpointServices {

  private final EntrySnapshot read;
  private final Map<String, EndpointServicePrincipals> principals;

  EndpointServices(EntrySnapshot read) {
    this.read = read;
    this.principals = Index.by(read.principals(), EndpointServicePrincipals::serviceId);
  }

  List<EndpointService> before(String balancerArn) {
    return Observed.items(read.endpointServices()).stream()
        .filter(it -> it.balancerArns().contains(balancerArn))
        .toList();
  }

  /** Why there may be more of them. */
  Optional<Cause> gap() {
    return Observed.gap(read.endpointServices());
  }

  /** Whether it takes connections at all. */
  Verdict state(EndpointService service) {
    Call call = read.endpointServices().call().about(service.id());
    String fact = service.id() + " is " + service.state();
    return switch (service.state()) {
      case "Available" -> Verdict.met(call, fact);
      case "Deleted", "Failed" -> Verdict.notMet(call, fact);
      default ->
          Verdict.unknown(
              call, fact, "Whether an endpoint service that changes connects is not told.");
    };
  }

  /**
   * Whether any endpoint is connected or may be made: those that are stay so, whoever may make new
   * ones. One that its owner has to accept first lets nobody in. One that allows nobody is "not
   * available to service consumers"; no page says whether that holds for its owner's account too.
   */
  Verdict connects(EndpointService service) {
    List<String> connected = connected(service);
    if (!connected.isEmpty()) {
      Call call = read.endpointConnections().call().about(service.id());
      return Verdict.met(call, String.join(", ", connected));
    }
    List<Cause> doubts = new ArrayList<>();
    Observed.gap(read.endpointConnections()).ifPresent(doubts::add);
    Optional<EndpointServicePrincipals> told = Optional.ofNullable(principals.get(service.id()));
    List<String> allowed = allowed(service);
    if (!service.acceptanceRequired()) {
      if (!allowed.isEmpty()) {
        return Verdict.met(told.orElseThrow().principals().call(), allowed.getFirst());
      }
      doubts.addAll(unseenPrincipals(service));
    }
    if (!doubts.isEmpty()) {
      return Verdict.unknown(doubts);
    }
    Call call = read.endpointServices().call().about(service.id());
    return service.acceptanceRequired()
        ? Verdict.notMet(
            call, service.id() + " connects whom its owner has accepted, and nobody is connected")
        : Verdict.unknown(
            call, service.id() + " allows nobody to connect, and nobody is connected", OWNER);
  }

  private static final String OWNER =
      "Whether the account that owns an endpoint service needs to be allowed to connect to it is not"
          + " told by AWS.";

  /** Why others than those that are told may connect. */
  List<Cause> doubts(EndpointService service) {
    return Stream.concat(
            Observed.gap(read.endpointConnections()).stream(), unseenPrincipals(service).stream())
        .toList();
  }

  private List<Cause> unseenPrincipals(EndpointService service) {
    return Optional.ofNullable(principals.get(service.id()))
        .map(it -> Observed.gap(it.principals()).stream().toList())
        .orElseGet(() ->
            List.of(new Cause.Undecided("Who may connect to an endpoint service was not read.")));
  }

  /** In words: those that are connected, and those that may connect. */
  List<String> who(EndpointService service) {
    return Stream.concat(connected(service).stream(), allowed(service).stream()).toList();
  }

  private List<String> connected(EndpointService service) {
    return Observed.items(read.endpointConnections()).stream()
        .filter(it -> it.serviceId().equals(service.id()) && it.isConnected())
        .map(EndpointServices::told)
        .toList();
  }

  private static String told(EndpointConnection it) {
    return it.endpointId() + " of " + it.owner() + " is connected to " + it.serviceId();
  }

  private List<String> allowed(EndpointService service) {
    String how = service.acceptanceRequired() ? " once accepted" : " without acceptance";
    return Optional.ofNullable(principals.get(service.id())).stream()
        .flatMap(it -> Observed.items(it.principals()).stream())
        .map(it ->
            (it.equals("*") ? "every AWS account" : it) + " may connect to " + service.id() + how)
        .toList();
  }
}
