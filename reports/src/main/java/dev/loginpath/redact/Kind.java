package dev.loginpath.redact;

import java.util.Locale;

/** What is replaced. Where one name belongs to several things, the first kind counts. */
enum Kind {
  ACCOUNT,
  /** An id of AWS with a prefix of its own, as {@code i-…}. */
  ID,
  /** The id of a principal, as {@code AROA…}, or of a hosted zone, as {@code Z…}. */
  UNIQUE_ID,
  UUID,
  HEX,
  PUBLIC,
  PRIVATE,
  PUBLIC6,
  PRIVATE6,
  HOST,
  USER,
  ROLE,
  GROUP,
  POLICY,
  PROFILE,
  DOCUMENT,
  BUCKET,
  LOG_GROUP,
  TRAIL,
  TAG,
  NAME;

  /** What stands for the n-th of its kind. */
  String pseudonym(String original, int number) {
    return switch (this) {
      case ACCOUNT -> "%012d".formatted(number);
      case ID -> prefix(original) + "%017x".formatted(number);
      case UNIQUE_ID ->
          original.substring(0, original.startsWith("Z") ? 1 : 4) + "%017d".formatted(number);
      case UUID ->
          original.substring(0, original.length() - 36)
              + "00000000-0000-0000-0000-%012x".formatted(number);
      case HEX -> "%016x".formatted(number);
      case PUBLIC,
          PRIVATE,
          PUBLIC6,
          PRIVATE6,
          HOST,
          USER,
          ROLE,
          GROUP,
          POLICY,
          PROFILE,
          DOCUMENT,
          BUCKET,
          LOG_GROUP,
          TRAIL,
          TAG,
          NAME ->
          name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number;
    };
  }

  /** What is before the last dash; in an organizational unit's id the root's is before it. */
  private static String prefix(String id) {
    return id.startsWith("ou-") ? "ou-" : id.substring(0, id.lastIndexOf('-') + 1);
  }
}
