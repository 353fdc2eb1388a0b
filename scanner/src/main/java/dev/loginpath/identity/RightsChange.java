package dev.loginpath.identity;

import java.util.stream.Stream;

/** One way for a principal to change its own rights. */
interface RightsChange {

  /**
   * What the principal becomes.
   *
   * @param how the change itself is allowed
   */
  record Changed(Principal principal, String step, Outcome how) {}

  /** Everything that it can make of a principal in one call. */
  Stream<Changed> of(Principal principal);
}
