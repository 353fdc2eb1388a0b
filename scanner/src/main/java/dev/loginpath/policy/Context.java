package dev.loginpath.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The condition keys of a request; names of keys are compared without regard to case. */
public final class Context {

  public static final Context EMPTY = new Context(Map.of(), null);

  private final Map<String, Value> values;
  private final @Nullable Context base;

  private Context(Map<String, Value> values, @Nullable Context base) {
    this.values = values;
    this.base = base;
  }

  /** From keys in any spelling; two spellings of one key with different values are ambiguous. */
  public static Context of(Map<String, Value> values) {
    Map<String, Value> lower = HashMap.newHashMap(values.size());
    values.forEach((key, value) -> lower.merge(key.toLowerCase(Locale.ROOT), value, Context::both));
    return new Context(lower, null);
  }

  private static Value both(Value one, Value other) {
    if (one.isAbsent() || one.equals(other)) {
      return other;
    }
    return other.isAbsent() ? one : one.or(other);
  }

  /** This context with other values for some keys; the keys are in lower case. */
  public Context with(Map<String, Value> over) {
    return over.isEmpty() ? this : new Context(over, this);
  }

  /** The value of a key in lower case; null where the request does not carry it. */
  public @Nullable Value get(String key) {
    for (Context each = this; each != null; each = each.base) {
      Value value = each.values.get(key);
      if (value != null) {
        return value.isAbsent() ? null : value;
      }
    }
    return null;
  }

  /** The value of a key in lower case; {@link Value#ABSENT} where the request does not carry it. */
  public Value value(String key) {
    Value value = get(key);
    return value == null ? Value.ABSENT : value;
  }

  /** The request is known to carry the key, or not to carry it. */
  public boolean knows(String key) {
    for (Context each = this; each != null; each = each.base) {
      if (each.values.containsKey(key)) {
        return true;
      }
    }
    return false;
  }

  /** All keys with their values, for a person to read. */
  public Map<String, Value> asMap() {
    Map<String, Value> all = base == null ? new HashMap<>() : base.asMap();
    values.forEach((key, value) -> {
      if (value.isAbsent()) {
        all.remove(key);
      } else {
        all.put(key, value);
      }
    });
    return all;
  }
}
