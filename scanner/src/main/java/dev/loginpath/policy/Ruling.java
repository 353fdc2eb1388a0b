package dev.loginpath.policy;

/** The answer to a request. */
public enum Ruling {
  ALLOWED("Allowed"),
  IMPLICITLY_DENIED("ImplicitlyDenied"),
  EXPLICITLY_DENIED("ExplicitlyDenied"),
  UNKNOWN("Unknown");

  private final String word;

  Ruling(String word) {
    this.word = word;
  }

  /** As {@code evaluate} writes it. */
  public String word() {
    return word;
  }
}
