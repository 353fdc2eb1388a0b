package dev.loginpath.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a condition key in a request: one text, a set of texts, or open: the key may be
 * absent and may have any value.
 */
public final class Value {

  private enum Kind {
    ONE,
    SET,
    OPEN,
    ABSENT
  }

  /** Nothing is known of the key. */
  public static final Value OPEN = new Value(Kind.OPEN, List.of(), null);

  /** Laid over a value: the request does not carry the key. */
  public static final Value ABSENT = new Value(Kind.ABSENT, List.of(), null);

  private final Kind kind;

  private final List<String> texts;
  private final @Nullable Value other;

  // What the text means is read once, when a condition asks for it.
  private @Nullable AddressBlock address;
  private @Nullable BigDecimal number;
  private @Nullable Instant instant;

  private Value(Kind kind, List<String> texts, @Nullable Value other) {
    this.kind = kind;
    this.texts = texts;
    this.other = other;
  }

  public static Value of(String text) {
    return new Value(Kind.ONE, List.of(text), null);
  }

  public static Value ofAll(List<String> texts) {
    return new Value(Kind.SET, List.copyOf(texts), null);
  }

  /** Nothing is known of the key, for a reason. */
  public static Value unknown(String reason) {
    return new Value(Kind.OPEN, List.of(reason), null);
  }

  /** Why nothing is known of it; none where it is known, or where no reason was given. */
  public List<String> whyOpen() {
    return isOpen() ? texts : List.of();
  }

  /** Spellings of one key came with different values: which one counts is not documented. */
  public Value or(Value second) {
    return new Value(kind, texts, other == null ? second : other.or(second));
  }

  public boolean isOpen() {
    return kind == Kind.OPEN;
  }

  boolean isAbsent() {
    return kind == Kind.ABSENT;
  }

  boolean isAmbiguous() {
    return other != null;
  }

  /** The first of an ambiguous value. */
  Value first() {
    return new Value(kind, texts, null);
  }

  /** What else an ambiguous value may be. */
  @Nullable Value second() {
    return other;
  }

  boolean isMultivalued() {
    return kind == Kind.SET;
  }

  public List<String> texts() {
    return texts;
  }

  /** A set without values, or of empty texts alone, counts as absent for set operators. */
  boolean isEmptySet() {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The one value; null for a set. */
  @Nullable String single() {
    return kind != Kind.ONE || texts.size() != 1 ? null : texts.getFirst();
  }

  Value only(String text) {
    return new Value(Kind.ONE, List.of(text), null);
  }

  @Nullable AddressBlock address() {
    if (address == null) {
      address = AddressBlock.parse(texts.getFirst()).orElse(null);
    }
    return address;
  }

  @Nullable BigDecimal number() {
    if (number == null) {
      number = Scalars.number(texts.getFirst()).orElse(null);
    }
    return number;
  }

  @Nullable Instant instant() {
    if (instant == null) {
      instant = Scalars.instant(texts.getFirst()).orElse(null);
    }
    return instant;
  }

  @Override
  public boolean equals(@Nullable Object that) {
    return that instanceof Value value
        && kind == value.kind
        && texts.equals(value.texts)
        && (other == null ? value.other == null : other.equals(value.other));
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ONE -> texts.getFirst();
      case SET -> texts.toString();
      case OPEN -> "?";
      case ABSENT -> "absent";
    };
  }
}
