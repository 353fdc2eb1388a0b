package dev.loginpath.identity;

import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Evaluator;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One authorization of a principal, ready to be decided in any context.
 *
 * @param open the keys whose values nobody knows
 */
record Prepared(Ask ask, Request request, Policies policies, Set<String> open) {

  static Prepared of(Principal principal, Ask ask) {
    Policies policies =
        ask.target().policy().isPresent()
            ? principal.policies().withResource(ask.target().policy().get())
            : principal.policies();
    Context known = principal.context().with(ask.target().keys());
    Map<String, Value> open = new HashMap<>();
    Map<String, Value> hidden = new HashMap<>();
    for (String key : mentioned(policies, ask.action())) {
      if (key.contains("resourcetag/") && ask.action().carries(key)) {
        ask.target().hiddenTags().ifPresent(it -> hidden.put(key, Value.unknown(it)));
      }
      // A session's tags replace those of the role.
      boolean isOpen =
          key.startsWith("aws:principaltag/")
              ? principal.sessionTags()
              : !known.knows(key)
                  && KeyRole.of(key, ask.action()) != KeyRole.NOT_CARRIED
                  && !(principal.isUser() && KeyRole.isOfFederation(key));
      if (isOpen) {
        open.put(key, Value.OPEN);
      }
    }
    Request request =
        new Request(
            principal.caller(),
            ask.action().action(),
            ask.target().arn(),
            ask.target().account(),
            known.with(open).with(hidden));
    return new Prepared(ask, request, policies, Set.copyOf(open.keySet()));
  }

  private static Set<String> mentioned(Policies policies, LoginAction action) {
    Set<String> keys = new HashSet<>();
    sets(policies).forEach(it -> keys.addAll(it.keys(action.lowerCase())));
    return keys;
  }

  private static Stream<PolicySet> sets(Policies policies) {
    return Stream.of(
            Stream.of(policies.identity()),
            policies.boundary().stream(),
            policies.session().stream(),
            policies.scps().stream(),
            policies.rcps().stream(),
            policies.resource().stream(),
            policies.endpoint().stream())
        .flatMap(it -> it);
  }

  /** Everything that bears on it. */
  Stream<PolicySet> sets() {
    return sets(policies);
  }

  Stream<Statement> statements() {
    return sets().flatMap(it -> it.statements(ask.action().lowerCase()).stream());
  }

  /** The request with values of what nobody knows; what is known of it stays as it is. */
  Request with(Map<String, Value> values) {
    Map<String, Value> own = new HashMap<>(values);
    own.keySet().retainAll(open);
    return own.isEmpty() ? request : request.in(request.context().with(own));
  }

  Truth admits(Map<String, Value> values) {
    return Evaluator.admits(with(values), policies);
  }

  /**
   * All that the answer depends on: the statements that match or may, and of the latter what is
   * certain about them. Equal questions have equal answers.
   */
  static List<Object> question(Principal principal, List<Prepared> prepared) {
    List<Object> question = new ArrayList<>();
    question.add(principal.isUser());
    question.add(principal.context().knows(Dimensions.INSTANCE));
    question.add(principal.caller().arn().contains(":role/aws-service-role/"));
    for (Prepared each : prepared) {
      Policies policies = each.policies();
      question.add(each.ask().action());
      question.add(each.ask().target().account().equals(principal.caller().account()));
      question.add(policies.boundary().isPresent());
      question.add(policies.session().isPresent());
      question.add(policies.scps().size());
      question.add(policies.rcps().size());
      question.add(policies.endpoint().isPresent());
      each.sets()
          .forEach(set -> {
            question.add(set.unreadable());
            for (Statement statement : set.statements(each.ask().action().lowerCase())) {
              Truth matches = statement.matches(each.request());
              if (matches != Truth.NO) {
                question.add(statement);
                question.add(matches);
                if (matches == Truth.UNKNOWN) {
                  each.residual(principal, statement, question);
                }
              }
            }
          });
    }
    return question;
  }

  private List<String> whyOpen(String key) {
    return request.context().value(key).whyOpen();
  }

  /** Why it is not known whether some statements match, as far as values tell. */
  Stream<String> whyOpen() {
    return statements()
        .filter(it -> it.matches(request) == Truth.UNKNOWN)
        .flatMap(it -> it.conditions().stream())
        .flatMap(condition ->
            Stream.concat(
                whyOpen(condition.key(), condition.spelledKey()),
                condition.variables().stream().flatMap(it -> whyOpen(it, it))));
  }

  private Stream<String> whyOpen(String key, String spelled) {
    return whyOpen(key).stream().map(it -> spelled + " is not known: " + it);
  }

  private void residual(Principal principal, Statement statement, List<Object> question) {
    Context context = request.context();
    question.add(statement.covers(request, context));
    List<String> values = new ArrayList<>(statement.resourceVariables());
    for (Condition condition : statement.conditions()) {
      question.add(condition.holds(context));
      question.add(open.contains(condition.key()));
      question.add(principal.context().get(condition.key()) != null);
      question.add(whyOpen(condition.key()));
      values.addAll(condition.variables());
    }
    values.forEach(it -> question.add(context.value(it)));
  }
}
