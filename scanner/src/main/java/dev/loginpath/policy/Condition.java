package dev.loginpath.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One operator on one key, with the values of which it asks. */
public final class Condition {

  private enum Quantifier {
    NONE(""),
    ALL("ForAllValues:"),
    ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">keys
   * with many values</a>.
   */
  private static final Set<String> MANY_VALUED =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:principalservicenameslist",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:tagkeys");

  private static final String IF_EXISTS = "IfExists";

  private final String text;
  private final String spelledKey;
  private final String question;
  private final Quantifier quantifier;
  private final Optional<Operator> operator;

  /** Null where nobody knows what is asked. */
  private final @Nullable Operator asked;

  private final boolean ifExists;
  private final String key;
  private final List<String> values;
  private final Wanted[] wanted;
  private final List<Template> templates;
  private final List<String> variables;

  private Condition(
      String text,
      Quantifier quantifier,
      Optional<Operator> operator,
      boolean ifExists,
      String key,
      List<String> values,
      boolean variables) {
    this.text = text;
    this.quantifier = quantifier;
    this.operator = operator;
    // What a condition without values asks is not documented.
    this.asked = values.isEmpty() ? null : operator.orElse(null);
    this.ifExists = ifExists;
    this.key = key.toLowerCase(Locale.ROOT);
    this.spelledKey = key;
    this.question = text + values.stream().map(it -> "\u0000" + it).sorted().toList() + variables;
    this.values = values;
    boolean takesVariables = variables && operator.filter(Operator::takesVariables).isPresent();
    this.templates =
        takesVariables ? values.stream().map(Template::withVariables).toList() : List.of();
    this.variables = templates.stream().flatMap(it -> it.keys().stream()).distinct().toList();
    this.wanted =
        operator
            .filter(it -> it != Operator.NULL)
            .map(it ->
                values.stream()
                    .map(value -> Wanted.of(it, value, variables))
                    .toArray(Wanted[]::new))
            .orElseGet(() -> new Wanted[0]);
  }

  /** Reads a condition; an operator that IAM does not know makes it unknown. */
  static Condition of(String word, String key, List<String> values, boolean variables) {
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier each : List.of(Quantifier.ALL, Quantifier.ANY)) {
      if (word.regionMatches(true, 0, each.prefix, 0, each.prefix.length())) {
        quantifier = each;
      }
    }
    String bare = word.substring(quantifier.prefix.length());
    int end = bare.length() - IF_EXISTS.length();
    boolean ifExists = end > 0 && bare.regionMatches(true, end, IF_EXISTS, 0, IF_EXISTS.length());
    Optional<Operator> operator = Operator.find(ifExists ? bare.substring(0, end) : bare);
    boolean meaningless = ifExists && operator.equals(Optional.of(Operator.NULL));
    return new Condition(
        word + " " + key + " " + String.join(", ", new TreeSet<>(values)),
        quantifier,
        meaningless ? Optional.empty() : operator,
        ifExists,
        key,
        List.copyOf(values),
        variables);
  }

  /** The key it asks for, in lower case. */
  public String key() {
    return key;
  }

  /** The key as the policy spells it. */
  public String spelledKey() {
    return spelledKey;
  }

  /** The keys whose values its policy variables take, in lower case. */
  public List<String> variables() {
    return variables;
  }

  /** The operator; empty where IAM knows none of that name. */
  public Optional<Operator> operator() {
    return operator;
  }

  /** It looks at every value of a key that may have many. */
  public boolean isSetWise() {
    return quantifier != Quantifier.NONE;
  }

  /** The values as the policy writes them. */
  public List<String> values() {
    return values;
  }

  /** The values with their policy variables replaced; those without a value are left out. */
  public List<String> valuesIn(Context context) {
    return variables.isEmpty()
        ? values
        : templates.stream()
            .filter(it -> !it.isOpen(context))
            .flatMap(it -> Stream.ofNullable(it.text(context)))
            .toList();
  }

  /** Two conditions with the same question hold in the same contexts. */
  public String question() {
    return question;
  }

  /** Whether it holds in a context. */
  public Truth holds(Context context) {
    return asked == null ? Truth.UNKNOWN : holds(asked, context.get(key), context);
  }

  private Truth holds(Operator known, @Nullable Value value, Context context) {
    if (value != null && value.isOpen()) {
      return comparesWithNothing(context) && !mayBeOdd(known) ? ofNothing(known) : Truth.UNKNOWN;
    }
    if (value != null && value.isAmbiguous()) {
      Truth first = holds(known, value.first(), context);
      return holds(known, value.second(), context) == first ? first : Truth.UNKNOWN;
    }
    if (known == Operator.NULL) {
      return absence(value == null || value.texts().isEmpty());
    }
    boolean missing =
        value == null
            || (quantifier == Quantifier.NONE ? value.texts().isEmpty() : value.isEmptySet());
    if (missing || value == null) {
      return ofMissing(known);
    }
    return switch (quantifier) {
      // How a plain operator reads a key with many values is not documented.
      case NONE -> value.isMultivalued() ? Truth.UNKNOWN : of(known, value, context);
      case ALL -> {
        Truth all = Truth.YES;
        for (String each : value.texts()) {
          all = all.and(of(known, value.only(each), context));
        }
        yield all;
      }
      case ANY -> {
        Truth any = Truth.NO;
        for (String each : value.texts()) {
          any = any.or(of(known, value.only(each), context));
        }
        yield any;
      }
    };
  }

  /** All that it asks for are variables without a value, which nothing matches. */
  private boolean comparesWithNothing(Context context) {
    return !variables.isEmpty()
        && quantifier == Quantifier.NONE
        && templates.stream().allMatch(it -> !it.isOpen(context) && it.text(context) == null);
  }

  /**
   * It may hold many values, or none that is an ARN, of which AWS does not say what then counts.
   */
  private boolean mayBeOdd(Operator known) {
    return known.isArn() || MANY_VALUED.contains(key);
  }

  /** The key may still be missing. */
  private Truth ofNothing(Operator known) {
    Truth present = Truth.of(known.isNegated());
    return ofMissing(known) == present ? present : Truth.UNKNOWN;
  }

  private Truth ofMissing(Operator known) {
    return switch (quantifier) {
      case NONE -> Truth.of(ifExists || known.isNegated());
      case ALL -> Truth.YES;
      // AWS's operator page and the behaviour that others saw contradict each other.
      case ANY -> ifExists ? Truth.UNKNOWN : Truth.NO;
    };
  }

  private Truth absence(boolean absent) {
    Truth any = Truth.NO;
    for (String each : values) {
      if (each.equalsIgnoreCase("true") || each.equalsIgnoreCase("false")) {
        any = any.or(Truth.of(each.equalsIgnoreCase("true") == absent));
      } else {
        any = any.or(Truth.UNKNOWN);
      }
    }
    return any;
  }

  private Truth of(Operator known, Value single, Context context) {
    Truth any = Truth.NO;
    for (Wanted each : wanted) {
      any = any.or(each.matches(single, context));
      if (any == Truth.YES) {
        break;
      }
    }
    return known.isNegated() ? any.not() : any;
  }

  /** As a person reads it; two conditions with the same text ask the same. */
  @Override
  public String toString() {
    return text;
  }
}
