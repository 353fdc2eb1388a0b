package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement's {@code Principal} or {@code NotPrincipal}. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">the
 * element</a>.
 *
 * @param aws what stands under {@code AWS}, or a lone star
 * @param others what stands under other kinds, such as {@code Service}
 */
public record Principals(boolean negated, List<String> aws, List<String> others) {

  public Principals {
    aws = List.copyOf(aws);
    others = List.copyOf(others);
  }

  /** How a statement names a caller, from not at all to itself. */
  public enum Grant {
    NONE,
    ACCOUNT,
    ROLE,
    DIRECT
  }

  /** How the list names a caller; the closest way counts. */
  Grant grant(Caller caller) {
    if (negated) {
      return exempts(caller) ? Grant.NONE : Grant.DIRECT;
    }
    Grant closest = Grant.NONE;
    for (String each : aws) {
      Grant grant = grant(each, caller);
      if (grant.compareTo(closest) > 0) {
        closest = grant;
      }
    }
    return closest == Grant.NONE && others.contains(caller.arn()) ? Grant.DIRECT : closest;
  }

  private static Grant grant(String named, Caller caller) {
    if (named.equals("*")) {
      return Grant.DIRECT;
    }
    if (isAccount(named, caller)) {
      return caller.kind() == Caller.Kind.ROOT ? Grant.DIRECT : Grant.ACCOUNT;
    }
    if (named.equals(caller.arn())) {
      return caller.kind() == Caller.Kind.ROLE ? Grant.ROLE : Grant.DIRECT;
    }
    if (caller.kind() == Caller.Kind.SESSION) {
      Caller other = Caller.of(named);
      boolean own =
          other.kind() == Caller.Kind.ROLE
              && other.account().equals(caller.account())
              && other.name().equals(caller.name());
      return own ? Grant.ROLE : Grant.NONE;
    }
    return Grant.NONE;
  }

  private static boolean isAccount(String named, Caller caller) {
    if (caller.account().isEmpty()) {
      return false;
    }
    return named.equals(caller.account())
        || (named.endsWith(":" + caller.account() + ":root") && named.startsWith("arn:"));
  }

  /** Everybody on the way to the caller must be listed: the session, its role and the account. */
  private boolean exempts(Caller caller) {
    boolean everybody = aws.contains("*");
    boolean account = aws.stream().anyMatch(it -> isAccount(it, caller));
    boolean itself = aws.contains(caller.arn());
    boolean role =
        caller.kind() != Caller.Kind.SESSION
            || aws.stream().anyMatch(it -> grant(it, caller) == Grant.ROLE);
    boolean other = others.contains(caller.arn());
    return everybody || other || (account && (itself || caller.kind() == Caller.Kind.ROOT) && role);
  }

  /** Accounts and principals of AWS's own kind that are named, without the lone star. */
  public List<String> named() {
    List<String> named = new ArrayList<>(aws);
    named.remove("*");
    return named;
  }

  public boolean isEverybody() {
    return !negated && aws.contains("*");
  }
}
