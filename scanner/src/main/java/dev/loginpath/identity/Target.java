package dev.loginpath.identity;

import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A resource of a request with what is known of it.
 *
 * @param keys the condition keys that it gives their values, in lower case
 * @param policy its own policy, such as a role's trust policy
 * @param hiddenTags why its tags are not known; empty where they are
 */
public record Target(
    String arn,
    String account,
    Map<String, Value> keys,
    Optional<PolicySet> policy,
    Optional<String> hiddenTags) {

  public Target {
    keys = Map.copyOf(keys);
  }

  /** A resource whose tags are known, or that has none. */
  public Target(String arn, String account, Map<String, Value> keys, Optional<PolicySet> policy) {
    this(arn, account, keys, policy, Optional.empty());
  }

  /** What the action is authorized on where it has no resource types. */
  public static Target everything(String account, String region) {
    return new Target(
        "*", account, Map.of("aws:requestedregion", Value.of(region)), Optional.empty());
  }

  /**
   * A resource with tags.
   *
   * @param tagKeys the beginnings of the keys that carry its tags, such as {@code aws:resourcetag/}
   */
  public static Target tagged(
      String arn, String account, String region, Map<String, String> tags, String... tagKeys) {
    Map<String, Value> keys = new HashMap<>();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      for (String prefix : tagKeys) {
        String key = prefix + tag.getKey().toLowerCase(java.util.Locale.ROOT);
        Value value = Value.of(tag.getValue());
        keys.merge(key, value, (a, b) -> a.equals(b) ? a : a.or(b));
      }
    }
    keys.put("aws:requestedregion", Value.of(region));
    keys.put("aws:resourceaccount", Value.of(account));
    return new Target(arn, account, keys, Optional.empty());
  }

  /** The same resource with one more key. */
  public Target with(String key, Value value) {
    return with(Map.of(key, value));
  }

  /** The same resource with more keys, or other values for some. */
  public Target with(Map<String, Value> others) {
    Map<String, Value> more = new HashMap<>(keys);
    more.putAll(others);
    return new Target(arn, account, more, policy, hiddenTags);
  }

  public Target withPolicy(PolicySet own) {
    return new Target(arn, account, keys, Optional.of(own), hiddenTags);
  }
}
