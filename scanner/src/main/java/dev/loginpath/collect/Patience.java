package dev.loginpath.collect;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long AWS is waited for.
 *
 * @param attempt one try of a call
 * @param call a call with its retries
 * @param run everything; regions are read side by side, so that this is what a region may take
 * @param backsOff whether there is a pause before a retry, as AWS wants it
 */
public record Patience(Duration attempt, Duration call, Duration run, boolean backsOff) {

  private static final Pattern WORDS =
      Pattern.compile("(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(30), true);

  /** The same for each call, and another time for everything. */
  public Patience within(Duration time) {
    return new Patience(attempt, call, time, backsOff);
  }

  /** A time as {@code 30m}, {@code 90s} or {@code 1h30m}; empty where it is none, or no time. */
  public static Optional<Duration> time(String words) {
    Matcher parts = WORDS.matcher(words.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    Duration time =
        Duration.ofHours(part(parts, 1)).plusMinutes(part(parts, 2)).plusSeconds(part(parts, 3));
    return Optional.of(time).filter(Duration::isPositive);
  }

  private static long part(Matcher parts, int group) {
    return Optional.ofNullable(parts.group(group)).map(Long::parseLong).orElse(0L);
  }

  /** The time for everything, as it is written. */
  String words() {
    return run.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
