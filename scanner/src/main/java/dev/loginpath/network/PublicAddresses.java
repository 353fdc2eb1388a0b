package dev.loginpath.network;

import dev.loginpath.report.Evidence;
import dev.loginpath.snapshot.AutoAssignedAddress;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Ipv6Range;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses of an interface that the internet may know, each with what says so. */
final class PublicAddresses {

  private static final AddressSet UNIQUE_LOCAL = AddressSet.of("fc00::/7");

  /**
   * An address and whether it is public; of a stopped instance the address may be yet to come.
   *
   * @param inside the address of the interface behind it, to which the gateway hands over
   */
  record Candidate(String address, String inside, boolean ipv6, Requirement publicAddress) {}

  private final Ec2Snapshot ec2;

  PublicAddresses(Ec2Snapshot ec2) {
    this.ec2 = ec2;
  }

  List<Candidate> of(NetworkInterface networkInterface, boolean running) {
    Call call = ec2.told(networkInterface);
    List<Candidate> candidates = new ArrayList<>();
    for (PrivateAddress address : networkInterface.privateAddresses()) {
      address
          .publicAddress()
          .ifPresent(it ->
              candidates.add(
                  new Candidate(
                      it,
                      address.address(),
                      false,
                      publicAddress(
                          Verdict.met(
                              address
                                  .told()
                                  .map(other -> other.about(networkInterface.id()))
                                  .orElse(call),
                              it + " is in front of " + address.address())))));
    }
    boolean primary = networkInterface.deviceIndex().filter(it -> it == 0).isPresent();
    if (!running
        && primary
        && candidates.isEmpty()
        && !networkInterface.privateAddresses().isEmpty()) {
      candidates.add(
          new Candidate(
              networkInterface.privateAddresses().getFirst().address(),
              networkInterface.privateAddresses().getFirst().address(),
              false,
              publicAddress(autoAssigned(networkInterface))));
    }
    for (String address : networkInterface.ipv6Addresses()) {
      candidates.add(
          new Candidate(
              address, address, true, publicAddress(advertised(networkInterface, address))));
    }
    return candidates;
  }

  /** Of an interface that has no candidate. */
  Verdict none(NetworkInterface networkInterface) {
    return Verdict.notMet(ec2.told(networkInterface), "has no public address");
  }

  private static Requirement publicAddress(Verdict verdict) {
    return Requirement.of("public-address", verdict);
  }

  /**
   * A stopped instance gives its auto-assigned address back; the interface says whether it gets a
   * new one. See <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html">public
   * IPv4 addresses</a>.
   */
  private Verdict autoAssigned(NetworkInterface networkInterface) {
    Optional<AutoAssignedAddress> asked =
        ec2.autoAssignedAddresses().stream()
            .filter(it -> it.networkInterfaceId().equals(networkInterface.id()))
            .findFirst();
    if (asked.isEmpty()) {
      return Verdict.unknown(
          List.of(
              new Cause.Undecided(
                  "Whether the instance gets a public address when it starts was not read.")));
    }
    return switch (asked.get().associatePublicIpAddress()) {
      case Observed.Known<Boolean> known when known.value() ->
          Verdict.met(known.call(), "gets a public IPv4 address when the instance starts");
      case Observed.Known<Boolean> known ->
          Verdict.notMet(known.call(), "gets no public IPv4 address when the instance starts");
      case Observed.Absent<Boolean> absent ->
          Verdict.notMet(absent.call(), "gets no public IPv4 address when the instance starts");
      case Observed.Unseen<Boolean> unseen -> Verdict.unknown(unseen);
    };
  }

  /** Not every IPv6 address is announced to the internet, and a gateway may be told to drop it. */
  private Verdict advertised(NetworkInterface networkInterface, String address) {
    Verdict global = global(networkInterface, address);
    if (!networkInterface.tells(NetworkInterface.Member.DENY_ALL_IGW_TRAFFIC)
        && global instanceof Verdict.Met) {
      Cause cause =
          Observed.gap(ec2.networkInterfaces())
              .orElse(
                  new Cause.Undecided(
                      "Whether an IPv6 address refuses all internet gateway traffic only"
                          + " ec2:DescribeNetworkInterfaces tells."));
      return new Verdict.Unknown(
          List.of(
              new Evidence(
                  ec2.told(networkInterface).toString(),
                  address + " is an address of the instance")),
          List.of(cause));
    }
    return networkInterface.denyAllIgwTraffic() && !(global instanceof Verdict.NotMet)
        ? Verdict.notMet(
            ec2.told(networkInterface), address + " refuses all internet gateway traffic")
        : global;
  }

  /** Whether an IPv6 address is of a range of its VPC that is announced to the internet. */
  Verdict global(NetworkInterface networkInterface, String address) {
    Call interfaceCall = ec2.told(networkInterface);
    Optional<AddressSet> set = AddressSet.parse(address);
    if (set.isEmpty() || UNIQUE_LOCAL.containsAll(set.get())) {
      return Verdict.notMet(interfaceCall, address + " is not a global address");
    }
    List<Vpc> own =
        Observed.items(ec2.vpcs()).stream()
            .filter(it -> networkInterface.vpcId().filter(it.id()::equals).isPresent())
            .toList();
    for (Vpc vpc : own) {
      for (Ipv6Range range : vpc.ipv6Ranges()) {
        if (AddressSet.parse(range.cidr()).filter(it -> it.containsAll(set.get())).isPresent()) {
          Call call = ec2.vpcs().call().about(vpc.id());
          return range.advertised()
              ? Verdict.met(call, address + " is in the public range " + range.cidr())
              : Verdict.notMet(call, address + " is in the private range " + range.cidr());
        }
      }
    }
    return Verdict.unknown(
        List.of(
            Observed.gap(ec2.vpcs())
                .orElse(new Cause.Undecided("An IPv6 address lies in no listed range of a VPC."))));
  }
}
