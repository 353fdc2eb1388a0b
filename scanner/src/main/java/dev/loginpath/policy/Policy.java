package dev.loginpath.policy;

import java.util.List;
import java.util.Optional;

/**
 * A policy document.
 *
 * @param unreadable why it cannot be read: then what it allows and what it denies is unknown
 */
public record Policy(String name, List<Statement> statements, Optional<String> unreadable) {

  public Policy {
    statements = List.copyOf(statements);
  }

  /** A policy that is there and was not seen, or not understood. */
  public static Policy unreadable(String name, String why) {
    return new Policy(name, List.of(), Optional.of(why));
  }
}
