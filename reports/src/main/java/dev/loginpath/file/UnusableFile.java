package dev.loginpath.file;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file that cannot be used; whoever tells the user has the words. */
public final class UnusableFile extends Exception {

  /** What is wrong with it. */
  public enum Problem {
    MISSING,
    /** The system's own word follows. */
    UNREADABLE,
    /** The number of MiB that are read follows. */
    TOO_LARGE,
    /** Neither gzipped nor plain JSON. */
    NO_JSON,
    /** It begins as gzip does, and ends early or is damaged in the middle. */
    BROKEN_GZIP,
    /** JSON that ends, or is damaged, in the middle; line and column follow. */
    CUT_OFF,
    NO_SNAPSHOT,
    NO_REPORT,
    /** Its version and the newest that is read follow. */
    TOO_NEW,
    /** Its version and the oldest that is read follow. */
    TOO_OLD,
    /** The member that is not there follows, as a JSON pointer. */
    LACKS_MEMBER,
    /** The member that is null follows. */
    NULL_MEMBER,
    /** The member of another type or with a value that it cannot have follows. */
    WRONG_MEMBER,
    /** The member and the key that it names and nothing has follow. */
    DANGLING_KEY
  }

  private final Problem problem;
  private final transient List<String> details;

  public UnusableFile(Problem problem, Path file, String... details) {
    super(problem + " " + file + " " + String.join(" ", details));
    this.problem = problem;
    this.details = Stream.concat(Stream.of(file.toString()), Stream.of(details)).toList();
  }

  public Problem problem() {
    return problem;
  }

  /** The file, and what {@link #problem} says that follows. */
  public List<String> details() {
    return details;
  }
}
