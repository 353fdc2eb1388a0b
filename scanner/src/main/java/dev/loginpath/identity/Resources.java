package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Resources of one kind by number, of which nothing is kept but where to look: as many as a region
 * has, they would take much room.
 *
 * @param arns the ARNs; several resources may share one
 * @param accounts their owners
 * @param tags their tags
 * @param hidden why the tags of one are not known; empty where they are
 * @param tagKeys the beginnings of the keys that carry the tags, in lower case
 * @param shared keys with the same value for all of them
 * @param own keys with a value for each of them
 */
record Resources(
    List<String> arns,
    IntFunction<String> accounts,
    IntFunction<Map<String, String>> tags,
    IntFunction<Optional<String>> hidden,
    List<String> tagKeys,
    Map<String, Value> shared,
    Map<String, IntFunction<Value>> own) {

  private static final String ACCOUNT = "aws:resourceaccount";

  Resources {
    shared = Map.copyOf(shared);
    own = Map.copyOf(own);
  }

  int size() {
    return arns.size();
  }

  /** The same resources with more that they share. */
  Resources with(Map<String, Value> more) {
    Map<String, Value> all = new HashMap<>(shared);
    all.putAll(more);
    return new Resources(arns, accounts, tags, hidden, tagKeys, all, own);
  }

  /** They are what gives a key its value. */
  boolean give(String key) {
    return shared.containsKey(key)
        || own.containsKey(key)
        || key.equals(ACCOUNT)
        || tagKeys.stream().anyMatch(key::startsWith);
  }

  /** The value of a key; absent where a resource has none. */
  Value value(int number, String key) {
    Value same = shared.get(key);
    if (same != null) {
      return same;
    }
    IntFunction<Value> each = own.get(key);
    if (each != null) {
      return each.apply(number);
    }
    if (key.equals(ACCOUNT)) {
      return Value.of(accounts.apply(number));
    }
    for (String prefix : tagKeys) {
      if (key.startsWith(prefix)) {
        return hidden
            .apply(number)
            .map(Value::unknown)
            .orElseGet(() -> tag(tags.apply(number), key.substring(prefix.length())));
      }
    }
    return Value.ABSENT;
  }

  /** Two spellings of a tag with two values are ambiguous. */
  private static Value tag(Map<String, String> tags, String name) {
    Value found = Value.ABSENT;
    for (Map.Entry<String, String> each : tags.entrySet()) {
      if (each.getKey().equalsIgnoreCase(name)
          && each.getKey().toLowerCase(Locale.ROOT).equals(name)) {
        Value value = Value.of(each.getValue());
        found = found.equals(Value.ABSENT) || found.equals(value) ? value : found.or(value);
      }
    }
    return found;
  }

  Target get(int number) {
    Map<String, Value> keys = new HashMap<>(shared);
    own.forEach((key, value) -> keys.put(key, value.apply(number)));
    keys.put(ACCOUNT, Value.of(accounts.apply(number)));
    for (Map.Entry<String, String> tag : tags.apply(number).entrySet()) {
      String name = tag.getKey().toLowerCase(Locale.ROOT);
      tagKeys.forEach(it ->
          keys.merge(it + name, Value.of(tag.getValue()), (a, b) -> a.equals(b) ? a : a.or(b)));
    }
    return new Target(
        arns.get(number), accounts.apply(number), keys, Optional.empty(), hidden.apply(number));
  }
}
