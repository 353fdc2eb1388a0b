package dev.loginpath.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies that are read together, sorted by action once. */
public final class PolicySet {

  public static final PolicySet EMPTY = new PolicySet(List.of());

  /** The statements about one action. */
  record About(Statement[] allows, Statement[] denies) {}

  private final List<Policy> policies;
  private final List<Policy> unreadable;
  private @Nullable PolicySet naming;
  private final Map<String, About> byAction = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> keysByAction = new ConcurrentHashMap<>();

  private PolicySet(List<Policy> policies) {
    this.policies = policies;
    this.unreadable = policies.stream().filter(it -> it.unreadable().isPresent()).toList();
  }

  public static PolicySet of(List<Policy> policies) {
    return policies.isEmpty() ? EMPTY : new PolicySet(List.copyOf(policies));
  }

  public List<Policy> policies() {
    return policies;
  }

  /** Those of which neither what they allow nor what they deny is known. */
  public List<Policy> unreadable() {
    return unreadable;
  }

  /**
   * The same as the policies of a resource: AWS takes none that names nobody, and what one would
   * mean is not known.
   */
  PolicySet naming() {
    PolicySet known = naming;
    if (known == null) {
      known = of(policies.stream().map(PolicySet::naming).toList());
      if (known.policies.equals(policies)) {
        known = this;
      }
      naming = known;
    }
    return known;
  }

  private static Policy naming(Policy policy) {
    boolean names = policy.statements().stream().allMatch(it -> it.principals().isPresent());
    return names ? policy : Policy.unreadable(policy.name(), "a statement has no Principal");
  }

  public boolean hasUnreadable() {
    return !unreadable.isEmpty();
  }

  /** The statements about an action, given in lower case. */
  About about(String action) {
    About known = byAction.get(action);
    return known != null ? known : byAction.computeIfAbsent(action, this::sorted);
  }

  /** The statements about an action in lower case, allows first. */
  public List<Statement> statements(String action) {
    About about = about(action);
    return Stream.concat(Arrays.stream(about.allows()), Arrays.stream(about.denies())).toList();
  }

  /** The condition keys that the statements about an action ask for, all in lower case. */
  public Set<String> keys(String action) {
    return keysByAction.computeIfAbsent(
        action,
        it -> {
          Set<String> keys = new HashSet<>();
          for (Statement each : statements(it)) {
            keys.addAll(each.resourceVariables());
            for (Condition condition : each.conditions()) {
              keys.add(condition.key());
              keys.addAll(condition.variables());
            }
          }
          return Set.copyOf(keys);
        });
  }

  private About sorted(String action) {
    return new About(with(Statement.Effect.ALLOW, action), with(Statement.Effect.DENY, action));
  }

  private Statement[] with(Statement.Effect effect, String action) {
    return policies.stream()
        .flatMap(it -> it.statements().stream())
        .filter(it -> it.effect() == effect && it.isAbout(action))
        .toArray(Statement[]::new);
  }
}
