package dev.loginpath.redact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Replaces names in running text. A name that is also a word of our own texts, as a trail called
 * {@code audit}, is replaced only where the text says that it is a name.
 */
final class Sentences {

  private static final Set<String> OWN_WORDS = words();

  private static final Pattern TELLS =
      Pattern.compile(
          ".*(?:policy |bucket |role |user |group |trail |document |documents |launch: |them: |=|\"|s3://"
              + "|/|by )",
          Pattern.DOTALL);

  /** Lengths of the names that begin with a character, the longest first. */
  private final Map<Character, SortedSet<Integer>> lengths = new HashMap<>();

  private final Set<String> names = new HashSet<>();
  private final UnaryOperator<String> pseudonym;

  Sentences(Collection<String> names, UnaryOperator<String> pseudonym) {
    this.pseudonym = pseudonym;
    for (String each : names) {
      if (each.length() > 1 && !each.chars().allMatch(Character::isDigit)) {
        this.names.add(each);
        lengths
            .computeIfAbsent(each.charAt(0), it -> new TreeSet<>(Comparator.reverseOrder()))
            .add(each.length());
      }
    }
  }

  String replaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int length = isPartOfWord(text, at - 1) ? 0 : lengthOfName(text, at);
      if (length > 0) {
        out.append(pseudonym.apply(text.substring(at, at + length)));
        at += length;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private int lengthOfName(String text, int at) {
    for (int length : lengths.getOrDefault(text.charAt(at), new TreeSet<>())) {
      int end = at + length;
      if (end <= text.length()
          && !isPartOfWord(text, end)
          && names.contains(text.substring(at, end))
          && isMeant(text, at, end)) {
        return length;
      }
    }
    return 0;
  }

  private static boolean isMeant(String text, int at, int end) {
    String name = text.substring(at, end);
    if (!OWN_WORDS.contains(name.toLowerCase(Locale.ROOT))) {
      return true;
    }
    boolean quoted = at > 0 && text.charAt(at - 1) == '"';
    return quoted
        ? end < text.length() && text.charAt(end) == '"'
        : TELLS.matcher(text.substring(0, at)).matches();
  }

  private static boolean isPartOfWord(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
  }

  private static Set<String> words() {
    try (InputStream in = Sentences.class.getResourceAsStream("words.txt")) {
      if (in == null) {
        throw new IllegalStateException("words.txt is missing from this build");
      }
      return Set.copyOf(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().distinct().toList());
    } catch (IOException unreadable) {
      throw new IllegalStateException("words.txt cannot be read", unreadable);
    }
  }
}
