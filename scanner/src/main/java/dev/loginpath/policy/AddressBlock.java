package dev.loginpath.policy;

import dev.loginpath.network.AddressSet;
import inet.ipaddr.IPAddress;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An address or a range of a prefix in 128 bits, for one comparison after the other; an IPv4 one
 * stands in the last 32.
 */
record AddressBlock(boolean ipv4, long high, long low, long highMask, long lowMask) {

  private static final int BITS = 128;

  /** Empty where a text is neither an address nor a range. */
  static Optional<AddressBlock> parse(String text) {
    return AddressSet.block(text).map(AddressBlock::of);
  }

  private static AddressBlock of(IPAddress block) {
    Integer prefix = block.getNetworkPrefixLength();
    int length = block.getBitCount();
    int free = prefix == null ? 0 : length - prefix;
    BigInteger mask =
        BigInteger.ONE.shiftLeft(BITS - free).subtract(BigInteger.ONE).shiftLeft(free);
    BigInteger value = block.getLower().getValue();
    return new AddressBlock(
        block.isIPv4(),
        value.shiftRight(Long.SIZE).longValue(),
        value.longValue(),
        mask.shiftRight(Long.SIZE).longValue(),
        mask.longValue());
  }

  /** Whether all of another one lies in it. */
  boolean contains(AddressBlock other) {
    return ipv4 == other.ipv4
        && ((high ^ other.high) & highMask) == 0
        && ((low ^ other.low) & lowMask) == 0
        && (highMask & ~other.highMask) == 0
        && (lowMask & ~other.lowMask) == 0;
  }
}
