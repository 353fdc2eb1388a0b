package dev.loginpath.simulator.folder;

/** A folder that cannot stand in for AWS; the message is one line for the user. */
public final class FolderException extends RuntimeException {

  public FolderException(String message) {
    super(message);
  }
}
