package dev.loginpath.verdict;

import dev.loginpath.report.Outcome;

/** Why something could not be decided. */
public sealed interface Cause {

  /** One English sentence without names of single resources where many may share the cause. */
  String reason();

  /** A call did not answer. */
  record Blind(Call call, Outcome outcome, String detail) implements Cause {

    @Override
    public String reason() {
      String what =
          switch (outcome) {
            case DENIED ->
                call + " was denied: the permission " + call.permission() + " is missing.";
            case THROTTLED -> call + " was throttled.";
            case CUT_SHORT -> call + " was cut short: later pages are missing.";
            case NOT_OFFERED -> call + " is not offered by this endpoint.";
            case NOT_SUPPLIED -> call + " has no answer in the folder.";
            case NOT_CALLED -> call + " was not called: " + detail;
            case ERROR, OK -> call + " failed: " + detail;
          };
      return what.endsWith(".") ? what : what + ".";
    }
  }

  /** Everything needed was read, and it does not decide. */
  record Undecided(String reason) implements Cause {}

  static Cause of(Observed.Unseen<?> unseen) {
    return new Blind(unseen.call(), unseen.outcome(), unseen.detail());
  }
}
