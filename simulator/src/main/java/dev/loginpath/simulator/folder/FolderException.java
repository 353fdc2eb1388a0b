package dev.loginpath.simulator.folder;

import java.util.List;

/** A folder that cannot stand in for AWS, for a reason that the user can mend. */
public final class FolderException extends RuntimeException {

  /** What is wrong; each has its text in the messages of the command line. */
  public enum Reason {
    /** The folder. */
    NOT_A_FOLDER,
    /** The folder, in which there is no account. */
    NO_ACCOUNT,
    /** A folder that looks like an account's, and nothing tells whose. */
    NAMELESS_ACCOUNT,
    /** An account id, and the two folders that hold it. */
    ACCOUNT_TWICE,
    /** A folder that cannot be listed. */
    UNLISTABLE,
    /** The file of settings, and why it cannot be read. */
    SETTINGS_UNREADABLE,
    /** The file of settings, the key that is none, and the one nearest to it. */
    UNKNOWN_SETTING,
    /** The file of settings, the key, what it takes, and what stands there. */
    BAD_SETTING,
    /** The file of settings, the key, the account that is not in the folder, and those that are. */
    UNKNOWN_ACCOUNT
  }

  private final Reason reason;
  private final transient List<String> details;

  public FolderException(Reason reason, Object... details) {
    super(reason + ": " + List.of(details));
    this.reason = reason;
    this.details = java.util.Arrays.stream(details).map(Object::toString).toList();
  }

  public Reason reason() {
    return reason;
  }

  /** What the reason speaks of, in the order that it names. */
  public List<String> details() {
    return details;
  }
}
