package dev.loginpath.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers and points in time as policies write them. */
public final class Scalars {

  /** Longer ones are not numbers that anybody meant. */
  private static final int LONGEST = 64;

  private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]+");

  private Scalars() {}

  public static Optional<BigDecimal> number(String text) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST || !NUMBER.matcher(stripped).matches()) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(stripped);
      return Math.abs((long) number.scale()) > LONGEST ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** An ISO 8601 date of any precision from the year on, or seconds since 1970. */
  public static Optional<Instant> instant(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(parsed(stripped));
    } catch (DateTimeException | ArithmeticException notADate) {
      return Optional.empty();
    }
  }

  private static Instant parsed(String text) {
    if (text.matches("[0-9]{4}")) {
      return LocalDate.of(Integer.parseInt(text), 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (text.matches("-?[0-9]{1,15}(\\.[0-9]+)?")) {
      BigDecimal seconds = new BigDecimal(text);
      long whole = seconds.toBigInteger().longValueExact();
      long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
      return Instant.ofEpochSecond(whole, nanos);
    }
    if (text.matches("[0-9]{4}-[0-9]{2}")) {
      return YearMonth.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-][0-9]{2}:[0-9]{2}");
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
