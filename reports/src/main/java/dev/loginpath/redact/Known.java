package dev.loginpath.redact;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of an account beside its report.
 *
 * @param names what its owner called things: replaced also where only a sentence holds it
 * @param tagKeys the keys of its tags
 * @param addressesOfAws ranges of AWS's own services, which are anybody's knowledge and stay
 */
public record Known(
    SortedSet<String> names, SortedSet<String> tagKeys, Set<String> addressesOfAws) {

  /** Of a report that is all there is. */
  public static final Known NOTHING = new Known(new TreeSet<>(), new TreeSet<>(), Set.of());
}
