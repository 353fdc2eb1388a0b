package dev.loginpath.snapshot;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a snapshot's form. A minor one adds members, which older programs pass over; a
 * major one changes what is there. Up to 4 it was the major number alone.
 */
public record SnapshotVersion(int major, int minor) implements Comparable<SnapshotVersion> {

  /** What this program writes. */
  public static final SnapshotVersion CURRENT = new SnapshotVersion(4, 1);

  /** The oldest that is read: what came after it, a snapshot can do without. */
  public static final SnapshotVersion OLDEST = new SnapshotVersion(3, 0);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(?:\\.([0-9]{1,6}))?");

  static Optional<SnapshotVersion> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new SnapshotVersion(
                Integer.parseInt(form.group(1)),
                Optional.ofNullable(form.group(2)).map(Integer::parseInt).orElse(0)))
        : Optional.empty();
  }

  @Override
  public int compareTo(SnapshotVersion other) {
    return Comparator.comparingInt(SnapshotVersion::major)
        .thenComparingInt(SnapshotVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
