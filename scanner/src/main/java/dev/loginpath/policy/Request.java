package dev.loginpath.policy;

import java.util.Locale;
import java.util.Optional;

/** One call of one principal on one resource. */
public final class Request {

  private final Caller caller;
  private final String action;
  private final String service;
  private final String resource;
  private final Optional<Arn> arn;
  private final String resourceAccount;
  private final Context context;

  /**
   * A request.
   *
   * @param action service and name, in any case
   * @param resource an ARN, or {@code *} where the action has no resource types
   * @param resourceAccount the owner of the resource
   */
  public Request(
      Caller caller, String action, String resource, String resourceAccount, Context context) {
    this(
        caller,
        action.toLowerCase(Locale.ROOT),
        resource,
        Arn.parse(resource),
        resourceAccount,
        context);
  }

  private Request(
      Caller caller,
      String action,
      String resource,
      Optional<Arn> arn,
      String resourceAccount,
      Context context) {
    this.caller = caller;
    this.action = action;
    this.service = action.substring(0, Math.max(action.indexOf(':'), 0));
    this.resource = resource;
    this.arn = arn;
    this.resourceAccount = resourceAccount;
    this.context = context;
  }

  /** The same call in another context. */
  public Request in(Context other) {
    return new Request(caller, action, resource, arn, resourceAccount, other);
  }

  public Caller caller() {
    return caller;
  }

  /** In lower case. */
  public String action() {
    return action;
  }

  public String resource() {
    return resource;
  }

  Optional<Arn> arn() {
    return arn;
  }

  public Context context() {
    return context;
  }

  boolean isSameAccount() {
    return caller.account().equals(resourceAccount);
  }

  String service() {
    return service;
  }
}
