package dev.loginpath.identity;

import java.util.stream.Stream;

/**
 * Who holds a key to a login path of an instance, be its door open or not.
 *
 * @param may those who may use it
 * @param mayGetThere those who may not and can arrange to
 * @param stopped those whose own policies would let them, and that another policy stops
 */
public record PathPrincipals(PrincipalSet may, PrincipalSet mayGetThere, PrincipalSet stopped) {

  /** IAM has no say in the path: whoever holds a key or a password may use it. */
  public static final PathPrincipals KEY_HOLDERS =
      new PathPrincipals(PrincipalSet.KEY_HOLDERS, PrincipalSet.NOBODY, PrincipalSet.NOBODY);

  public Stream<PrincipalSet> sets() {
    return Stream.of(may, mayGetThere, stopped);
  }
}
