package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one API call. */
public enum Outcome {
  /** Answered, be it with "there is none". */
  OK,
  /** Refused for want of a permission. */
  DENIED,
  /** Refused for too many requests, after the retries. */
  THROTTLED,
  /** Failed in any other way. */
  ERROR,
  /** A list of which later pages are missing. */
  CUT_SHORT,
  /** The endpoint does not know the operation. */
  NOT_OFFERED,
  /** The folder that stands in for AWS holds no answer. */
  NOT_SUPPLIED,
  /** Not asked, because the call that it builds on failed. */
  NOT_CALLED;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
