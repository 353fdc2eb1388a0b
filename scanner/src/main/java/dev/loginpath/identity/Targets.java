package dev.loginpath.identity;

import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Resources by number. What a statement says of them is worked out once for all, as sets of
 * numbers: a tag's condition by the tag's distinct values, a pattern once for every principal.
 */
final class Targets {

  private static final Caller NOBODY = Caller.of("");

  /** The resources of which something holds, and those of which it is not known. */
  private record Holding(RoaringBitmap yes, RoaringBitmap unknown) {}

  private final List<Target> targets;
  private final RoaringBitmap all;
  private final Set<String> keys = new HashSet<>();
  private final Map<String, List<Integer>> byArn = new HashMap<>();
  private final Map<String, Map<Value, RoaringBitmap>> byValue = new HashMap<>();
  private final Map<String, Holding> known = new HashMap<>();

  Targets(List<Target> targets) {
    this.targets = List.copyOf(targets);
    this.all = RoaringBitmap.bitmapOfRange(0, targets.size());
    for (int number = 0; number < targets.size(); number++) {
      Target each = targets.get(number);
      keys.addAll(each.keys().keySet());
      byArn.computeIfAbsent(each.arn(), arn -> new ArrayList<>(1)).add(number);
    }
  }

  int size() {
    return targets.size();
  }

  Target get(int number) {
    return targets.get(number);
  }

  /** Parts of which all members are alike to some statements, for one principal. */
  List<RoaringBitmap> parts(List<Statement> statements, Principal principal) {
    List<RoaringBitmap> parts = all.isEmpty() ? List.of() : List.of(all);
    for (Statement statement : statements) {
      if (!statement.coversEverything()) {
        parts = split(parts, covered(statement, principal));
      }
      for (Condition condition : statement.conditions()) {
        List<String> variables = condition.variables().stream().filter(keys::contains).toList();
        if (keys.contains(condition.key())
            || (!variables.isEmpty() && !isOpen(condition.key(), principal))) {
          parts = split(parts, holding(condition, principal));
        } else {
          // What it is compared with is the target's, and nobody knows what is compared.
          for (String variable : variables) {
            for (RoaringBitmap alike : valuesOf(variable).values()) {
              parts = split(parts, new Holding(alike, new RoaringBitmap()));
            }
          }
        }
      }
    }
    return parts;
  }

  private static List<RoaringBitmap> split(List<RoaringBitmap> parts, Holding by) {
    List<RoaringBitmap> finer = new ArrayList<>(parts.size());
    for (RoaringBitmap part : parts) {
      RoaringBitmap yes = RoaringBitmap.and(part, by.yes());
      RoaringBitmap unknown = RoaringBitmap.and(part, by.unknown());
      RoaringBitmap no = RoaringBitmap.andNot(part, by.yes());
      no.andNot(by.unknown());
      for (RoaringBitmap each : List.of(yes, unknown, no)) {
        if (!each.isEmpty()) {
          finer.add(each);
        }
      }
    }
    return finer;
  }

  private Holding covered(Statement statement, Principal principal) {
    String name = statement.resourcesText() + values(statement.resourceVariables(), principal);
    return known.computeIfAbsent(
        name,
        text -> {
          if (statement.literalResources().isPresent()) {
            RoaringBitmap yes = new RoaringBitmap();
            statement
                .literalResources()
                .get()
                .forEach(arn -> byArn.getOrDefault(arn, List.of()).forEach(yes::add));
            return new Holding(yes, new RoaringBitmap());
          }
          Context context = withOpen(principal, statement.resourceVariables(), Map.of());
          return each(number -> {
            Target target = targets.get(number);
            Request request =
                new Request(NOBODY, "", target.arn(), target.account(), Context.EMPTY);
            return statement.covers(
                request,
                statement.resourceVariables().isEmpty() ? context : context.with(target.keys()));
          });
        });
  }

  private Holding holding(Condition condition, Principal principal) {
    List<String> asked = new ArrayList<>(condition.variables());
    asked.add(condition.key());
    String name = "\u0000" + condition.question() + values(asked, principal);
    return known.computeIfAbsent(
        name,
        text -> {
          boolean twoKeys = condition.variables().stream().anyMatch(keys::contains);
          if (twoKeys) {
            return each(number ->
                condition.holds(
                    withOpen(principal, condition.variables(), targets.get(number).keys())));
          }
          RoaringBitmap yes = new RoaringBitmap();
          RoaringBitmap unknown = new RoaringBitmap();
          valuesOf(condition.key())
              .forEach((value, members) -> {
                Context context =
                    withOpen(principal, condition.variables(), Map.of(condition.key(), value));
                switch (condition.holds(context)) {
                  case YES -> yes.or(members);
                  case UNKNOWN -> unknown.or(members);
                  case NO -> {}
                }
              });
          return new Holding(yes, unknown);
        });
  }

  private Holding each(Function<Integer, Truth> answer) {
    RoaringBitmap yes = new RoaringBitmap();
    RoaringBitmap unknown = new RoaringBitmap();
    for (int number = 0; number < targets.size(); number++) {
      switch (answer.apply(number)) {
        case YES -> yes.add(number);
        case UNKNOWN -> unknown.add(number);
        case NO -> {}
      }
    }
    return new Holding(yes, unknown);
  }

  /** The targets by their values of a key; those without it under {@link Value#ABSENT}. */
  private Map<Value, RoaringBitmap> valuesOf(String key) {
    return byValue.computeIfAbsent(
        key,
        name -> {
          Map<Value, RoaringBitmap> values = new LinkedHashMap<>();
          for (int number = 0; number < targets.size(); number++) {
            Value value = targets.get(number).keys().getOrDefault(name, Value.ABSENT);
            values.computeIfAbsent(value, it -> new RoaringBitmap()).add(number);
          }
          return values;
        });
  }

  /** The principal's keys and others; a variable whose value nobody knows stays open. */
  private Context withOpen(Principal principal, List<String> variables, Map<String, Value> values) {
    Map<String, Value> more = new HashMap<>();
    for (String variable : variables) {
      if (isOpen(variable, principal)) {
        more.put(variable, Value.OPEN);
      }
    }
    more.putAll(values);
    return principal.context().with(more);
  }

  private boolean isOpen(String key, Principal principal) {
    return key.startsWith("aws:principaltag/")
        ? principal.sessionTags()
        : !keys.contains(key) && !principal.context().knows(key);
  }

  private String values(List<String> variables, Principal principal) {
    if (variables.isEmpty()) {
      return "";
    }
    StringBuilder values = new StringBuilder();
    for (String each : variables) {
      values
          .append('\u0000')
          .append(isOpen(each, principal) ? "?" : String.valueOf(principal.context().get(each)));
    }
    return values.toString();
  }
}
