package dev.loginpath.cli;

/** What a run says to the shell. */
enum ExitCode {
  /** Finished; the gate passed, or none was asked for. */
  DONE(0),
  /** A bug of this program. */
  BUG(1),
  /** A wrong argument, profile or region, or output that cannot be written. */
  USAGE(2),
  /** A violation is at or above the threshold. */
  GATE_FAILED(3),
  /** No violation reached the threshold, but something needed was not seen. */
  INCOMPLETE(4),
  /** No usable credentials, or nobody answers at all. */
  NO_ACCESS(5),
  /** An input file cannot be used. */
  INPUT(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
