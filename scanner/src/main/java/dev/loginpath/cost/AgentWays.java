package dev.loginpath.cost;

import dev.loginpath.host.Version;
import dev.loginpath.network.Network;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the SSM agent's way to its services costs: interface endpoints, NAT gateways or public
 * addresses, whichever the network says is used. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html">VPC
 * endpoints for Systems Manager</a>.
 */
final class AgentWays {

  private static final List<String> SERVICES = List.of("ssm", "ssmmessages");
  private static final String OLDER = "ec2messages";
  private static final String SEVERAL =
      "several lead there, and which of them is taken is not decided";
  private static final String NOT_LISTED = "it is not listed";

  /** From here on the agent takes {@code ssmmessages} wherever it reaches it. */
  private static final Version WITHOUT_EC2MESSAGES = Version.of("3.3.40.0");

  private final Inventory inventory;
  private final Addresses addresses;

  AgentWays(Inventory inventory, Addresses addresses) {
    this.inventory = inventory;
    this.addresses = addresses;
  }

  /**
   * Which ways are taken to a service.
   *
   * @param ids the requirements that are met, none where nothing is decided
   * @param from the interfaces from which it is reached
   * @param shut no way leads there, which is proven
   */
  private record Taken(
      Set<String> ids, List<NetworkInterface> from, boolean shut, List<String> doubts) {}

  private static Taken taken(Network network, Instance instance, String service) {
    Network.Attached attached = network.interfacesOf(instance);
    Set<String> ids = new LinkedHashSet<>();
    List<NetworkInterface> from = new ArrayList<>();
    List<String> doubts = new ArrayList<>(attached.doubts().stream().map(Cause::reason).toList());
    for (NetworkInterface each : attached.interfaces()) {
      Requirement way = network.egressTo(each, service);
      if (way.verdict() instanceof Verdict.Met) {
        from.add(each);
        way.children().stream()
            .filter(it -> !it.informative() && it.verdict() instanceof Verdict.Met)
            .forEach(it -> ids.add(it.id()));
      }
      way.verdict().causesOfDoubt().forEach(it -> doubts.add(it.reason()));
    }
    return new Taken(ids, from, from.isEmpty() && doubts.isEmpty(), doubts);
  }

  /** The ways that the agent takes now. */
  void bill(Bill bill, Network network, Instance instance, boolean commands) {
    List<String> services = services(network, instance, commands);
    for (String service : services) {
      Taken taken = taken(network, instance, service);
      if (taken.ids().size() != 1 || !taken.doubts().isEmpty()) {
        bill.unknown("way to " + service, why(taken));
      }
      taken.ids().forEach(it -> bill(bill, it, service, network, instance, taken.from()));
    }
    boolean throughEndpoint =
        !inventory.endpoints(instance.vpcId(), services.getLast()).isEmpty()
            && taken(network, instance, services.getLast()).ids().contains("vpc-endpoint");
    if (throughEndpoint && !services.contains(OLDER)) {
      older(bill, instance);
    }
  }

  private static String why(Taken taken) {
    if (!taken.doubts().isEmpty()) {
      return taken.doubts().getFirst();
    }
    return taken.shut() ? "none is seen; the agent may have one that AWS does not show" : SEVERAL;
  }

  /** An agent of old hears commands by another service. */
  private static List<String> services(Network network, Instance instance, boolean commands) {
    boolean older =
        commands
            && taken(network, instance, SERVICES.getLast()).shut()
            && !taken(network, instance, OLDER).ids().isEmpty();
    return older ? List.of(SERVICES.getFirst(), OLDER) : SERVICES;
  }

