package dev.loginpath.host;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dotted version, compared number by number; what is no number ends it. */
public record Version(List<BigInteger> parts) implements Comparable<Version> {

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})*");

  public static Version of(String text) {
    List<BigInteger> parts = new ArrayList<>();
    Matcher matcher = NUMBERS.matcher(text);
    if (matcher.find()) {
      for (String part : matcher.group().split("\\.", -1)) {
        parts.add(new BigInteger(part));
      }
    }
    return new Version(List.copyOf(parts));
  }

  /** The text held no number, so that it is no version at all. */
  public boolean isNone() {
    return parts.isEmpty();
  }

  @Override
  public int compareTo(Version other) {
    int most = Math.max(parts.size(), other.parts.size());
    for (int index = 0; index < most; index++) {
      int order = part(index).compareTo(other.part(index));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  /** {@code 3.0} and {@code 3} are the same version. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int index = parts.size() - 1; index >= 0; index--) {
      hash = hash == 0 && part(index).signum() == 0 ? 0 : 31 * hash + part(index).hashCode() + 1;
    }
    return hash;
  }
}
