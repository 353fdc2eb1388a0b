package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The ways to what private names lead to: endpoints of this VPC or another one, and single
 * addresses, which are looked for among those of the endpoints.
 */
final class CentralEndpoints {

  private final Ec2Snapshot ec2;
  private final Routes routes;
  private final BiFunction<VpcEndpoint, NetworkInterface, Requirement> way;
  private final Map<AddressSet, List<VpcEndpoint>> byAddress = new HashMap<>();

  /**
   * @param way how an interface reaches an endpoint
   */
  CentralEndpoints(
      Ec2Snapshot ec2, Routes routes, BiFunction<VpcEndpoint, NetworkInterface, Requirement> way) {
    this.ec2 = ec2;
    this.routes = routes;
    this.way = way;
    Map<String, NetworkInterface> interfaces =
        Index.by(Observed.items(ec2.networkInterfaces()), NetworkInterface::id);
    for (VpcEndpoint endpoint : Observed.items(ec2.vpcEndpoints())) {
      endpoint.networkInterfaceIds().stream()
          .map(interfaces::get)
          .filter(Objects::nonNull)
          .flatMap(Groups::addresses)
          .flatMap(it -> AddressSet.parse(it).stream())
          .distinct()
          .forEach(it -> byAddress.computeIfAbsent(it, key -> new ArrayList<>()).add(endpoint));
    }
  }

  /** The endpoints that are listed, of targets that all are; empty where one is not. */
  Optional<List<VpcEndpoint>> endpoints(NetworkInterface from, List<ZoneRecords.Target> targets) {
    List<VpcEndpoint> endpoints = new ArrayList<>();
    for (ZoneRecords.Target target : targets) {
      Optional<VpcEndpoint> endpoint = endpoint(from, target);
      if (endpoint.isEmpty()) {
        return Optional.empty();
      }
      endpoint.filter(it -> !endpoints.contains(it)).ifPresent(endpoints::add);
    }
    return Optional.of(endpoints);
  }

  /** One of the targets that answers is enough. */
  Requirement requirement(
      NetworkInterface from, String service, String region, PrivateNames.Answer.Leads leads) {
    List<Requirement> ways =
        leads.targets().stream().map(it -> to(from, it, service, region)).distinct().toList();
    return Requirement.allOf(
        "central-endpoint",
        List.of(
            Requirement.of("hosted-zone", leads.because()),
            ways.size() == 1 ? ways.getFirst() : Requirement.anyOf("endpoint-subnet", ways)));
  }

  private Requirement to(
      NetworkInterface from, ZoneRecords.Target target, String service, String region) {
    Optional<VpcEndpoint> endpoint = endpoint(from, target);
    if (endpoint.isEmpty()) {
      return Requirement.of("endpoint-subnet", unlisted(from, target));
    }
    Call call = ec2.vpcEndpoints().call().about(endpoint.get().id());
    String served = endpoint.get().serviceName();
    Verdict state =
        !endpoint.get().isAvailable()
            ? Verdict.notMet(call, "is in state " + endpoint.get().state())
            : served.endsWith("." + region + "." + service)
                ? Verdict.met(call, "is available for " + served)
                : Verdict.unknown(
                    call,
                    "is an endpoint for " + served,
                    "A private zone leads the name of a service to an endpoint of another one.");
    return Requirement.allOf(
        "vpc-endpoint",
        List.of(Requirement.of("endpoint-state", state), way.apply(endpoint.get(), from)));
  }

  private Optional<VpcEndpoint> endpoint(NetworkInterface from, ZoneRecords.Target target) {
    return switch (target) {
      case ZoneRecords.Target.Endpoint named ->
          Observed.items(ec2.vpcEndpoints()).stream()
              .filter(it -> it.id().equals(named.id()))
              .findFirst();
      case ZoneRecords.Target.Address address -> at(from.vpcId().orElse(""), address.address());
    };
  }

  /** In its own VPC where the address is one of that; else in whichever has the only one. */
  private Optional<VpcEndpoint> at(String vpcId, String address) {
    AddressSet wanted = AddressSet.parse(address).orElse(AddressSet.EMPTY);
    List<VpcEndpoint> endpoints = byAddress.getOrDefault(wanted, List.of());
    Optional<VpcEndpoint> own =
        endpoints.stream().filter(it -> it.vpcId().equals(vpcId)).findFirst();
    return ranges(vpcId).overlaps(wanted) || own.isPresent()
        ? own
        : Optional.of(endpoints).filter(it -> it.size() == 1).map(List::getFirst);
  }

  private AddressSet ranges(String vpcId) {
    return Observed.items(ec2.vpcs()).stream()
        .filter(it -> it.id().equals(vpcId))
        .map((Vpc it) ->
            AddressSet.ofAll(
                Stream.concat(
                        it.cidrs().stream(), it.ipv6Ranges().stream().map(range -> range.cidr()))
                    .toList()))
        .findFirst()
        .orElse(AddressSet.EMPTY);
  }

  /** A private address is not reached where no route leads to it; else nothing can be looked at. */
  private Verdict unlisted(NetworkInterface from, ZoneRecords.Target target) {
    List<Cause> gaps =
        Stream.of(Observed.gap(ec2.vpcEndpoints()), Observed.gap(ec2.networkInterfaces()))
            .flatMap(Optional::stream)
            .toList();
    if (target instanceof ZoneRecords.Target.Address address
        && routes.of(from.subnetId().orElse(""), from.vpcId().orElse(""))
            instanceof Routes.Lookup.Found found
        && AddressSet.parse(address.address()).filter(it -> leads(found.table(), it)).isEmpty()) {
      return Verdict.notMet(found.table().call(), "has no way to " + target.shown());
    }
    return gaps.isEmpty()
        ? Verdict.unknown(
            ec2.vpcEndpoints().call(),
            "lists nothing that is " + target.shown(),
            "A private zone leads the name of a service to an endpoint that this account does not"
                + " show.")
        : Verdict.unknown(gaps);
  }

  /** Inside the VPC, over the internet, or by any route. */
  private static boolean leads(Routes.Table table, AddressSet address) {
    return table.vpc().overlaps(address)
        || address.overlaps(AddressSet.INTERNET_IPV4)
        || address.overlaps(AddressSet.INTERNET_IPV6)
        || table.to(it -> true).possibly().overlaps(address);
  }
}
