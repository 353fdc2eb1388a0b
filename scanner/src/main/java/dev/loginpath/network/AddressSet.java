package dev.loginpath.network;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressSeqRangeList;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** An immutable set of IPv4 and IPv6 addresses. */
public final class AddressSet {

  /**
   * Only the forms that AWS writes: the library would also read {@code 1}, {@code 0x1} and ranges.
   */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .allowMask(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowMixed(true)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getParentBuilder()
          .toParams();

  private static final int SHOWN = 4;

  private static final BigInteger SOME_OFFICES_IPV4 = BigInteger.TWO.pow(32 - 16);
  private static final BigInteger SOME_OFFICES_IPV6 = BigInteger.TWO.pow(128 - 48);

  public static final AddressSet EMPTY =
      new AddressSet(new IPAddressSeqRangeList(), new IPAddressSeqRangeList());
  public static final AddressSet ALL_IPV4 = of("0.0.0.0/0");
  public static final AddressSet ALL_IPV6 = of("::/0");
  static final AddressSet ALL = ALL_IPV4.union(ALL_IPV6);

  /**
   * Addresses that no packet of the internet comes from: private, shared, loopback, link-local,
   * multicast and reserved. The documentation ranges are left in; in an account they do not occur.
   * See <a
   * href="https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml">IANA's
   * registry</a>.
   */
  private static final AddressSet NOT_INTERNET =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3")
          .map(AddressSet::of)
          .reduce(EMPTY, AddressSet::union);

  public static final AddressSet INTERNET_IPV4 = ALL_IPV4.minus(NOT_INTERNET);

  /** Only this part of IPv6 is given out; the rest is local, multicast or reserved. */
  public static final AddressSet INTERNET_IPV6 = of("2000::/3");

  private final IPAddressSeqRangeList ipv4;
  private final IPAddressSeqRangeList ipv6;

  private AddressSet(IPAddressSeqRangeList ipv4, IPAddressSeqRangeList ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /** Reads an address or a range; host bits are dropped, as AWS does. Empty where it is neither. */
  public static Optional<AddressSet> parse(String text) {
    return block(text)
        .map(block -> {
          IPAddressSeqRangeList list = new IPAddressSeqRangeList();
          list.add(block.coverWithSequentialRange());
          return block.isIPv4()
              ? new AddressSet(list, new IPAddressSeqRangeList())
              : new AddressSet(new IPAddressSeqRangeList(), list);
        });
  }

  /**
   * A range or an address as the library holds it, host bits dropped; empty where it is neither.
   */
  public static Optional<IPAddress> block(String text) {
    try {
      return Optional.of(new IPAddressString(text.strip(), STRICT).toAddress().toPrefixBlock());
    } catch (AddressStringException | IncompatibleAddressException notAnAddress) {
      return Optional.empty();
    }
  }

  /** As {@link #parse}, for text that is known to be right. */
  public static AddressSet of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException(text + " is no address range"));
  }

