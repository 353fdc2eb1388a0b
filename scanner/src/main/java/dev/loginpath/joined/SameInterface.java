package dev.loginpath.joined;

import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.NetworkInterface.Member;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One interface as two answers tell it. What one leaves out is taken from the other; of what they
 * tell differently only what both say is kept, and that there may be more is noted.
 */
final class SameInterface {

  private static final String DIFFER = " do not agree on the ";

  private final NetworkInterface one;
  private final NetworkInterface other;
  private final Call oneCall;
  private final Call otherCall;
  private final List<String> doubts;

  private SameInterface(
      NetworkInterface one, Call oneCall, NetworkInterface other, Call otherCall) {
    this.one = one;
    this.other = other;
    this.oneCall = oneCall;
    this.otherCall = otherCall;
    this.doubts = new ArrayList<>(one.doubts());
  }

  /**
   * Joins two answers.
   *
   * @param one the one that tells more, which the result is named after
   * @param other may be of the instance itself, which tells its first addresses only
   */
  static NetworkInterface join(
      NetworkInterface one, Call oneCall, NetworkInterface other, Call otherCall) {
    return new SameInterface(one, oneCall, other, otherCall).joined();
  }

  private NetworkInterface joined() {
    List<String> groups = both(Member.GROUPS, "security groups", NetworkInterface::groupIds);
    List<PrivateAddress> addresses = addresses();
    List<String> ipv6 = both(Member.IPV6_ADDRESSES, "IPv6 addresses", this::ipv6);
    boolean forwards = forwards();
    return new NetworkInterface(
        one.id(),
        either("VPC", one.vpcId(), other.vpcId()),
        either("subnet", one.subnetId(), other.subnetId()),
        either("instance", one.instanceId(), other.instanceId()),
        one.deviceIndex().or(other::deviceIndex),
        one.interfaceType().isEmpty() ? other.interfaceType() : one.interfaceType(),
        addresses,
        ipv6,
        groups,
        one.denyAllIgwTraffic() || other.denyAllIgwTraffic(),
        one.description().isEmpty() ? other.description() : one.description(),
        forwards,
        Arrays.stream(Member.values()).filter(it -> isUntold(it, addresses)).toList(),
        one.told(),
        doubts,
        one.mayBeHeld() && other.mayBeHeld());
  }

  /** Something in front of an address whose name one answer leaves out may stand in the other. */
  private boolean isUntold(Member member, List<PrivateAddress> joined) {
    boolean named =
        joined.stream()
            .anyMatch(it -> it.publicAddress().isPresent() || it.carrierAddress().isPresent());
    return member == Member.PUBLIC_ADDRESS
        ? !named && (!one.tells(member) || !other.tells(member) || isAdrift(other, joined))
        : !one.tells(member) && !other.tells(member);
  }

  /** A public address that is told without the private one behind it. */
  private static boolean isAdrift(NetworkInterface told, List<PrivateAddress> joined) {
    return joined.size() != 1
        && told.privateAddresses().stream()
            .anyMatch(it -> it.address().isEmpty() && it.publicAddress().isPresent());
  }

  private void differ(String what) {
    doubts.add(
        oneCall.action()
            + " and "
            + otherCall.action()
            + DIFFER
            + what
            + " of a network interface.");
  }

  private Optional<String> either(String what, Optional<String> mine, Optional<String> theirs) {
    if (mine.isPresent() && theirs.isPresent() && !mine.equals(theirs)) {
      differ(what);
      return Optional.empty();
    }
    // What was in doubt already is not settled by a third answer.
    boolean inDoubt = one.doubts().stream().anyMatch(it -> it.contains(DIFFER + what));
    return inDoubt ? mine : mine.or(() -> theirs);
  }

  private List<String> ipv6(NetworkInterface it) {
    return it.ipv6Addresses();
  }

  /** A list that is not told in full may still name some. */
  private List<String> both(
      Member member, String what, Function<NetworkInterface, List<String>> list) {
    List<String> mine = list.apply(one);
    List<String> theirs = list.apply(other);
    if (one.tells(member) && other.tells(member)) {
      List<String> shared = mine.stream().filter(theirs::contains).toList();
      if (shared.size() < mine.size() || !mine.containsAll(theirs)) {
        differ(what);
      }
      return shared;
    }
    if (!one.tells(member) && !other.tells(member)) {
      return Stream.concat(mine.stream(), theirs.stream()).distinct().sorted().toList();
    }
    List<String> full = one.tells(member) ? mine : theirs;
    List<String> part = one.tells(member) ? theirs : mine;
    if (!full.containsAll(part)) {
      differ(what);
    }
    return full;
  }

  private List<PrivateAddress> addresses() {
    List<String> kept =
        both(
            Member.PRIVATE_ADDRESSES,
            "private addresses",
            it ->
                it.privateAddresses().stream()
                    .map(PrivateAddress::address)
                    .filter(address -> !address.isEmpty())
                    .toList());
    return kept.stream().map(it -> address(it, kept)).toList();
  }

  private PrivateAddress address(String address, List<String> all) {
    Optional<PrivateAddress> mine = find(one, address, all);
    Optional<PrivateAddress> theirs = find(other, address, all);
    Optional<String> carrier =
        either(
            "carrier address",
            mine.flatMap(PrivateAddress::carrierAddress),
            theirs.flatMap(PrivateAddress::carrierAddress));
    Optional<String> mineInFront = mine.flatMap(PrivateAddress::publicAddress);
    Optional<String> inFront =
        either("public address", mineInFront, theirs.flatMap(PrivateAddress::publicAddress))
            .filter(it -> !carrier.equals(Optional.of(it)));
    boolean byOther = mineInFront.isEmpty() && inFront.isPresent();
    return new PrivateAddress(
        address,
        inFront,
        carrier,
        byOther ? Optional.of(otherCall) : mine.flatMap(PrivateAddress::told),
        primary(mine.flatMap(PrivateAddress::primary), theirs.flatMap(PrivateAddress::primary)),
        mine.flatMap(PrivateAddress::allocationId)
            .or(() -> theirs.flatMap(PrivateAddress::allocationId)));
  }

  /** Where the answers differ it is not told; a third one settles it. */
  private static Optional<Boolean> primary(Optional<Boolean> mine, Optional<Boolean> theirs) {
    return mine.isPresent() && theirs.isPresent() && !mine.equals(theirs)
        ? Optional.empty()
        : mine.or(() -> theirs);
  }

  /** What is told without the address that it stands in front of is of the first one. */
  private static Optional<PrivateAddress> find(
      NetworkInterface of, String address, List<String> all) {
    boolean first = all.size() == 1;
    return of.privateAddresses().stream()
        .filter(it -> it.address().equals(address) || (first && it.address().isEmpty()))
        .findFirst();
  }

  private boolean forwards() {
    boolean bothTell = one.tells(Member.SOURCE_DEST_CHECK) && other.tells(Member.SOURCE_DEST_CHECK);
    if (bothTell && one.forwards() != other.forwards()) {
      differ("source and destination check");
    }
    return one.forwards() || other.forwards();
  }
}