  private void bill(
      Bill bill,
      String way,
      String service,
      Network network,
      Instance instance,
      List<NetworkInterface> from) {
    switch (way) {
      case "vpc-endpoint" -> {
        List<VpcEndpoint> endpoints = inventory.endpoints(instance.vpcId(), service);
        endpoints.forEach(it -> endpoint(bill, it, "interface endpoint " + service));
        if (endpoints.isEmpty()) {
          bill.unknown("interface endpoint " + service, NOT_LISTED);
        }
        inventory
            .endpointGap()
            .ifPresent(it -> bill.unknown("interface endpoints not seen", it.reason()));
        bill.usage(
            "data through interface endpoints",
            bill.rate(PriceItem.INTERFACE_ENDPOINT_GB, "per GB"));
      }
      case "nat-gateway", "nat64" -> {
        List<NatGateway> gateways =
            from.stream().flatMap(it -> inventory.natGateways(it).stream()).distinct().toList();
        gateways.forEach(it -> nat(bill, it));
        if (gateways.size() != 1) {
          bill.unknown("NAT gateway", gateways.isEmpty() ? NOT_LISTED : SEVERAL);
        }
        inventory
            .natGap()
            .ifPresent(it -> bill.unknown("NAT gateways and their addresses", it.reason()));
      }
      case "internet-gateway" -> addresses.bill(bill, network, instance);
      case "egress-only-internet-gateway" ->
          bill.free("egress-only internet gateway", Optional.empty(), Addresses.FREE);
      default -> bill.unknown("way to " + service, "it is of a kind that is not priced");
    }
  }

  /** An endpoint costs in every zone that it stands in. */
  private void endpoint(Bill bill, VpcEndpoint endpoint, String name) {
    if (endpoint.subnetIds().isEmpty()) {
      bill.unknown(name + " " + endpoint.id(), "its subnets are not told");
      return;
    }
    bill.hourly(
        name,
        Optional.of(endpoint.id()),
        endpoint.subnetIds().size(),
        PriceItem.INTERFACE_ENDPOINT_HOUR,
        inventory.sharers(Optional.of(endpoint.vpcId())));
  }

  private void older(Bill bill, Instance instance) {
    boolean dispensable =
        inventory
            .agentVersion(instance)
            .filter(it -> Version.of(it).compareTo(WITHOUT_EC2MESSAGES) >= 0)
            .isPresent();
    String name = "interface endpoint " + OLDER + (dispensable ? ", dispensable" : "");
    inventory.endpoints(instance.vpcId(), OLDER).forEach(it -> endpoint(bill, it, name));
  }

  private void nat(Bill bill, NatGateway nat) {
    Optional<Integer> sharers = inventory.sharers(Optional.of(nat.vpcId()));
    bill.hourly("NAT gateway", Optional.of(nat.id()), 1, PriceItem.NAT_GATEWAY_HOUR, sharers);
    inventory
        .publicAddresses(nat)
        .forEach(it ->
            bill.hourly(
                "public IPv4 address of the NAT gateway",
                Optional.of(it),
                1,
                PriceItem.PUBLIC_IPV4_HOUR,
                sharers));
    bill.usage("data through the NAT gateway", bill.rate(PriceItem.NAT_GATEWAY_GB, "per GB"));
  }

  /** The endpoints that a VPC would need where the agent has no way yet. */
  void billMissing(Bill bill, Network network, Instance instance) {
    inventory
        .endpointGap()
        .ifPresent(it -> bill.unknown("interface endpoints not seen", it.reason()));
    int zones =
        SERVICES.stream()
            .flatMap(it -> inventory.endpoints(instance.vpcId(), it).stream())
            .mapToInt(it -> it.subnetIds().size())
            .max()
            .orElse(1);
    for (String service : SERVICES) {
      Taken taken = taken(network, instance, service);
      if (taken.shut()) {
        bill.hourly(
            "interface endpoint " + service,
            Optional.empty(),
            zones,
            PriceItem.INTERFACE_ENDPOINT_HOUR,
            inventory.sharers(instance.vpcId()));
      } else if (taken.from().isEmpty()) {
        bill.unknown("way to " + service, taken.doubts().getFirst());
      }
    }
  }
}
