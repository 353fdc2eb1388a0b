package dev.loginpath.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * Six parts, split at the first five colons. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>.
 */
public final class Arn {

  private static final int COLONS = 5;

  private final String text;

  /** Where the colons are, and after the last part one more place. */
  private final int[] colons;

  private Arn(String text, int[] colons) {
    this.text = text;
    this.colons = colons;
  }

  /** Empty where there are fewer than six parts. */
  public static Optional<Arn> parse(String text) {
    int[] colons = new int[COLONS + 1];
    int at = -1;
    for (int colon = 0; colon < COLONS; colon++) {
      at = text.indexOf(':', at + 1);
      if (at < 0) {
        return Optional.empty();
      }
      colons[colon] = at;
    }
    colons[COLONS] = text.length();
    return Optional.of(new Arn(text, colons));
  }

  int from(int part) {
    return part == 0 ? 0 : colons[part - 1] + 1;
  }

  int to(int part) {
    return colons[part];
  }

  private String part(int part) {
    return text.substring(from(part), to(part));
  }

  public String partition() {
    return part(1);
  }

  public String service() {
    return part(2);
  }

  public String region() {
    return part(3);
  }

  public String account() {
    return part(4);
  }

  /** Everything after the fifth colon. */
  public String resource() {
    return part(5);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object that) {
    return that instanceof Arn arn && text.equals(arn.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode() + Arrays.hashCode(colons);
  }

  @Override
  public String toString() {
    return text;
  }
}
