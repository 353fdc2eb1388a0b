package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.EndpointService;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who reaches a TCP port of an interface from another VPC over PrivateLink: through a service whose
 * load balancer forwards to it, always from the load balancer's own address. See <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html">groups
 * of a Network Load Balancer</a>.
 */
final class PrivateLinkIngress {

  private final EndpointServices services;
  private final LoadBalancers balancers;
  private final BalancedIngress balanced;
  private final Groups groups;

  PrivateLinkIngress(
      EndpointServices services, LoadBalancers balancers, BalancedIngress balanced, Groups groups) {
    this.services = services;
    this.balancers = balancers;
    this.balanced = balanced;
    this.groups = groups;
  }

  /** Empty where no load balancer that a service can have stands before the port. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port, boolean running) {
    List<AddressReach> reaches = new ArrayList<>();
    for (LoadBalancers.Front front : balancers.before(to, port)) {
      if (front.arn().isEmpty()) {
        continue;
      }
      for (EndpointService each : services.before(front.arn())) {
        List<Hop> hops =
            List.of(
                new Hop.Gate("endpoint-service", services.state(each)),
                new Hop.Gate("endpoint-connection", services.connects(each)));
        Requirement whole = whole(hops, front, to, port, running);
        reaches.add(
            new AddressReach(
                front.address(),
                AddressReach.From.ENDPOINT_SERVICE,
                whole,
                AddressReach.Door.SHUT,
                whole.verdict() instanceof Verdict.Met ? who(each, front) : List.of()));
      }
      services
          .gap()
          .ifPresent(gap -> {
            Hop unlisted = new Hop.Gate("endpoint-service-listed", Verdict.unknown(List.of(gap)));
            reaches.add(
                new AddressReach(
                    front.address(),
                    AddressReach.From.ENDPOINT_SERVICE,
                    whole(List.of(unlisted), front, to, port, running),
                    AddressReach.Door.SHUT));
          });
    }
    return reaches;
  }

  private List<Source> who(EndpointService service, LoadBalancers.Front front) {
    List<Source> sources = new ArrayList<>();
    Optional<String> address = Optional.of(front.address());
    List<String> via = services.who(service).stream().sorted().toList();
    sources.add(new Source(SourceKind.AWS_SERVICE, service.id(), address, via));
    services.doubts(service).forEach(it -> sources.add(Source.unknown(it.reason(), address)));
    return sources;
  }

  private Requirement whole(
      List<Hop> first, LoadBalancers.Front front, NetworkInterface to, int port, boolean running) {
    List<Requirement> ways = new ArrayList<>();
    for (String subnetId : front.subnetIds()) {
      List<Hop> hops = new ArrayList<>(first);
      hops.add(balanced.taken(front, running));
      hops.add(judged(front));
      hops.addAll(balanced.fromItself(front, subnetId, to, port));
      // A consumer's VPC has any private range; its addresses say nothing here.
      ways.add(
          Journey.walk(AddressBounds.exactly(AddressSet.ALL_IPV4), hops)
              .requirement("private-link"));
    }
    return ways.isEmpty()
        ? Requirement.of(
            "private-link",
            Verdict.unknown(
                front.call(), "names no subnet", "The subnets of a load balancer are not told."))
        : Requirement.anyOf("private-link", ways);
  }

  /** Whether the load balancer's groups let those in that come over PrivateLink. */
  private Hop judged(LoadBalancers.Front front) {
    String id = "load-balancer-group";
    if (front.groupIds().isEmpty()) {
      return new Hop.Gate(id, Verdict.met(front.call(), front.name() + " has no security group"));
    }
    if (front.judgesPrivateLink().filter(it -> !it).isPresent()) {
      return new Hop.Gate(
          id,
          Verdict.met(
              front.call(), "the groups of " + front.name() + " do not judge PrivateLink traffic"));
    }
    Admission admission = groups.ingress(front.groupIds(), front.port());
    Hop.Filter filter =
        new Hop.Filter(
            id,
            groups.call(),
            admission.bounds(),
            admission.ranges().stream()
                .map(it -> new Hop.Part(it.addresses(), true, it.hop()))
                .toList(),
            "no group of "
                + front.name()
                + " admits tcp "
                + front.port()
                + " from an address of another VPC");
    return front.judgesPrivateLink().isPresent()
            || filter.judge(AddressBounds.exactly(AddressSet.ALL_IPV4)) instanceof Verdict.Met
        ? filter
        : new Hop.Gate(id, Verdict.unknown(List.of(UNTOLD)));
  }

  private static final Cause UNTOLD =
      new Cause.Undecided(
          "Whether the groups of a load balancer judge PrivateLink traffic is not told.");
}
