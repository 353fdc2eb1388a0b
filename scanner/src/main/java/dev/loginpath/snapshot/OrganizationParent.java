package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/** What an account or organizational unit lies in: a unit, or the root, whose id is {@code r-…}. */
public record OrganizationParent(String childId, Observed<String> parentId) {

  /** Nothing stands above the root. */
  public static boolean isRoot(String id) {
    return id.startsWith("r-");
  }
}
