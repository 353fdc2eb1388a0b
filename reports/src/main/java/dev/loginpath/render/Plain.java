package dev.loginpath.render;

/**
 * Text of others for a terminal, a log or a document. Tags, names and answers of AWS may hold what
 * steers a terminal, turns the direction of reading, or means something to a CI system that reads
 * the log: it is shown as an escape instead.
 */
public final class Plain {

  private static final int BYTE_ORDER_MARK = 0xfeff;

  private Plain() {}

  /** A part of a line: line breaks and tabs become blanks. */
  public static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(it -> {
          if (it == '\n' || it == '\r' || it == '\t') {
            blank(plain);
          } else if (isHarmful(it)) {
            plain.append(escape(it));
          } else {
            plain.appendCodePoint(it);
          }
        });
    return withoutCommands(plain.toString());
  }

  /** A whole line, which CI systems obey where it begins with two colons. */
  public static String line(String text) {
    String plain = text(text);
    int begin = plain.length() - plain.stripLeading().length();
    return plain.startsWith("::", begin)
        ? plain.substring(0, begin) + "\\u003a" + plain.substring(begin + 1)
        : plain;
  }

  /** Lines of our own with text of others in them, each as {@link #line}. */
  public static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      lines.append(line(text.substring(from, end))).append('\n');
      from = end + 1;
    }
    return lines.append(line(text.substring(from))).toString();
  }

  /**
   * A JSON document that is safe to print: within its strings the escapes mean what they replace,
   * and elsewhere nothing is harmful but line breaks, which stay.
   */
  public static String json(String document) {
    StringBuilder plain = new StringBuilder(document.length());
    document
        .codePoints()
        .forEach(it -> {
          if (Character.getType(it) == Character.SURROGATE) {
            // Half a character is none, and readers of JSON refuse it.
            plain.append("\\ufffd");
          } else if (it != '\n' && isHarmful(it)) {
            for (char half : Character.toChars(it)) {
              plain.append("\\u%04x".formatted((int) half));
            }
          } else {
            plain.appendCodePoint(it);
          }
        });
    return withoutCommands(plain.toString());
  }

  /** Older forms of such commands count anywhere in a line: {@code ##[…]} and {@code ##vso[…]}. */
  private static String withoutCommands(String text) {
    return text.contains("##") ? text.replaceAll("##(?=\\[|vso\\[)", "\\\\u0023#") : text;
  }

  /** Controls, what turns the direction of reading or is not seen, and halves of characters. */
  static boolean isHarmful(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> character == BYTE_ORDER_MARK || isNoCharacter(character);
    };
  }

  /** Which ones are not assigned depends on the Java that runs; these never will be. */
  private static boolean isNoCharacter(int code) {
    return (code & 0xfffe) == 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
  }

  /** What is shown instead. */
  static String escape(int character) {
    return Character.isBmpCodePoint(character)
        ? "\\u%04x".formatted(character)
        : "\\u{%x}".formatted(character);
  }

  private static void blank(StringBuilder text) {
    if (text.isEmpty() || text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
  }
}
