package dev.loginpath.network;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRangeList;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

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

  public static final AddressSet EMPTY =
      new AddressSet(new IPAddressSeqRangeList(), new IPAddressSeqRangeList());
  public static final AddressSet ALL_IPV4 = of("0.0.0.0/0");
  public static final AddressSet ALL_IPV6 = of("::/0");

  private final IPAddressSeqRangeList ipv4;
  private final IPAddressSeqRangeList ipv6;

  private AddressSet(IPAddressSeqRangeList ipv4, IPAddressSeqRangeList ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /** Reads an address or a range; host bits are dropped, as AWS does. Empty where it is neither. */
  public static Optional<AddressSet> parse(String text) {
    try {
      IPAddress block = new IPAddressString(text.strip(), STRICT).toAddress().toPrefixBlock();
      IPAddressSeqRangeList list = new IPAddressSeqRangeList();
      list.add(block.coverWithSequentialRange());
      return Optional.of(
          block.isIPv4()
              ? new AddressSet(list, new IPAddressSeqRangeList())
              : new AddressSet(new IPAddressSeqRangeList(), list));
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

  public AddressSet union(AddressSet other) {
    return each(other, IPAddressSeqRangeList::joinIntoList);
  }

  public AddressSet intersect(AddressSet other) {
    return each(other, IPAddressSeqRangeList::intersectIntoList);
  }

  public AddressSet minus(AddressSet other) {
    return each(other, IPAddressSeqRangeList::removeIntoList);
  }

  private AddressSet each(AddressSet other, BinaryOperator<IPAddressSeqRangeList> operation) {
    return new AddressSet(operation.apply(ipv4, other.ipv4), operation.apply(ipv6, other.ipv6));
  }

  public boolean isEmpty() {
    return ipv4.isEmpty() && ipv6.isEmpty();
  }

  public boolean overlaps(AddressSet other) {
    return !intersect(other).isEmpty();
  }

  public boolean containsAll(AddressSet other) {
    return other.minus(this).isEmpty();
  }

  /** How many IPv4 addresses are in the set. */
  public BigInteger ipv4Count() {
    return ipv4.isEmpty() ? BigInteger.ZERO : ipv4.getCount();
  }

  /** How many IPv6 addresses are in the set. */
  public BigInteger ipv6Count() {
    return ipv6.isEmpty() ? BigInteger.ZERO : ipv6.getCount();
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
    return other instanceof AddressSet set && cidrs().equals(set.cidrs());
  }

  @Override
  public int hashCode() {
    return cidrs().hashCode();
  }

  @Override
  public String toString() {
    return String.join(", ", cidrs());
  }
}
