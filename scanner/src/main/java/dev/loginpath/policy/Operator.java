package dev.loginpath.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * A condition operator without its set quantifier and {@code IfExists}. A negated one holds when
 * none of the policy's values matches. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">the
 * operators</a>.
 */
public enum Operator {
  STRING_EQUALS("StringEquals", false, true),
  STRING_NOT_EQUALS("StringNotEquals", true, true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, true),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, true),
  STRING_LIKE("StringLike", false, true),
  STRING_NOT_LIKE("StringNotLike", true, true),
  ARN_EQUALS("ArnEquals", false, true),
  ARN_NOT_EQUALS("ArnNotEquals", true, true),
  ARN_LIKE("ArnLike", false, true),
  ARN_NOT_LIKE("ArnNotLike", true, true),
  NUMERIC_EQUALS("NumericEquals", false, false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true, false),
  NUMERIC_LESS_THAN("NumericLessThan", false, false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false, false),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, false),
  DATE_EQUALS("DateEquals", false, false),
  DATE_NOT_EQUALS("DateNotEquals", true, false),
  DATE_LESS_THAN("DateLessThan", false, false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, false),
  DATE_GREATER_THAN("DateGreaterThan", false, false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, false),
  BOOL("Bool", false, true),
  IP_ADDRESS("IpAddress", false, false),
  NOT_IP_ADDRESS("NotIpAddress", true, false),
  BINARY_EQUALS("BinaryEquals", false, false),
  NULL("Null", false, false);

  private final String word;
  private final boolean negated;
  private final boolean variables;

  Operator(String word, boolean negated, boolean variables) {
    this.word = word;
    this.negated = negated;
    this.variables = variables;
  }

  /** As policies write it, in any case. */
  static Optional<Operator> find(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equalsIgnoreCase(word)).findFirst();
  }

  public String word() {
    return word;
  }

  boolean isNegated() {
    return negated;
  }

  /** It compares ARNs, and says nothing sure of what is none. */
  boolean isArn() {
    return this == ARN_EQUALS || this == ARN_NOT_EQUALS || this == ARN_LIKE || this == ARN_NOT_LIKE;
  }

  /** Policy variables are substituted in its values. */
  boolean takesVariables() {
    return variables;
  }
}
