package dev.loginpath.identity;

import java.util.List;

/**
 * One way to use a path: an action on the instance, and what must be allowed beside it.
 *
 * @param name what the caller picks it by
 * @param beside authorizations that do not depend on the instance
 * @param unlisted where the document is not allowed, it is not certain that AWS asks for it
 */
record Means(String name, LoginAction action, List<Ask> beside, boolean unlisted) {

  Means {
    beside = List.copyOf(beside);
  }

  static Means plain(LoginAction action) {
    return new Means("", action, List.of(), false);
  }
}
