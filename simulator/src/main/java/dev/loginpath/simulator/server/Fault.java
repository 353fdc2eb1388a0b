package dev.loginpath.simulator.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may go wrong between AWS and a client: answered instead of the answer. */
public enum Fault {
  /** AWS refuses for lack of permission. */
  DENIED,
  /** AWS refuses for too many requests. */
  THROTTLED,
  /** AWS fails. */
  SERVER_ERROR,
  /** The credentials expired. */
  EXPIRED,
  /** The request bears another time than AWS's. */
  SKEWED,
  /** AWS does not take the signature. */
  BAD_SIGNATURE,
  /** The request is sent elsewhere. */
  REDIRECTED,
  /** A proxy refuses, with a page of its own. */
  FORBIDDEN_PAGE,
  /** The connection ends without an answer. */
  RESET,
  /** The connection ends in the middle of the answer. */
  HALF,
  /** The body ends in its middle, and its length says that it is whole. */
  MALFORMED,
  /** No answer comes. */
  HANG,
  /** A login page with status 200. */
  XHTML,
  /** Nothing with status 200. */
  EMPTY,
  /** The answer of something else with status 200. */
  FOREIGN,
  /** An error with status 200. */
  ERROR_AS_SUCCESS,
  /** The operation's own frame with nothing but a request id in it. */
  BARE,
  /** There is a next page, and it is lost. */
  PAGE_LOST,
  /** Each page names itself as the next one. */
  SAME_TOKEN,
  /** Each page names a next one, for ever. */
  FRESH_TOKENS;

  public static Optional<Fault> find(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  /** It shows only where an operation has pages and the next one is asked for. */
  public boolean isOfPages() {
    return this == PAGE_LOST || this == SAME_TOKEN || this == FRESH_TOKENS;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
