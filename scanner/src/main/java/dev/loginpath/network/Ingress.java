package dev.loginpath.network;

import dev.loginpath.report.Evidence;
import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who reaches a TCP port of an interface from outside its VPC, address by address. */
final class Ingress {

  private final Observed<BlockPublicAccess> blockPublicAccess;
  private final PublicAddresses publicAddresses;
  private final Groups groups;
  private final Routes routes;
  private final Subnets subnets;

  Ingress(Ec2Snapshot ec2, Groups groups, Routes routes, Subnets subnets) {
    this.blockPublicAccess = ec2.blockPublicAccess();
    this.publicAddresses = new PublicAddresses(ec2);
    this.groups = groups;
    this.routes = routes;
    this.subnets = subnets;
  }

  List<AddressReach> sourcesReaching(NetworkInterface networkInterface, int port, boolean running) {
    Admission admission = groups.ingress(networkInterface.groupIds(), port);
    Optional<Routes.Lookup> table = table(networkInterface);
    List<AddressReach> reaches = new ArrayList<>();
    for (PublicAddresses.Candidate candidate : publicAddresses.of(networkInterface, running)) {
      reaches.add(fromInternet(networkInterface, candidate, admission, table, port));
    }
    AddressReach beyond = fromPrivateNetworks(networkInterface, admission, table, port);
    boolean decides = !(beyond.requirement().verdict() instanceof Verdict.NotMet);
    if (decides || reaches.isEmpty()) {
      reaches.add(beyond);
    }
    return reaches;
  }

  private Optional<Routes.Lookup> table(NetworkInterface networkInterface) {
    if (networkInterface.subnetId().isEmpty()) {
      return Optional.empty();
    }
    String subnetId = networkInterface.subnetId().get();
    return subnets
        .notOurs(subnetId)
        .<Routes.Lookup>map(Routes.Lookup.Missing::new)
        .or(() -> Optional.of(routes.of(subnetId, networkInterface.vpcId().orElse(""))));
  }

  private AddressReach fromInternet(
      NetworkInterface networkInterface,
      PublicAddresses.Candidate candidate,
      Admission admission,
      Optional<Routes.Lookup> table,
      int port) {
    AddressSet family = candidate.ipv6() ? AddressSet.ALL_IPV6 : AddressSet.ALL_IPV4;
    AddressSet routed = family;
    AddressSet elsewhere = AddressSet.EMPTY;
    List<String> hops = new ArrayList<>();
    Verdict route = RouteVerdicts.noSubnet(routes.call());
    if (table.isPresent()) {
      switch (table.get()) {
        case Routes.Lookup.Missing missing -> route = Verdict.unknown(List.of(missing.cause()));
        case Routes.Lookup.Found found -> {
          routed = found.table().to("igw-").intersect(family);
          elsewhere = RouteVerdicts.beyond(found.table()).intersect(family);
          route = RouteVerdicts.toInternet(routes.call(), found.table(), family);
          hops.add(found.table().id());
          found.table().byTarget().keySet().stream()
              .filter(it -> it.startsWith("igw-"))
              .forEach(hops::add);
        }
      }
    }
    // Without a route the group is judged by itself: the route says why nobody comes through.
    AddressSet answered = routed.isEmpty() ? family : routed;
    List<AddressReach.Entry> entries = new ArrayList<>();
    for (Admission.Ranges admitted : admission.ranges()) {
      AddressSet through = admitted.addresses().intersect(answered);
      if (!through.isEmpty()) {
        entries.add(new AddressReach.Entry(through, admitted.rule(), admitted.hop()));
      }
    }
    boolean uncertain = admission.addresses().overlaps(elsewhere);
    Requirement group =
        Requirement.of("security-group", groupVerdict(entries, admission, uncertain, port));
    String subnetId = networkInterface.subnetId().orElse("");
    List<Requirement> parts =
        List.of(
            candidate.publicAddress(),
            Requirement.of("block-public-access", PublicBlock.off(blockPublicAccess)),
            Requirement.of("route", route),
            Requirement.of("network-acl", subnets.acl(subnetId, candidate.ipv6())),
            group);
    Requirement whole = Requirement.allOf("address", parts);
    return new AddressReach(
        candidate.address(),
        true,
        whole,
        whole.verdict() instanceof Verdict.Met ? entries : List.of(),
        hops,
        admission.doubts());
  }

  private Verdict groupVerdict(
      List<AddressReach.Entry> entries, Admission admission, boolean uncertain, int port) {
    Call call = groups.call();
    if (!entries.isEmpty()) {
      return new Verdict.Met(
          entries.stream()
              .map(it ->
                  new Evidence(
                      call.toString(), it.hop() + " lets " + it.addresses().brief() + " in"))
              .distinct()
              .toList());
    }
    if (!admission.doubts().isEmpty()) {
      return Verdict.unknown(admission.doubts());
    }
    if (uncertain) {
      return Verdict.unknown(
          call,
          "port " + port + " is open to addresses that are routed to another network",
          RouteVerdicts.NOT_EVALUATED);
    }
    return Verdict.notMet(
        call,
        admission.addresses().isEmpty()
            ? "no group of the interface admits tcp " + port + " from an address range"
            : "the groups admit tcp " + port + " only from " + admission.addresses().brief());
  }

  /** Networks beyond a gateway that is no internet gateway: not evaluated where one is admitted. */
  private AddressReach fromPrivateNetworks(
      NetworkInterface networkInterface,
      Admission admission,
      Optional<Routes.Lookup> table,
      int port) {
    Verdict verdict = RouteVerdicts.noSubnet(routes.call());
    if (table.isPresent()) {
      verdict =
          switch (table.get()) {
            case Routes.Lookup.Missing missing ->
                admitsNobody(admission)
                    ? groupVerdict(List.of(), admission, false, port)
                    : Verdict.unknown(List.of(missing.cause()));
            case Routes.Lookup.Found found -> beyond(found.table(), admission, port);
          };
    }
    String address =
        networkInterface.privateAddresses().isEmpty()
            ? networkInterface.id()
            : networkInterface.privateAddresses().getFirst().address();
    Requirement route = Requirement.of("private-route", verdict);
    return new AddressReach(
        address,
        false,
        Requirement.allOf("address", List.of(route)),
        List.of(),
        List.of(),
        List.of());
  }

  private static boolean admitsNobody(Admission admission) {
    return admission.addresses().isEmpty()
        && admission.doubts().isEmpty()
        && admission.groups().isEmpty();
  }

  private Verdict beyond(Routes.Table table, Admission admission, int port) {
    AddressSet beyond = RouteVerdicts.beyond(table);
    if (admitsNobody(admission)) {
      return groupVerdict(List.of(), admission, false, port);
    }
    if (!table.doubts().isEmpty()) {
      return Verdict.unknown(table.doubts());
    }
    if (beyond.isEmpty()) {
      return Verdict.notMet(
          routes.call().about(table.id()), "no route leads to a private network outside the VPC");
    }
    boolean peers =
        admission.groups().stream().anyMatch(it -> it.peer().peeringConnectionId().isPresent());
    if (admission.addresses().overlaps(beyond) || peers) {
      return Verdict.unknown(
          routes.call().about(table.id()),
          "leads to "
              + String.join(", ", RouteVerdicts.targetsBeyond(table))
              + ", from where a group admits tcp "
              + port,
          RouteVerdicts.NOT_EVALUATED);
    }
    return groupVerdict(List.of(), admission, false, port);
  }
}
