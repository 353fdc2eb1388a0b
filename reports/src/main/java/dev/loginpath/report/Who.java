package dev.loginpath.report;

/** Of whom an entry of a set of principals speaks. */
public enum Who {
  /** One principal, by its ARN. */
  NAMED,
  /** Whoever holds a key or a password: IAM has no say in it. */
  KEY_HOLDERS,
  /** Everybody of whom nothing was seen. */
  UNSEEN
}