  /** The prefix length of a range, for the longest-prefix rule; 32 or 128 for a single address. */
  static int prefixLength(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0) {
      return cidr.contains(":") ? 128 : 32;
    }
    return Integer.parseInt(cidr.substring(slash + 1).strip());
  }

  /** All addresses of one family. */
  static AddressSet family(boolean ipv6) {
    return ipv6 ? ALL_IPV6 : ALL_IPV4;
  }

  /** The addresses of one family that a packet of the internet may come from. */
  static AddressSet internet(boolean ipv6) {
    return ipv6 ? INTERNET_IPV6 : INTERNET_IPV4;
  }

  /** All that can be read of these addresses and ranges. */
  static AddressSet ofAll(Collection<String> ranges) {
    IPAddressSeqRangeList ipv4 = new IPAddressSeqRangeList();
    IPAddressSeqRangeList ipv6 = new IPAddressSeqRangeList();
    for (String range : ranges) {
      block(range).ifPresent(it -> (it.isIPv4() ? ipv4 : ipv6).add(it.coverWithSequentialRange()));
    }
    return new AddressSet(ipv4, ipv6);
  }

  /** All of them joined, in one go. */
  static AddressSet unionOf(Collection<AddressSet> sets) {
    IPAddressSeqRangeList ipv4 = new IPAddressSeqRangeList();
    IPAddressSeqRangeList ipv6 = new IPAddressSeqRangeList();
    for (AddressSet set : sets) {
      set.ipv4.getSeqRangeIterable().forEach(ipv4::add);
      set.ipv6.getSeqRangeIterable().forEach(ipv6::add);
    }
    return new AddressSet(ipv4, ipv6);
  }

  public AddressSet union(AddressSet other) {
    if (isEmpty()) {
      return other;
    }
    return other.isEmpty() ? this : each(other, IPAddressSeqRangeList::joinIntoList);
  }

  /** Most hops let everybody pass, as the one constant, which is worth a look at the reference. */
  @SuppressWarnings("ReferenceEquality")
  public AddressSet intersect(AddressSet other) {
    if (this == ALL || other == ALL) {
      return this == ALL ? other : this;
    }
    return isEmpty() || other.isEmpty()
        ? EMPTY
        : each(other, IPAddressSeqRangeList::intersectIntoList);
  }

  public AddressSet minus(AddressSet other) {
    return isEmpty() || other.isEmpty() ? this : each(other, IPAddressSeqRangeList::removeIntoList);
  }

  private AddressSet each(AddressSet other, BinaryOperator<IPAddressSeqRangeList> operation) {
    return new AddressSet(operation.apply(ipv4, other.ipv4), operation.apply(ipv6, other.ipv6));
  }

  public boolean isEmpty() {
    return ipv4.isEmpty() && ipv6.isEmpty();
  }

  public boolean overlaps(AddressSet other) {
    return overlap(ipv4, other.ipv4) || overlap(ipv6, other.ipv6);
  }

  private static boolean overlap(IPAddressSeqRangeList one, IPAddressSeqRangeList other) {
    return !one.isEmpty() && !other.isEmpty() && one.overlaps(other);
  }

  public boolean containsAll(AddressSet other) {
    return (other.ipv4.isEmpty() || ipv4.contains(other.ipv4))
        && (other.ipv6.isEmpty() || ipv6.contains(other.ipv6));
  }

  /** The unbroken stretches, IPv4 before IPv6, ascending. */
  Stream<IPAddressSeqRange> ranges() {
    return Stream.of(ipv4, ipv6)
        .filter(it -> !it.isEmpty())
        .flatMap(it -> Stream.of(it.getSeqRanges()));
  }

  /** Its lowest address, IPv4 before IPv6; the set is not empty. */
  public String first() {
    return ranges().findFirst().orElseThrow().getLower().toCanonicalString();
  }

  /** Each address as a set of its own; only for the few addresses that one thing has. */
  List<AddressSet> single() {
    List<AddressSet> single = new ArrayList<>();
    ranges()
        .forEach(range ->
            range
                .getIterable()
                .forEach(it -> single.add(of(it.withoutPrefixLength().toCanonicalString()))));
    return single;
  }

  /** How many IPv4 addresses are in the set. */
  public BigInteger ipv4Count() {
    return ipv4.isEmpty() ? BigInteger.ZERO : ipv4.getCount();
  }

  /** How many IPv6 addresses are in the set. */
  public BigInteger ipv6Count() {
    return ipv6.isEmpty() ? BigInteger.ZERO : ipv6.getCount();
  }

  /** More than some offices: more than a /16 of IPv4 or a /48 of IPv6. */
  public boolean isWide() {
    return ipv4Count().compareTo(SOME_OFFICES_IPV4) > 0
        || ipv6Count().compareTo(SOME_OFFICES_IPV6) > 0;
  }

  /** The fewest ranges that make up the set, IPv4 before IPv6, ascending. */
  public List<String> cidrs() {
    List<String> cidrs = new ArrayList<>();
    for (IPAddressSeqRangeList list : List.of(ipv4, ipv6)) {
      if (!list.isEmpty()) {
        for (IPAddress block : list.spanWithPrefixBlocks()) {
          cidrs.add(withPrefix(block));
        }
      }
    }
    return List.copyOf(cidrs);
  }

  /** The set as evidence names it: its first ranges, and how many more there are. */
  public String brief() {
    if (containsAll(INTERNET_IPV4) || containsAll(INTERNET_IPV6)) {
      boolean both = containsAll(INTERNET_IPV4) && containsAll(INTERNET_IPV6);
      return both
          ? "the whole internet"
          : "the whole internet of " + (containsAll(INTERNET_IPV4) ? "IPv4" : "IPv6");
    }
    List<String> cidrs = cidrs();
    String shown = String.join(", ", cidrs.subList(0, Math.min(SHOWN, cidrs.size())));
    return cidrs.size() > SHOWN ? shown + " and " + (cidrs.size() - SHOWN) + " more" : shown;
  }

  private static String withPrefix(IPAddress block) {
    return block.isPrefixed()
        ? block.toCanonicalString()
        : block.toCanonicalString() + "/" + block.getBitCount();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressSet set && ipv4.equals(set.ipv4) && ipv6.equals(set.ipv6);
  }

  @Override
  public int hashCode() {
    return 31 * ipv4.hashCode() + ipv6.hashCode();
  }

  @Override
  public String toString() {
    return String.join(", ", cidrs());
  }
}
