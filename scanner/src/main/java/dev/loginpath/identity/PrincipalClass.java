package dev.loginpath.identity;

import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Principals that may do the same: they have the same policies, and no statement about a login
 * action tells them apart.
 *
 * @param first stands for all of them
 */
record PrincipalClass(Principal first, List<Principal> members) {

  /** What principals of one class share. */
  private record Shared(
      PolicySet identity,
      Optional<PolicySet> boundary,
      boolean isUser,
      boolean sessionTags,
      List<Object> signature) {}

  /** The policies of a principal, but for those that the whole account shares. */
  private record Held(PolicySet identity, Optional<PolicySet> boundary) {}

  /** What statements about login actions ask for that a principal may answer. */
  private record Asked(Set<String> variables, Set<Condition> conditions) {

    static Asked of(Policies policies) {
      Set<Statement> statements = new LinkedHashSet<>();
      for (LoginAction action : LoginAction.values()) {
        statements.addAll(statements(policies, action));
      }
      return of(statements);
    }

    static Asked of(Collection<Statement> statements) {
      Set<String> variables = new LinkedHashSet<>();
      Set<Condition> conditions = new LinkedHashSet<>();
      for (Statement each : statements) {
        variables.addAll(each.resourceVariables());
        conditions.addAll(each.conditions());
      }
      return new Asked(variables, conditions);
    }
  }

  static List<PrincipalClass> of(List<Principal> principals) {
    Map<Held, Asked> asked = new HashMap<>();
    Map<Shared, List<Principal>> classes = new LinkedHashMap<>();
    for (Principal each : principals) {
      Policies policies = each.policies();
      Asked of =
          asked.computeIfAbsent(
              new Held(policies.identity(), policies.boundary()), held -> Asked.of(policies));
      Shared shared =
          new Shared(
              policies.identity(),
              policies.boundary(),
              each.isUser(),
              each.sessionTags(),
              signature(each, of));
      classes.computeIfAbsent(shared, key -> new ArrayList<>()).add(each);
    }
    return classes.values().stream()
        .map(it -> new PrincipalClass(it.getFirst(), List.copyOf(it)))
        .toList();
  }

  /** The classes split by what some resources' own policies say of principals. */
  static List<PrincipalClass> split(List<PrincipalClass> classes, List<PolicySet> resources) {
    List<Statement> statements =
        resources.stream()
            .flatMap(it -> it.policies().stream())
            .flatMap(it -> it.statements().stream())
            .toList();
    if (statements.isEmpty()) {
      return classes;
    }
    Asked asked = Asked.of(statements);
    List<PrincipalClass> split = new ArrayList<>();
    for (PrincipalClass each : classes) {
      Map<List<Object>, List<Principal>> parts = new LinkedHashMap<>();
      for (Principal member : each.members()) {
        List<Object> signature = signature(member, asked);
        statements.forEach(it -> signature.add(it.naming(member.caller())));
        parts.computeIfAbsent(signature, key -> new ArrayList<>()).add(member);
      }
      parts.values().forEach(it -> split.add(new PrincipalClass(it.getFirst(), List.copyOf(it))));
    }
    return split;
  }

  /** The answers of the conditions that ask for the principal alone, and values used elsewhere. */
  private static List<Object> signature(Principal principal, Asked asked) {
    List<Object> signature = new ArrayList<>();
    signature.add(principal.caller().arn().contains(":role/aws-service-role/"));
    // Credentials of an instance tell more than others.
    signature.add(principal.context().knows(Dimensions.INSTANCE));
    Predicate<String> own =
        key -> principal.context().knows(key) || key.startsWith("aws:principaltag/");
    asked.variables().stream()
        .filter(own)
        .forEach(it -> signature.add(principal.context().value(it)));
    for (Condition condition : asked.conditions()) {
      if (own.test(condition.key()) && condition.variables().stream().allMatch(own)) {
        signature.add(condition.holds(principal.context()));
      } else {
        Stream.concat(Stream.of(condition.key()), condition.variables().stream())
            .filter(own)
            .forEach(it -> signature.add(principal.context().value(it)));
      }
    }
    return signature;
  }

  /** The statements of everything that binds a principal, about one action. */
  static List<Statement> statements(Policies policies, LoginAction action) {
    List<Statement> statements = new ArrayList<>();
    Stream.of(
            Stream.of(policies.identity()),
            policies.boundary().stream(),
            policies.scps().stream(),
            policies.rcps().stream())
        .flatMap(it -> it)
        .forEach(it -> statements.addAll(it.statements(action.lowerCase())));
    return statements;
  }
}
