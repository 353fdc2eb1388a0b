package dev.loginpath.network;

import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who reaches an interface in a Wavelength Zone through its carrier gateway: devices of the
 * carrier's network, and not the internet. Which addresses those devices have no API tells, so that
 * the way is open where all of them get through, and undecided where some do. See <a
 * href="https://docs.aws.amazon.com/wavelength/latest/developerguide/wavelength-quotas.html#networking-considerations">what
 * the gateway lets through</a>.
 */
final class CarrierWays {

  /** The parent region of those Wavelength Zones in which the internet comes in as well. */
  private static final String LETS_THE_INTERNET_IN = "eu-west-3";

  private static final Cause DEVICES =
      new Cause.Undecided(
          "A part of the addresses is let in, and whether the carrier's devices have them is not"
              + " known.");

  private final Ec2Snapshot ec2;
  private final Ingress ingress;
  private final Groups groups;
  private final Routes routes;
  private final Acls acls;

  CarrierWays(Ec2Snapshot ec2, Ingress ingress, Groups groups, Routes routes, Acls acls) {
    this.ec2 = ec2;
    this.ingress = ingress;
    this.groups = groups;
    this.routes = routes;
    this.acls = acls;
  }

  private record Candidate(String address, Requirement carrierAddress) {}

  /** One answer for the carrier's network and one for the internet, of each carrier address. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port, boolean running) {
    if (!(routes.of(to.subnetId().orElse(""), to.vpcId().orElse(""))
        instanceof Routes.Lookup.Found found)) {
      return List.of();
    }
    return candidates(to, found.table(), running).stream()
        .flatMap(it -> reaches(to, it, found.table(), port))
        .toList();
  }

  private List<Candidate> candidates(NetworkInterface to, Routes.Table table, boolean running) {
    Call call = ec2.networkInterfaces().call().about(to.id());
    List<Candidate> candidates = new ArrayList<>();
    for (PrivateAddress each : to.privateAddresses()) {
      each.carrierAddress()
          .ifPresent(it ->
              candidates.add(
                  new Candidate(
                      it,
                      Requirement.of(
                          "carrier-address",
                          Verdict.met(
                              call, it + " of the carrier is in front of " + each.address())))));
    }
    if (!running
        && candidates.isEmpty()
        && !to.privateAddresses().isEmpty()
        && !table.to(InternetWays.CARRIER_GATEWAY).possibly().isEmpty()) {
      candidates.add(
          new Candidate(
              to.privateAddresses().getFirst().address(),
              Requirement.of(
                  "carrier-address",
                  Verdict.unknown(
                      call,
                      "has no carrier address while the instance does not run",
                      "Whether an instance gets a carrier address when it starts is not told."))));
    }
    return candidates;
  }

  private Stream<AddressReach> reaches(
      NetworkInterface to, Candidate candidate, Routes.Table table, int port) {
    Hop.Filter route =
        new Hop.Filter(
            "carrier-route",
            table.call(),
            table.to(InternetWays.CARRIER_GATEWAY),
            table.parts(it -> it.target().startsWith(InternetWays.CARRIER_GATEWAY)),
            "has no route to a carrier gateway");
    AddressBounds everybody = AddressBounds.exactly(AddressSet.ALL_IPV4);
    AddressSet answered = route.lets().intersect(everybody).possibly();
    Admission admission = groups.ingress(to.groupIds(), port);
    List<Hop> way = List.of(route, acls.hop(to.subnetId().orElse(""), port, AddressSet.ALL_IPV4));
    List<Hop> hops = new ArrayList<>(way.subList(1, way.size()));
    hops.add(ingress.group("security-group", admission, List.of(), port));
    Journey journey =
        Journey.walk(
            AddressBounds.upTo(
                answered.isEmpty() ? AddressSet.ALL_IPV4 : answered, List.of(DEVICES)),
            hops);
    List<Requirement> walked = new ArrayList<>();
    walked.add(candidate.carrierAddress());
    walked.add(Requirement.of(route.id(), route.judge(everybody)));
    walked.addAll(journey.hops());
    Requirement ofCarrier = Requirement.allOf("address", walked);
    walked.add(1, Requirement.of("carrier-gateway", internet(to, candidate)));
    Requirement ofInternet = Requirement.allOf("address", walked);
    // Whoever may come gets through where the way is met, though nobody can say who that is.
    Journey through =
        new Journey(
            journey.hops(),
            AddressBounds.exactly(journey.arriving().possibly().intersect(answered)));
    AddressReach.Door door =
        ofCarrier.verdict() instanceof Verdict.Met
            ? Ingress.door(
                SourceKind.PRIVATE_NETWORK,
                through,
                admission,
                List.of(),
                way,
                answered.union(table.vpc()))
            : AddressReach.Door.SHUT;
    return Stream.of(
        new AddressReach(candidate.address(), AddressReach.From.PRIVATE_NETWORK, ofCarrier, door),
        new AddressReach(
            candidate.address(), AddressReach.From.INTERNET, ofInternet, AddressReach.Door.SHUT));
  }

  private Verdict internet(NetworkInterface to, Candidate candidate) {
    Call call = ec2.networkInterfaces().call().about(to.id());
    return call.region().equals(LETS_THE_INTERNET_IN)
        ? Verdict.unknown(
            call,
            candidate.address() + " is an address of the carrier",
            "In some Wavelength Zones of eu-west-3 the internet comes in through the carrier"
                + " gateway, and no API tells which.")
        : Verdict.notMet(
            call,
            candidate.address()
                + " is an address of the carrier, whose gateway lets no TCP connection in from the"
                + " internet");
  }
}
