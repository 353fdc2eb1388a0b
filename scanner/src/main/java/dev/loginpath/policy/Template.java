package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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
  private final List<String> keys;
  private final @Nullable Glob fixed;

  /** The pattern read as plain text, where it holds no variable. */
  private final @Nullable String fixedText;

  private Template(int[] tokens, List<Variable> variables) {
    this.tokens = tokens;
    this.variables = variables;
    this.keys = variables.stream().map(Variable::key).toList();
    this.fixed = variables.isEmpty() ? new Glob(tokens) : null;
    this.fixedText = variables.isEmpty() ? Glob.literal(tokens) : null;
  }

  /** A pattern in which {@code ${…}} means itself. */
  static Template plain(String text) {
    return new Template(Glob.tokens(text), List.of());
  }

  /** A pattern of a policy whose version knows variables. */
  static Template withVariables(String text) {
    return withVariables("", text);
  }

  /** A pattern that knows variables after its first part only. */
  static Template withVariables(String plain, String text) {
    if (!text.contains("${")) {
      return plain(plain + text);
    }
    List<Integer> tokens = new ArrayList<>();
    Arrays.stream(Glob.tokens(plain)).forEach(tokens::add);
    List<Variable> variables = new ArrayList<>();
    int lastEnd = text.lastIndexOf('}');
    int at = 0;
    while (at < text.length()) {
      if (at < lastEnd && text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
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
    return keys;
  }

  /** What it says where it holds no variable; null where it holds one. */
  @Nullable Glob fixed() {
    return fixed;
  }

  /** What everything that matches starts with. */
  String head() {
    int end = 0;
    while (end < tokens.length && tokens[end] >= 0) {
      end++;
    }
    return new String(tokens, 0, end);
  }

  /** A variable's value is not known. */
  boolean isOpen(Context context) {
    for (Variable each : variables) {
      if (isOpen(context.get(each.key()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOpen(@Nullable Value value) {
    return value != null && (value.isOpen() || value.isAmbiguous());
  }

  /** Whether the part of a text from {@code from} to {@code to} matches. */
  Truth matches(Context context, String text, int from, int to) {
    if (fixed != null) {
      return fixed.matches(text, from, to);
    }
    int[] resolved = resolved(context);
    if (resolved == null) {
      return Truth.NO;
    }
    Truth matches = new Glob(resolved).matches(text, from, to);
    return isOpen(context) ? matches.and(Truth.UNKNOWN) : matches;
  }

  /** The pattern read as plain text; null where a variable has no single value. */
  @Nullable String text(Context context) {
    if (fixedText != null) {
      return fixedText;
    }
    if (tokens.length == 1 && !isOpen(context)) {
      return text(variables.getFirst(), context);
    }
    int[] resolved = resolved(context);
    return resolved == null ? null : Glob.literal(resolved);
  }

  /** With any run of characters for what is not known. */
  private int @Nullable [] resolved(Context context) {
    IntStream.Builder resolved = IntStream.builder();
    for (int token : tokens) {
      if (token > FIRST_VARIABLE) {
        resolved.add(token);
        continue;
      }
      Variable variable = variables.get(FIRST_VARIABLE - token);
      if (isOpen(context.get(variable.key()))) {
        resolved.add(Glob.STAR);
        continue;
      }
      String text = text(variable, context);
      if (text == null) {
        return null;
      }
      text.chars().forEach(resolved::add);
    }
    return resolved.build().toArray();
  }

  private static @Nullable String text(Variable variable, Context context) {
    Value value = context.get(variable.key());
    return value == null ? variable.otherwise() : value.single();
  }
}
