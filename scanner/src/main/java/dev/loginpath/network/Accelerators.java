package dev.loginpath.network;

import dev.loginpath.snapshot.Accelerator;
import dev.loginpath.snapshot.AcceleratorListener;
import dev.loginpath.snapshot.AcceleratorListeners;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.EndpointGroup;
import dev.loginpath.snapshot.ListenerEndpointGroups;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the accelerators of an account forward to the endpoints of one region. See <a
 * href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.html">endpoints</a>
 * and <a
 * href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-custom-routing-how-it-works.html">custom
 * routing</a>.
 */
final class Accelerators {

  private static final Cause NOT_OFFERED =
      new Cause.Undecided(
          "AWS Global Accelerator is not read in this partition, and has an interface there.");

  /** A listener that leads to an endpoint, and how. */
  private record Lead(
      Accelerator accelerator,
      AcceleratorListener listener,
      EndpointGroup group,
      EndpointGroup.Endpoint endpoint,
      Call call,
      Call groups,
      boolean customRouting) {}

  /**
   * A port of an accelerator that leads to a port of an endpoint.
   *
   * @param address what clients connect to
   * @param gates whether the accelerator forwards
   * @param preservesClientIp the endpoint sees the client's own address
   */
  record Front(String address, boolean dualStack, List<Hop.Gate> gates, boolean preservesClientIp) {
    Front {
      gates = List.copyOf(gates);
    }
  }

  private final Map<String, List<Lead>> byEndpoint = new HashMap<>();
  private final List<Cause> gaps = new ArrayList<>();
  private final Observed<List<String>> lent;
  private final Call call;

  Accelerators(AcceleratorSnapshot read, String region) {
    this.lent = read.lentEndpoints();
    this.call = read.accelerators().call();
    Map<String, AcceleratorListeners> listeners =
        Index.by(read.listeners(), AcceleratorListeners::acceleratorArn);
    Map<String, ListenerEndpointGroups> groups =
        Index.by(read.endpointGroups(), ListenerEndpointGroups::listenerArn);
    add(read.accelerators(), false, listeners, groups, region);
    add(read.customRoutingAccelerators(), true, listeners, groups, region);
    Observed.gap(read.lentEndpoints()).ifPresent(gaps::add);
    if (read.accelerators() instanceof Observed.Absent<List<Accelerator>>) {
      gaps.add(NOT_OFFERED);
    }
  }

  private void add(
      Observed<List<Accelerator>> accelerators,
      boolean customRouting,
      Map<String, AcceleratorListeners> listeners,
      Map<String, ListenerEndpointGroups> groups,
      String region) {
    Observed.gap(accelerators).ifPresent(gaps::add);
    for (Accelerator accelerator : Observed.items(accelerators)) {
      AcceleratorListeners own = listeners.get(accelerator.arn());
      if (own == null) {
        gaps.add(new Cause.Undecided("The listeners of an accelerator were not read."));
        continue;
      }
      Observed.gap(own.listeners()).ifPresent(gaps::add);
      for (AcceleratorListener listener : Observed.items(own.listeners())) {
        ListenerEndpointGroups led = groups.get(listener.arn());
        if (led == null) {
          gaps.add(new Cause.Undecided("The endpoint groups of an accelerator were not read."));
          continue;
        }
        Observed.gap(led.endpointGroups()).ifPresent(gaps::add);
        for (EndpointGroup group : Observed.items(led.endpointGroups())) {
          if (group.region().equals(region)) {
            for (EndpointGroup.Endpoint each : group.endpoints()) {
              byEndpoint
                  .computeIfAbsent(each.id(), it -> new ArrayList<>())
                  .add(
                      new Lead(
                          accelerator,
                          listener,
                          group,
                          each,
                          accelerators.call().about(accelerator.arn()),
                          led.endpointGroups().call(),
                          customRouting));
            }
          }
        }
      }
    }
  }

  /** Why there may be more of them. */
  List<Cause> gaps() {
    return gaps;
  }

  /** Whether any listener leads to it, on whatever port. */
  boolean names(String endpoint) {
    return byEndpoint.containsKey(endpoint);
  }

