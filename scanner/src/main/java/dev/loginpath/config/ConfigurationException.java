package dev.loginpath.config;

import java.util.List;

/** A configuration that cannot be used, as the user can mend it. */
public final class ConfigurationException extends Exception {

  /** What is wrong. */
  public enum Problem {
    /** The file. */
    UNREADABLE,
    /** The file, and how many KiB it may have. */
    TOO_LARGE,
    /** The file, the line, and what the parser says. */
    MALFORMED,
    /** The file and the line of something that is no option with a value. */
    NOT_AN_OPTION,
    /** The file, the line and the option that stands there a second time. */
    TWICE,
    /** The file, the line, the option that nobody knows, and those that are known. */
    UNKNOWN_OPTION,
    /** The file, the line, and the option that only a file that the user names may set. */
    NOT_IN_A_FOUND_FILE,
    /** The file, the line, the option that is true or false, and what stands there. */
    NOT_TRUE_OR_FALSE,
    /** The environment's variable for such an option, and its value. */
    VARIABLE_NOT_TRUE_OR_FALSE
  }

  private final Problem problem;
  private final transient List<String> details;

  ConfigurationException(Problem problem, String... details) {
    super(problem + " " + String.join(", ", details));
    this.problem = problem;
    this.details = List.of(details);
  }

  public Problem problem() {
    return problem;
  }

  /** What the problem is about, in the order that it documents. */
  public List<String> details() {
    return details;
  }
}
