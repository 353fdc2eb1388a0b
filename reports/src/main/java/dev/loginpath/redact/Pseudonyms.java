package dev.loginpath.redact;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands for each original, everywhere the same. The originals of a kind are counted in their
 * order, so that the same account gives the same pseudonyms; a hash would be undone by trying all
 * account ids.
 */
final class Pseudonyms {

  private final SortedMap<String, Kind> noted = new TreeMap<>();
  private final Map<String, String> pseudonyms = new HashMap<>();

  void note(Kind kind, String original) {
    noted.merge(original, kind, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /** Gives everything noted its pseudonym. */
  void assign() {
    Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
    noted.forEach((original, kind) ->
        pseudonyms.put(original, kind.pseudonym(original, numbers.merge(kind, 1, Integer::sum))));
  }

  Optional<String> of(String original) {
    return Optional.ofNullable(pseudonyms.get(original));
  }

  /** The names among the originals, which sentences hold without a form that tells them. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    noted.forEach((original, kind) -> {
      if (kind.compareTo(Kind.HOST) >= 0) {
        names.add(original);
      }
    });
    return names;
  }
}