  /** Accelerators of other accounts may forward to it. */
  boolean isLent(String endpoint) {
    return Observed.items(lent).stream()
        .anyMatch(it -> it.equals(endpoint) || it.endsWith("/" + endpoint));
  }

  Call call() {
    return call;
  }

  Call lentCall() {
    return lent.call();
  }

  /** The listeners that lead to a port of an endpoint. */
  List<Front> before(String endpoint, int port) {
    return byEndpoint.getOrDefault(endpoint, List.of()).stream()
        .flatMap(it -> it.customRouting() ? custom(it, port) : standard(it, port))
        .toList();
  }

  /** Overrides of a group replace the listener's own port. */
  private static Stream<Front> standard(Lead lead, int port) {
    if (!lead.listener().tcp()) {
      return Stream.empty();
    }
    List<EndpointGroup.PortOverride> overrides = lead.group().overrides();
    IntStream overridden =
        overrides.stream()
            .filter(it -> it.endpointPort() == port)
            .mapToInt(EndpointGroup.PortOverride::listenerPort);
    IntStream own =
        overrides.stream().anyMatch(it -> it.listenerPort() == port)
            ? IntStream.empty()
            : IntStream.of(port);
    return IntStream.concat(overridden, own)
        .filter(lead.listener()::takes)
        .distinct()
        .mapToObj(it ->
            front(
                lead,
                ":" + it,
                List.of(
                    new Hop.Gate("accelerator-listener", leads(lead, "tcp " + it, port)),
                    new Hop.Gate("accelerator-traffic", traffic(lead)))));
  }

  /** It denies every destination of a subnet until somebody allows it. */
  private static Stream<Front> custom(Lead lead, int port) {
    boolean takes = lead.group().destinations().stream().anyMatch(it -> it.contains(port));
    return takes
        ? Stream.of(
            front(
                lead,
                "",
                List.of(
                    new Hop.Gate("accelerator-listener", leads(lead, "by custom routing", port)),
                    new Hop.Gate(
                        "accelerator-traffic",
                        Verdict.unknown(
                            lead.call(),
                            "leads to the subnet " + lead.endpoint().id(),
                            "Which addresses of a subnet a custom routing accelerator lets"
                                + " traffic to is not read"
                                + " (globalaccelerator:ListCustomRoutingPortMappings).")))))
        : Stream.empty();
  }

  private static Verdict leads(Lead lead, String from, int port) {
    return Verdict.met(
        lead.groups(), "forwards " + from + " to port " + port + " of " + lead.endpoint().id());
  }

  private static Front front(Lead lead, String port, List<Hop.Gate> gates) {
    Accelerator accelerator = lead.accelerator();
    List<Hop.Gate> all = new ArrayList<>();
    String fact = accelerator.name() + (accelerator.enabled() ? " is enabled" : " is disabled");
    all.add(
        new Hop.Gate(
            "accelerator-state",
            accelerator.enabled()
                ? Verdict.met(lead.call(), fact)
                : Verdict.notMet(lead.call(), fact)));
    all.addAll(gates);
    return new Front(
        accelerator.dnsName().orElse(accelerator.name()) + port,
        accelerator.dualStack(),
        all,
        lead.endpoint().preservesClientIp());
  }

  /**
   * A share of nothing keeps no one out: where nothing healthy is left, the dial is ignored, and in
   * the end traffic goes to any endpoint. See <a
   * href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints-endpoint-weights.unhealthy-endpoints.html">failover</a>.
   */
  private static Verdict traffic(Lead lead) {
    String fact =
        "has the weight "
            + lead.endpoint().weight()
            + " for "
            + lead.endpoint().id()
            + ", and the group the traffic dial "
            + Math.round(lead.group().trafficDial());
    return lead.endpoint().weight() > 0 && lead.group().trafficDial() > 0
        ? Verdict.met(lead.groups(), fact)
        : Verdict.unknown(
            lead.groups(),
            fact,
            "An accelerator forwards nothing to an endpoint of weight 0 or a traffic dial of 0 but"
                + " where others fail.");
  }
}
