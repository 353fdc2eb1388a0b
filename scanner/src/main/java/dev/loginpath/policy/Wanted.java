package dev.loginpath.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;

/** One value of a condition in a policy, ready to be compared with a value of a request. */
interface Wanted {

  /** Whether a single value of a request matches; a negated operator turns the answer around. */
  Truth matches(Value value, Context context);

  /** Reads a policy's value once. */
  static Wanted of(Operator operator, String text, boolean variables) {
    // What a negated operator says of a value that cannot be read is not documented.
    Truth unreadable = operator.isNegated() ? Truth.UNKNOWN : Truth.NO;
    Template template =
        variables && operator.takesVariables()
            ? Template.withVariables(text)
            : Template.plain(text);
    return switch (operator) {
      case STRING_EQUALS, STRING_NOT_EQUALS -> equalText(template, false);
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> equalText(template, true);
      case STRING_LIKE, STRING_NOT_LIKE -> like(template);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
          new WantedArn(text, variables, unreadable);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(text, unreadable, it -> it == 0);
      case NUMERIC_LESS_THAN -> number(text, unreadable, it -> it < 0);
      case NUMERIC_LESS_THAN_EQUALS -> number(text, unreadable, it -> it <= 0);
      case NUMERIC_GREATER_THAN -> number(text, unreadable, it -> it > 0);
      case NUMERIC_GREATER_THAN_EQUALS -> number(text, unreadable, it -> it >= 0);
      case DATE_EQUALS, DATE_NOT_EQUALS -> date(text, unreadable, it -> it == 0);
      case DATE_LESS_THAN -> date(text, unreadable, it -> it < 0);
      case DATE_LESS_THAN_EQUALS -> date(text, unreadable, it -> it <= 0);
      case DATE_GREATER_THAN -> date(text, unreadable, it -> it > 0);
      case DATE_GREATER_THAN_EQUALS -> date(text, unreadable, it -> it >= 0);
      case BOOL -> bool(template);
      case IP_ADDRESS, NOT_IP_ADDRESS -> address(text, unreadable);
      case BINARY_EQUALS -> binary(text);
      case NULL -> throw new IllegalArgumentException("Null asks for presence, not for a value");
    };
  }

  private static Wanted equalText(Template template, boolean ignoreCase) {
    String wanted = template.keys().isEmpty() ? template.text(Context.EMPTY) : null;
    if (wanted != null) {
      return (value, context) -> Truth.of(equal(wanted, value.texts().getFirst(), ignoreCase));
    }
    return (value, context) -> {
      String text = template.text(context);
      if (text == null) {
        return Truth.NO;
      }
      return template.isOpen(context)
          ? Truth.UNKNOWN
          : Truth.of(equal(text, value.texts().getFirst(), ignoreCase));
    };
  }

  private static boolean equal(String wanted, String given, boolean ignoreCase) {
    return ignoreCase ? wanted.equalsIgnoreCase(given) : wanted.equals(given);
  }

  private static Wanted like(Template template) {
    return (value, context) -> {
      String text = value.texts().getFirst();
      return template.matches(context, text, 0, text.length());
    };
  }

  private static Wanted bool(Template template) {
    return (value, context) -> {
      String text = template.text(context);
      if (text != null && template.isOpen(context)) {
        return Truth.UNKNOWN;
      }
      boolean readable = "true".equalsIgnoreCase(text) || "false".equalsIgnoreCase(text);
      return Truth.of(readable && value.texts().getFirst().equalsIgnoreCase(text));
    };
  }

  private static Wanted number(String text, Truth unreadable, IntPredicate holds) {
    BigDecimal wanted = Scalars.number(text).orElse(null);
    return (value, context) -> {
      BigDecimal given = value.number();
      return wanted != null && given != null
          ? Truth.of(holds.test(given.compareTo(wanted)))
          : unreadable;
    };
  }

  private static Wanted date(String text, Truth unreadable, IntPredicate holds) {
    Instant wanted = Scalars.instant(text).orElse(null);
    return (value, context) -> {
      Instant given = value.instant();
      return wanted != null && given != null
          ? Truth.of(holds.test(given.compareTo(wanted)))
          : unreadable;
    };
  }

  private static Wanted address(String text, Truth unreadable) {
    AddressBlock wanted = AddressBlock.parse(text).orElse(null);
    return (value, context) -> {
      AddressBlock given = value.address();
      return wanted != null && given != null ? Truth.of(wanted.contains(given)) : unreadable;
    };
  }

  private static Wanted binary(String text) {
    Optional<byte[]> wanted = bytes(text);
    return (value, context) ->
        Truth.of(
            wanted.isPresent()
                && bytes(value.texts().getFirst())
                    .filter(it -> Arrays.equals(it, wanted.get()))
                    .isPresent());
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
