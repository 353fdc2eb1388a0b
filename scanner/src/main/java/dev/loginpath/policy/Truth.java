package dev.loginpath.policy;

/** Whether a part of a policy matches a request; Kleene's logic, ordered from no to yes. */
public enum Truth {
  NO,
  UNKNOWN,
  YES;

  public static Truth of(boolean holds) {
    return holds ? YES : NO;
  }

  public Truth and(Truth other) {
    return (this == NO || other == YES) ? this : other == NO ? other : UNKNOWN;
  }

  public Truth or(Truth other) {
    return (this == YES || other == NO) ? this : other == YES ? other : UNKNOWN;
  }

  public Truth not() {
    return switch (this) {
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
      case YES -> NO;
    };
  }
}
