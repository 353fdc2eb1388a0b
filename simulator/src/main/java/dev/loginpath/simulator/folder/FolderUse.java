package dev.loginpath.simulator.folder;

import java.util.List;

/**
 * What became of an account's files, after a collector asked for its answers.
 *
 * @param used the files that answered, by their path within the account's folder
 * @param unused the others, and why
 * @param missing the files that would have answered a call and are not there
 */
public record FolderUse(List<String> used, List<Unused> unused, List<String> missing) {

  /** Why a file answered nothing. */
  public enum Why {
    /** It does not lie in the folder of a region, or too deep in it. */
    MISPLACED,
    /** It is of a service that is not known. */
    UNKNOWN_SERVICE,
    /** No operation of the service is called like it. */
    UNKNOWN_OPERATION,
    /** What it holds is not the answer of the call. */
    NOT_AN_ANSWER,
    /** It is an answer, and some of it cannot be used. */
    IN_PART,
    /** Nobody asked for it. */
    NOT_ASKED
  }

  /**
   * A file that did not answer, or not with all that it holds.
   *
   * @param detail what it was taken for, empty where the reason says all
   */
  public record Unused(String file, Why why, String detail) {}

  public FolderUse {
    used = List.copyOf(used);
    unused = List.copyOf(unused);
    missing = List.copyOf(missing);
  }
}
