package dev.loginpath.simulator.folder;

/** What a file holds cannot be taken as an answer; the message says what it was taken for. */
final class NotAnAnswerException extends Exception {

  NotAnAnswerException(String takenFor) {
    super(takenFor);
  }
}
