package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.isTrue;
import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.text;
import static dev.loginpath.collect.Answers.told;

import dev.loginpath.snapshot.Accelerator;
import dev.loginpath.snapshot.AcceleratorListener;
import dev.loginpath.snapshot.AcceleratorListeners;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.EndpointGroup;
import dev.loginpath.snapshot.ListenerEndpointGroups;
import dev.loginpath.snapshot.PortRange;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.globalaccelerator.model.CustomRoutingEndpointGroup;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointDescription;
import software.amazon.awssdk.services.globalaccelerator.model.IpAddressType;
import software.amazon.awssdk.services.globalaccelerator.model.Protocol;

/**
 * Reads AWS Global Accelerator, once for all regions. See <a
 * href="https://docs.aws.amazon.com/global-accelerator/latest/api/Welcome.html">its API</a>, which
 * is answered in one region.
 */
final class AcceleratorCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "globalaccelerator:ListAccelerators",
          "globalaccelerator:ListCrossAccountAttachments",
          "globalaccelerator:ListCustomRoutingAccelerators",
          "globalaccelerator:ListCustomRoutingEndpointGroups",
          "globalaccelerator:ListCustomRoutingListeners",
          "globalaccelerator:ListEndpointGroups",
          "globalaccelerator:ListListeners");

  /** Where it is answered, for all regions. */
  static final String REGION = "us-west-2";

  private static final String GLOBAL = "aws-global";
  private static final String PARTITION = "aws";
  private static final int PAGE = 100;

  private final GlobalAcceleratorClient client;

  AcceleratorCollector(GlobalAcceleratorClient client) {
    this.client = client;
  }

  static boolean isOffered(String partition) {
    return partition.equals(PARTITION);
  }

  /** Other partitions have no accelerators. */
  static AcceleratorSnapshot notOffered() {
    return new AcceleratorSnapshot(
        new Observed.Absent<>(call("ListAccelerators", "")),
        new Observed.Absent<>(call("ListCustomRoutingAccelerators", "")),
        List.of(),
        List.of(),
        new Observed.Absent<>(call("ListCrossAccountAttachments", "")));
  }

  private static Call call(String operation, String thing) {
    return new Call("globalaccelerator:" + operation, GLOBAL, thing);
  }

  AcceleratorSnapshot collect() {
    Observed<List<Accelerator>> standard = accelerators();
    Observed<List<Accelerator>> custom = customRoutingAccelerators();
    List<AcceleratorListeners> listeners = new ArrayList<>();
    List<ListenerEndpointGroups> groups = new ArrayList<>();
    for (Accelerator each : Observed.items(standard)) {
      Observed<List<AcceleratorListener>> own = listeners(each.arn());
      listeners.add(new AcceleratorListeners(each.arn(), own));
      Observed.items(own).stream()
          .map(it -> new ListenerEndpointGroups(it.arn(), groups(it.arn())))
          .forEach(groups::add);
    }
    for (Accelerator each : Observed.items(custom)) {
      Observed<List<AcceleratorListener>> own = customRoutingListeners(each.arn());
      listeners.add(new AcceleratorListeners(each.arn(), own));
      Observed.items(own).stream()
          .map(it -> new ListenerEndpointGroups(it.arn(), customRoutingGroups(it.arn())))
          .forEach(groups::add);
    }
    return new AcceleratorSnapshot(standard, custom, listeners, groups, lentEndpoints());
  }

  private Observed<List<Accelerator>> accelerators() {
    return Observe.items(
        call("ListAccelerators", ""),
        () -> client.listAcceleratorsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.accelerators(),
        it ->
            new Accelerator(
                required(it.acceleratorArn(), "AcceleratorArn"),
                text(it.name()),
                required(it.enabled(), "Enabled"),
                it.ipAddressType() == IpAddressType.DUAL_STACK,
                maybe(it.dnsName())),
        Accelerator::arn);
  }

  private Observed<List<Accelerator>> customRoutingAccelerators() {
    return Observe.items(
        call("ListCustomRoutingAccelerators", ""),
        () -> client.listCustomRoutingAcceleratorsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.accelerators(),
        it ->
            new Accelerator(
                required(it.acceleratorArn(), "AcceleratorArn"),
                text(it.name()),
                required(it.enabled(), "Enabled"),
                it.ipAddressType() == IpAddressType.DUAL_STACK,
                maybe(it.dnsName())),
        Accelerator::arn);
  }

  private Observed<List<AcceleratorListener>> listeners(String acceleratorArn) {
    return Observe.items(
        call("ListListeners", acceleratorArn),
        () ->
            client
                .listListenersPaginator(it -> it.acceleratorArn(acceleratorArn).maxResults(PAGE))
                .iterator(),
        page -> page.listeners(),
        it ->
            new AcceleratorListener(
                required(it.listenerArn(), "ListenerArn"),
                required(it.protocolAsString(), "Protocol").equals("TCP"),
                ports(it.portRanges())),
        AcceleratorListener::arn);
  }

  private Observed<List<AcceleratorListener>> customRoutingListeners(String acceleratorArn) {
    return Observe.items(
        call("ListCustomRoutingListeners", acceleratorArn),
        () ->
            client
                .listCustomRoutingListenersPaginator(
                    it -> it.acceleratorArn(acceleratorArn).maxResults(PAGE))
                .iterator(),
        page -> page.listeners(),
        it ->
            new AcceleratorListener(
                required(it.listenerArn(), "ListenerArn"), true, ports(it.portRanges())),
        AcceleratorListener::arn);
  }

  private static List<PortRange> ports(
      List<software.amazon.awssdk.services.globalaccelerator.model.PortRange> ranges) {
    told(!ranges.isEmpty(), "PortRanges");
    return ranges.stream()
        .map(it ->
            new PortRange(
                required(it.fromPort(), "PortRanges[].FromPort"),
                required(it.toPort(), "PortRanges[].ToPort")))
        .sorted(Comparator.comparingInt(PortRange::from))
        .toList();
  }

  private Observed<List<EndpointGroup>> groups(String listenerArn) {
    return Observe.items(
        call("ListEndpointGroups", listenerArn),
        () ->
            client
                .listEndpointGroupsPaginator(it -> it.listenerArn(listenerArn).maxResults(PAGE))
                .iterator(),
        page -> page.endpointGroups(),
        it ->
            new EndpointGroup(
                required(it.endpointGroupArn(), "EndpointGroupArn"),
                required(it.endpointGroupRegion(), "EndpointGroupRegion"),
                required(it.trafficDialPercentage(), "TrafficDialPercentage"),
                it.portOverrides().stream()
                    .map(each ->
                        new EndpointGroup.PortOverride(
                            required(each.listenerPort(), "PortOverrides[].ListenerPort"),
                            required(each.endpointPort(), "PortOverrides[].EndpointPort")))
                    .sorted(Comparator.comparingInt(EndpointGroup.PortOverride::listenerPort))
                    .toList(),
                it.endpointDescriptions().stream()
                    .map(AcceleratorCollector::endpoint)
                    .sorted(Comparator.comparing(EndpointGroup.Endpoint::id))
                    .toList(),
                List.of()),
        EndpointGroup::arn);
  }

  private static EndpointGroup.Endpoint endpoint(EndpointDescription it) {
    return new EndpointGroup.Endpoint(
        required(it.endpointId(), "EndpointDescriptions[].EndpointId"),
        required(it.weight(), "EndpointDescriptions[].Weight"),
        isTrue(it.clientIPPreservationEnabled()));
  }

  private Observed<List<EndpointGroup>> customRoutingGroups(String listenerArn) {
    return Observe.items(
        call("ListCustomRoutingEndpointGroups", listenerArn),
        () ->
            client
                .listCustomRoutingEndpointGroupsPaginator(
                    it -> it.listenerArn(listenerArn).maxResults(PAGE))
                .iterator(),
        page -> page.endpointGroups(),
        AcceleratorCollector::customRoutingGroup,
        EndpointGroup::arn);
  }

  /** Nothing shares its traffic out, and the client's address always arrives. */
  private static EndpointGroup customRoutingGroup(CustomRoutingEndpointGroup it) {
    return new EndpointGroup(
        required(it.endpointGroupArn(), "EndpointGroupArn"),
        required(it.endpointGroupRegion(), "EndpointGroupRegion"),
        100,
        List.of(),
        it.endpointDescriptions().stream()
            .map(each ->
                new EndpointGroup.Endpoint(
                    required(each.endpointId(), "EndpointDescriptions[].EndpointId"), 1, true))
            .sorted(Comparator.comparing(EndpointGroup.Endpoint::id))
            .toList(),
        it.destinationDescriptions().stream()
            .filter(each -> each.protocols().contains(Protocol.TCP))
            .map(each ->
                new PortRange(
                    required(each.fromPort(), "DestinationDescriptions[].FromPort"),
                    required(each.toPort(), "DestinationDescriptions[].ToPort")))
            .sorted(Comparator.comparingInt(PortRange::from))
            .toList());
  }

  private Observed<List<String>> lentEndpoints() {
    return Observe.pages(
        call("ListCrossAccountAttachments", ""),
        () -> client.listCrossAccountAttachmentsPaginator(it -> it.maxResults(PAGE)).iterator(),
        page ->
            page.crossAccountAttachments().stream()
                .flatMap(it -> it.resources().stream())
                .flatMap(it -> Stream.ofNullable(it.endpointId()))
                .toList(),
        it -> it);
  }
}
