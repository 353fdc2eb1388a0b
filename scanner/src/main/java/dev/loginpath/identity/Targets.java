package dev.loginpath.identity;

import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Operator;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Resources by number. What a statement says of them is worked out once for all, as sets of
 * numbers: a tag's condition by the tag's distinct values, a pattern once for every principal.
 */
final class Targets {

  private static final Caller NOBODY = Caller.of("");

  /** The resources of which something holds, and those of which it is not known. */
  private record Holding(RoaringBitmap yes, RoaringBitmap unknown) {}

  /** Those that share a value; the others are those of which there is more to say than a text. */
  private record ByValue(Map<String, RoaringBitmap> texts, Map<Value, RoaringBitmap> others) {

    Stream<RoaringBitmap> parts() {
      return Stream.concat(texts.values().stream(), others.values().stream());
    }
  }

  private final Resources resources;
  private final RoaringBitmap all;
  private final Map<String, RoaringBitmap> byArn = new HashMap<>();
  private final Map<String, ByValue> byValue = new HashMap<>();
  private final Map<List<Object>, Holding> known = new HashMap<>();

  Targets(Resources resources) {
    this.resources = resources;
    this.all = RoaringBitmap.bitmapOfRange(0, resources.size());
  }

  int size() {
    return resources.size();
  }

  Target get(int number) {
    return resources.get(number);
  }

  /** The resources of an ARN. */
  private RoaringBitmap named(String arn) {
    if (byArn.isEmpty()) {
      for (int number = 0; number < resources.size(); number++) {
        byArn.computeIfAbsent(resources.arns().get(number), it -> new RoaringBitmap()).add(number);
      }
    }
    return byArn.getOrDefault(arn, new RoaringBitmap());
  }

  /** Parts of which all members are alike to some statements, for one principal. */
  List<RoaringBitmap> parts(List<Statement> statements, Principal principal) {
    List<RoaringBitmap> parts = all.isEmpty() ? List.of() : List.of(all);
    for (Statement statement : statements) {
      if (!statement.coversEverything()) {
        parts = split(parts, covered(statement, principal));
      }
      for (Condition condition : statement.conditions()) {
        List<String> variables = condition.variables().stream().filter(resources::give).toList();
        if (resources.give(condition.key())
            || (!variables.isEmpty() && !isOpen(condition.key(), principal))) {
          parts = split(parts, holding(condition, principal));
        } else {
          // What it is compared with is the target's, and nobody knows what is compared.
          for (String variable : variables) {
            for (RoaringBitmap alike : valuesOf(variable).parts().toList()) {
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
    List<Object> name =
        question(statement.resourcesText(), statement.resourceVariables(), principal);
    return known.computeIfAbsent(
        name,
        text -> {
          if (statement.literalResources().isPresent()) {
            RoaringBitmap yes = new RoaringBitmap();
            statement.literalResources().get().forEach(arn -> yes.or(named(arn)));
            return new Holding(yes, new RoaringBitmap());
          }
          Context context = withOpen(principal, statement.resourceVariables(), Map.of());
          return each(number -> {
            Request request =
                new Request(NOBODY, "", resources.arns().get(number), "", Context.EMPTY);
            return statement.covers(
                request, context.with(given(number, statement.resourceVariables())));
          });
        });
  }

  private Holding holding(Condition condition, Principal principal) {
    List<String> asked = new ArrayList<>(condition.variables());
    asked.add(condition.key());
    List<Object> name = question("\u0000" + condition.question(), asked, principal);
    return known.computeIfAbsent(
        name,
        text -> {
          boolean twoKeys = condition.variables().stream().anyMatch(resources::give);
          if (twoKeys) {
            return each(number ->
                condition.holds(withOpen(principal, condition.variables(), given(number, asked))));
          }
          Context context = withOpen(principal, condition.variables(), Map.of());
          return holding(condition, context, valuesOf(condition.key()));
        });
  }

  /** What a resource gives of some keys. */
  private Map<String, Value> given(int number, List<String> keys) {
    Map<String, Value> given = new HashMap<>();
    keys.stream().filter(resources::give).forEach(it -> given.put(it, resources.value(number, it)));
    return given;
  }

  private static Holding holding(Condition condition, Context context, ByValue values) {
    RoaringBitmap yes = new RoaringBitmap();
    RoaringBitmap unknown = new RoaringBitmap();
    BiConsumer<Value, RoaringBitmap> sort =
        (value, members) -> {
          switch (condition.holds(context.with(Map.of(condition.key(), value)))) {
            case YES -> yes.or(members);
            case UNKNOWN -> unknown.or(members);
            case NO -> {}
          }
        };
    boolean open =
        condition.variables().stream().map(context::get).anyMatch(it -> it != null && !isPlain(it));
    if (condition.operator().equals(Optional.of(Operator.STRING_EQUALS)) && !open) {
      // No other text can be equal.
      for (String text : Set.copyOf(condition.valuesIn(context))) {
        RoaringBitmap members = values.texts().get(text);
        if (members != null) {
          sort.accept(Value.of(text), members);
        }
      }
    } else {
      values.texts().forEach((text, members) -> sort.accept(Value.of(text), members));
    }
    values.others().forEach(sort);
    return new Holding(yes, unknown);
  }

  private Holding each(IntFunction<Truth> answer) {
    RoaringBitmap yes = new RoaringBitmap();
    RoaringBitmap unknown = new RoaringBitmap();
    for (int number = 0; number < resources.size(); number++) {
      switch (answer.apply(number)) {
        case YES -> yes.add(number);
        case UNKNOWN -> unknown.add(number);
        case NO -> {}
      }
    }
    return new Holding(yes, unknown);
  }

  /** The targets by their values of a key; those without it under {@link Value#ABSENT}. */
  private ByValue valuesOf(String key) {
    return byValue.computeIfAbsent(
        key,
        name -> {
          Map<String, RoaringBitmap> texts = new LinkedHashMap<>();
          Map<Value, RoaringBitmap> others = new LinkedHashMap<>();
          for (int number = 0; number < resources.size(); number++) {
            Value value = resources.value(number, name);
            RoaringBitmap members =
                isPlain(value)
                    ? texts.computeIfAbsent(value.texts().getFirst(), it -> new RoaringBitmap())
                    : others.computeIfAbsent(value, it -> new RoaringBitmap());
            members.add(number);
          }
          return new ByValue(texts, others);
        });
  }

  private static boolean isPlain(Value value) {
    return value.texts().size() == 1 && value.equals(Value.of(value.texts().getFirst()));
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
        : !resources.give(key) && !principal.context().knows(key);
  }

  /** What is asked, with the principal's own values of some keys. */
  private List<Object> question(String text, List<String> keys, Principal principal) {
    List<Object> question = new ArrayList<>();
    question.add(text);
    for (String each : keys) {
      question.add(isOpen(each, principal) ? Value.OPEN : principal.context().value(each));
    }
    return question;
  }
}
