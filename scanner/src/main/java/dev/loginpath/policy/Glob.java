package dev.loginpath.policy;

import java.util.Arrays;

/**
 * A pattern in which {@code *} stands for any run of characters and {@code ?} for exactly one,
 * matched in bounded time: no pattern makes it backtrack further than its last star.
 */
final class Glob {

  static final int STAR = -1;
  static final int ONE = -2;

  /** Beyond this many steps an answer would take seconds; AWS accepts nothing near it. */
  private static final long MOST_STEPS = 200_000_000L;

  private enum Shape {
    ANYTHING,
    LITERAL,
    PREFIX,
    GENERAL
  }

  private final int[] tokens;
  private final Shape shape;

  /** The characters before the first wildcard. */
  private final String head;

  /** How many characters a text must have at least. */
  private final int shortest;

  Glob(int[] tokens) {
    this.tokens = tokens;
    int wild = 0;
    while (wild < tokens.length && tokens[wild] >= 0) {
      wild++;
    }
    this.head = new String(tokens, 0, wild);
    this.shortest = (int) Arrays.stream(tokens).filter(it -> it != STAR).count();
    if (wild == tokens.length) {
      this.shape = Shape.LITERAL;
    } else if (wild == tokens.length - 1 && tokens[wild] == STAR) {
      this.shape = wild == 0 ? Shape.ANYTHING : Shape.PREFIX;
    } else {
      this.shape = Shape.GENERAL;
    }
  }

  /** A pattern as it is written. */
  static Glob of(String text) {
    return new Glob(tokens(text));
  }

  static int[] tokens(String text) {
    return text.chars().map(it -> it == '*' ? STAR : it == '?' ? ONE : it).toArray();
  }

  boolean isLiteral() {
    return shape == Shape.LITERAL;
  }

  boolean isAnything() {
    return shape == Shape.ANYTHING;
  }

  String head() {
    return head;
  }

  Truth matches(String text) {
    return matches(text, 0, text.length());
  }

  /** Whether the part of a text from {@code from} to {@code to} matches. */
  Truth matches(String text, int from, int to) {
    int length = to - from;
    return switch (shape) {
      case ANYTHING -> Truth.YES;
      case LITERAL ->
          Truth.of(length == head.length() && text.regionMatches(from, head, 0, length));
      case PREFIX ->
          Truth.of(length >= head.length() && text.regionMatches(from, head, 0, head.length()));
      case GENERAL -> general(text, from, to);
    };
  }

  private Truth general(String text, int from, int to) {
    if (to - from < shortest || !text.regionMatches(from, head, 0, head.length())) {
      return Truth.NO;
    }
    if ((long) tokens.length * (to - from) > MOST_STEPS) {
      return Truth.UNKNOWN;
    }
    int token = head.length();
    int at = from + head.length();
    int starToken = -1;
    int starAt = -1;
    while (at < to) {
      int wanted = token < tokens.length ? tokens[token] : Integer.MIN_VALUE;
      if (wanted == ONE || wanted == text.charAt(at)) {
        token++;
        at++;
      } else if (wanted == STAR) {
        starToken = token++;
        starAt = at;
      } else if (starToken >= 0) {
        token = starToken + 1;
        at = ++starAt;
      } else {
        return Truth.NO;
      }
    }
    while (token < tokens.length && tokens[token] == STAR) {
      token++;
    }
    return Truth.of(token == tokens.length);
  }

  /** The text of a pattern of which every character is meant. */
  static String literal(int[] tokens) {
    StringBuilder text = new StringBuilder(tokens.length);
    Arrays.stream(tokens)
        .forEach(it -> text.append(it == STAR ? '*' : it == ONE ? '?' : (char) it));
    return text.toString();
  }
}
