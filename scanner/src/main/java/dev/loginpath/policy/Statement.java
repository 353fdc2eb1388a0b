package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement of a policy, ready to be matched. */
public final class Statement {

  /** What a statement does to the requests that it matches. */
  public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String word;

    Effect(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  private final String policy;
  private final Optional<String> sid;
  private final int index;
  private final Effect effect;
  private final boolean notAction;
  private final List<Glob> actions;
  private final boolean notResource;
  private final ResourcePattern[] resources;
  private final Optional<Principals> principals;
  private final Condition[] conditions;

  Statement(
      String policy,
      Optional<String> sid,
      int index,
      Effect effect,
      boolean notAction,
      List<Glob> actions,
      boolean notResource,
      List<ResourcePattern> resources,
      Optional<Principals> principals,
      List<Condition> conditions) {
    this.policy = policy;
    this.sid = sid;
    this.index = index;
    this.effect = effect;
    this.notAction = notAction;
    this.actions = List.copyOf(actions);
    this.notResource = notResource;
    this.resources = resources.toArray(ResourcePattern[]::new);
    this.principals = principals;
    this.conditions = conditions.toArray(Condition[]::new);
  }

  /** The name of the policy it stands in. */
  public String policy() {
    return policy;
  }

  public Optional<String> sid() {
    return sid;
  }

  /** Its place in the policy, from 0. */
  public int index() {
    return index;
  }

  public Effect effect() {
    return effect;
  }

  public Optional<Principals> principals() {
    return principals;
  }

  public List<Condition> conditions() {
    return List.of(conditions);
  }

  /** The keys whose values its resources take by policy variables, in lower case. */
  public List<String> resourceVariables() {
    return Stream.of(resources).flatMap(it -> it.variables().stream()).distinct().toList();
  }

  /** It covers every resource there is. */
  public boolean coversEverything() {
    return !notResource && Stream.of(resources).anyMatch(ResourcePattern::isEverything);
  }

  /** The resources it names one by one; empty where any of them is a pattern, or all but some. */
  public Optional<List<String>> literalResources() {
    List<String> literals = new ArrayList<>();
    for (ResourcePattern each : resources) {
      if (notResource || each.literal().isEmpty()) {
        return Optional.empty();
      }
      literals.add(each.literal().get());
    }
    return Optional.of(literals);
  }

  /** The resources as the policy writes them: two statements with the same text cover the same. */
  public String resourcesText() {
    return (notResource ? "all but " : "")
        + Stream.of(resources).map(it -> it + "\u0000" + it.variables()).toList();
  }

  /** Whether it is about an action, given in lower case. */
  boolean isAbout(String action) {
    for (Glob each : actions) {
      if (each.matches(action) == Truth.YES) {
        return !notAction;
      }
    }
    return notAction;
  }

  /** Whether it is about a request's resource. */
  public Truth covers(Request request, Context context) {
    Truth any = Truth.NO;
    for (ResourcePattern each : resources) {
      any = any.or(each.covers(request.resource(), request.arn(), context));
      if (any == Truth.YES) {
        break;
      }
    }
    return notResource ? any.not() : any;
  }

  /** Whether it matches a request for an action that it is about, principals aside. */
  public Truth matches(Request request) {
    Truth all = covers(request, request.context());
    for (Condition each : conditions) {
      if (all == Truth.NO) {
        return all;
      }
      all = all.and(each.holds(request.context()));
    }
    return all;
  }

  /** How a resource's policy names a caller: alike for those whom it does not tell apart. */
  public String naming(Caller caller) {
    return grant(caller).name();
  }

  /** How it names the caller; identity policies name nobody and mean their owner. */
  Principals.Grant grant(Caller caller) {
    return principals.isEmpty() ? Principals.Grant.DIRECT : principals.get().grant(caller);
  }

  /** Where it stands, for a person to find it. */
  @Override
  public String toString() {
    return policy + " " + sid.orElse("statement " + index);
  }
}
