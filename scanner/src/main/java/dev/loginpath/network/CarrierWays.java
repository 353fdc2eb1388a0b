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

  /**
   * The route of answers to the carrier, where the table is known.
   *
   * @param answered the addresses that answers find by it
   */
  private record Back(Requirement requirement, List<Hop> hops, AddressSet answered) {}

  /** One answer for the carrier's network and one for the internet, of each carrier address. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port, boolean running) {
    List<Candidate> candidates = candidates(to);
    if (candidates.isEmpty() && running) {
      return List.of();
    }
    Back back =
        switch (routes.of(to.subnetId().orElse(""), to.vpcId().orElse(""))) {
          case Routes.Lookup.Found found -> back(found.table());
          case Routes.Lookup.Missing missing ->
              new Back(
                  Requirement.of("carrier-route", Verdict.unknown(List.of(missing.cause()))),
                  List.of(),
                  AddressSet.ALL_IPV4);
        };
    if (candidates.isEmpty() && !back.answered().isEmpty()) {
      candidates.addAll(yetToCome(to));
    }
    return candidates.stream().flatMap(it -> reaches(to, it, back, port)).toList();
  }

  private List<Candidate> candidates(NetworkInterface to) {
    Call call = ec2.told(to);
    List<Candidate> candidates = new ArrayList<>();
    for (PrivateAddress each : to.privateAddresses()) {
      each.carrierAddress()
          .map(it ->
              candidate(
                  it, Verdict.met(call, it + " of the carrier is in front of " + each.address())))
          .ifPresent(candidates::add);
    }
    return candidates;
  }

  private static Candidate candidate(String address, Verdict verdict) {
    return new Candidate(address, Requirement.of("carrier-address", verdict));
  }

  private List<Candidate> yetToCome(NetworkInterface to) {
    return to.privateAddresses().stream()
        .limit(1)
        .map(it ->
            candidate(
                it.address(),
                Verdict.unknown(
                    ec2.told(to),
                    "has no carrier address while the instance does not run",
                    "Whether an instance gets a carrier address when it starts is not told.")))
        .toList();
  }

  private static Back back(Routes.Table table) {
    Hop.Filter route =
        new Hop.Filter(
            "carrier-route",
            table.call(),
            table.to(InternetWays.CARRIER_GATEWAY),
            table.parts(it -> it.target().startsWith(InternetWays.CARRIER_GATEWAY)),
            "has no route to a carrier gateway");
    AddressBounds everybody = AddressBounds.exactly(AddressSet.ALL_IPV4);
    AddressSet answered = route.lets().intersect(everybody).possibly();
    return new Back(Requirement.of(route.id(), route.judge(everybody)), List.of(route), answered);
  }

  private Stream<AddressReach> reaches(
      NetworkInterface to, Candidate candidate, Back back, int port) {
    Admission admission = groups.ingress(to.groupIds(), port);
    Hop acl = acls.hop(to.subnetId().orElse(""), port, AddressSet.ALL_IPV4);
    AddressSet devices = back.answered().isEmpty() ? AddressSet.ALL_IPV4 : back.answered();
    Journey journey =
        Journey.walk(
            AddressBounds.upTo(devices, List.of(DEVICES)),
            List.of(
                acl,
                ingress.group("security-group", admission, List.of(), AddressBounds.NONE, port)));
    List<Requirement> walked = new ArrayList<>();
    walked.add(candidate.carrierAddress());
    walked.add(back.requirement());
    walked.addAll(journey.hops());
    Requirement ofCarrier = Requirement.allOf("address", walked);
    walked.add(1, Requirement.of("carrier-gateway", internet(to, candidate)));
    Requirement ofInternet = Requirement.allOf("address", walked);
    // Whoever may come gets through where the way is met, though nobody can say who that is.
    Journey through =
        new Journey(journey.hops(), AddressBounds.exactly(journey.arriving().possibly()));
    AddressReach.Door door =
        ofCarrier.verdict() instanceof Verdict.Met
            ? Ingress.door(
                SourceKind.PRIVATE_NETWORK,
                AddressSet.EMPTY,
                through,
                admission,
                List.of(),
                Stream.concat(back.hops().stream(), Stream.of(acl)).toList())
            : AddressReach.Door.SHUT;
    return Stream.of(
        new AddressReach(candidate.address(), AddressReach.From.PRIVATE_NETWORK, ofCarrier, door),
        new AddressReach(
            candidate.address(), AddressReach.From.INTERNET, ofInternet, AddressReach.Door.SHUT));
  }

  private Verdict internet(NetworkInterface to, Candidate candidate) {
    Call call = ec2.told(to);
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
