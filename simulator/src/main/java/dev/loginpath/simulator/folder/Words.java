package dev.loginpath.simulator.folder;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Words of others in a message of ours: one printable line, bounded. */
final class Words {

  private static final int LONGEST = 60;

  private Words() {}

  /** The first words of a text, escaped and in quotes. */
  static String first(String text) {
    StringBuilder words = new StringBuilder();
    text.codePoints()
        .limit(LONGEST * 8L)
        .map(it -> Character.isWhitespace(it) ? ' ' : it)
        .forEach(it -> append(words, it));
    String line = words.toString().strip().replaceAll(" {2,}", " ");
    return line.length() > LONGEST ? quoted(line.substring(0, LONGEST) + "…") : quoted(line);
  }

  private static void append(StringBuilder words, int character) {
    int type = Character.getType(character);
    boolean harmful =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.PRIVATE_USE
            || type == Character.UNASSIGNED;
    if (harmful) {
      words.append(String.format(Locale.ROOT, "\\u%04x", character));
    } else {
      words.appendCodePoint(character);
    }
  }

  static String quoted(String text) {
    StringBuilder words = new StringBuilder();
    text.codePoints().limit(LONGEST * 2L).forEach(it -> append(words, it));
    return "'" + words + "'";
  }

  /** The one of some names that was most likely meant. */
  static String nearest(String name, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String it) -> distance(name, it))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}
