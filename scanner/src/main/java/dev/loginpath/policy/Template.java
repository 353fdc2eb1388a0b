package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that may hold policy variables. What a variable stands for is literal, wildcards
 * included. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">policy
 * variables</a>.
 */
final class Template {

  /** Tokens below this one stand for variables: the first for number 0, and so on down. */
  private static final int FIRST_VARIABLE = -3;

  private record Variable(String key, @Nullable String otherwise) {}

  private final int[] tokens;
  private final List<Variable> variables;
  private final @Nullable Glob fixed;

  private Template(int[] tokens, List<Variable> variables) {
    this.tokens = tokens;
    this.variables = variables;
    this.fixed = variables.isEmpty() ? new Glob(tokens) : null;
  }

  /** A pattern in which {@code ${…}} means itself. */
  static Template plain(String text) {
    return new Template(Glob.tokens(text), List.of());
  }

  /** A pattern of a policy whose version knows variables. */
  static Template withVariables(String text) {
    if (!text.contains("${")) {
      return plain(text);
    }
    List<Integer> tokens = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
      if (end > 0) {
        String inside = text.substring(at + 2, end);
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
          tokens.add((int) inside.charAt(0));
        } else {
          tokens.add(FIRST_VARIABLE - variables.size());
          variables.add(variable(inside));
        }
        at = end + 1;
      } else {
        char c = text.charAt(at++);
        tokens.add(c == '*' ? Glob.STAR : c == '?' ? Glob.ONE : c);
      }
    }
    return new Template(
        tokens.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(variables));
  }

  /** {@code key} or {@code key, 'value where it is absent'}. */
  private static Variable variable(String inside) {
    int comma = inside.indexOf(',');
    String key = (comma < 0 ? inside : inside.substring(0, comma)).strip().toLowerCase(Locale.ROOT);
    if (comma < 0) {
      return new Variable(key, null);
    }
    String rest = inside.substring(comma + 1).strip();
    boolean quoted = rest.length() >= 2 && rest.startsWith("'") && rest.endsWith("'");
    return new Variable(key, quoted ? rest.substring(1, rest.length() - 1) : null);
  }

  /** The keys whose values it takes, in lower case. */
  List<String> keys() {
    return variables.stream().map(Variable::key).toList();
  }

  /** What it says where it holds no variable. */
  Optional<Glob> fixed() {
    return Optional.ofNullable(fixed);
  }

  /** A variable's value is not known. */
  boolean isOpen(Context context) {
    for (Variable each : variables) {
      Value value = context.get(each.key());
      if (value != null && (value.isOpen() || value.isAmbiguous())) {
        return true;
      }
    }
    return false;
  }

  /** The pattern in a context; empty where a variable has no single value. */
  Optional<Glob> in(Context context) {
    return fixed != null ? Optional.of(fixed) : resolved(context).map(Glob::new);
  }

  /** The pattern read as plain text; empty where a variable has no single value. */
  Optional<String> text(Context context) {
    return variables.isEmpty()
        ? Optional.of(Glob.literal(tokens))
        : resolved(context).map(Glob::literal);
  }

  private Optional<int[]> resolved(Context context) {
    List<Integer> resolved = new ArrayList<>();
    for (int token : tokens) {
      if (token > FIRST_VARIABLE) {
        resolved.add(token);
        continue;
      }
      Variable variable = variables.get(FIRST_VARIABLE - token);
      Value value = context.get(variable.key());
      String text = value == null ? variable.otherwise() : value.single();
      if (text == null) {
        return Optional.empty();
      }
      text.chars().forEach(resolved::add);
    }
    return Optional.of(resolved.stream().mapToInt(Integer::intValue).toArray());
  }
}
