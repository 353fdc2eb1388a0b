package dev.loginpath.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks things up by id. AWS data of others may hold an id twice: the first one counts. */
final class Index {

  private Index() {}

  static <T> Map<String, T> by(List<T> items, Function<T, String> id) {
    Map<String, T> index = new LinkedHashMap<>();
    items.forEach(item -> index.putIfAbsent(id.apply(item), item));
    return index;
  }
}
