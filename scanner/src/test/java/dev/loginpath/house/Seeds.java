package dev.loginpath.house;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Where random tests begin: at 0, so that every run is the same, or where {@code LOGINPATH_SEED}
 * says. It is printed, for a failure that was found by chance is worth only what can be repeated.
 */
public final class Seeds {

  private static final long FIRST = first(System.getenv("LOGINPATH_SEED"));

  private Seeds() {}

  private static long first(@Nullable String given) {
    Optional<String> seed = Optional.ofNullable(given).filter(it -> !it.isBlank());
    System.out.println("Random tests begin at LOGINPATH_SEED=" + seed.orElse("0"));
    return seed.map(Long::parseLong).orElse(0L);
  }

  /** The seed of a test that needs one. */
  public static long first() {
    return FIRST;
  }

  /** The seeds of a test that tries many. */
  public static List<Long> take(int count) {
    return LongStream.range(FIRST, FIRST + count).boxed().toList();
  }

  /** How many of all cases a test tries: what {@code LOGINPATH_SAMPLES} says, else the usual. */
  public static int samples(int usual, int all) {
    String wanted = System.getenv().getOrDefault("LOGINPATH_SAMPLES", "");
    if (wanted.equals("all")) {
      return all;
    }
    return Math.min(wanted.isBlank() ? usual : Integer.parseInt(wanted), all);
  }

  /** How many random accounts a test tries: the number that {@code LOGINPATH_SAMPLES} says. */
  public static int accounts(int usual) {
    String wanted = System.getenv().getOrDefault("LOGINPATH_SAMPLES", "");
    return wanted.isBlank() || wanted.equals("all") ? usual : Integer.parseInt(wanted);
  }
}
