package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was decided as it was: the statements that decided it, and where an allow is
 * missing.
 *
 * @param statements those that matched, or that may have where the answer is unknown
 * @param unreadable policies of which nothing is known
 * @param withoutAllow the layers in which nothing allows the request
 */
public record Reasons(
    Ruling ruling, List<Deciding> statements, List<Policy> unreadable, List<Layer> withoutAllow) {

  /** A statement that decided, and how sure its match is. */
  public record Deciding(Layer layer, Statement statement, Truth matches) {}

  public Reasons {
    statements = List.copyOf(statements);
    unreadable = List.copyOf(unreadable);
    withoutAllow = List.copyOf(withoutAllow);
  }

  private record Part(Layer layer, PolicySet set) {}

  /** In words: which statements deny, and which layers do not allow. */
  public List<String> refusals() {
    List<String> words = new ArrayList<>();
    for (Deciding each : statements) {
      if (each.statement().effect() == Statement.Effect.DENY) {
        words.add("denied by " + each.layer().words() + ": " + each.statement());
      }
    }
    withoutAllow.forEach(it -> words.add("not allowed by " + it.words()));
    return words;
  }

  public static Reasons of(Request request, Policies policies) {
    Ruling ruling = Evaluator.decide(request, policies);
    List<Deciding> denies = new ArrayList<>();
    List<Deciding> allows = new ArrayList<>();
    List<Policy> unreadable = new ArrayList<>();
    List<Layer> without = new ArrayList<>();
    for (Part part : parts(request, policies)) {
      unreadable.addAll(part.set().unreadable());
      List<Deciding> allowing = matching(part, Statement.Effect.ALLOW, request, policies);
      allows.addAll(allowing);
      denies.addAll(matching(part, Statement.Effect.DENY, request, policies));
      boolean limits = part.layer() != Layer.RESOURCE_CONTROL;
      if (limits && allowing.isEmpty() && part.set().unreadable().isEmpty()) {
        without.add(part.layer());
      }
    }
    List<Deciding> deciding = new ArrayList<>();
    switch (ruling) {
      case ALLOWED -> deciding.addAll(sure(allows));
      case EXPLICITLY_DENIED -> deciding.addAll(sure(denies));
      case IMPLICITLY_DENIED -> {}
      case UNKNOWN -> {
        deciding.addAll(denies);
        deciding.addAll(allows);
      }
    }
    return new Reasons(
        ruling,
        deciding,
        ruling == Ruling.UNKNOWN ? unreadable : List.of(),
        ruling == Ruling.IMPLICITLY_DENIED ? without.stream().distinct().toList() : List.of());
  }

  private static List<Deciding> sure(List<Deciding> all) {
    return all.stream().filter(it -> it.matches() == Truth.YES).toList();
  }

  private static List<Part> parts(Request request, Policies policies) {
    List<Part> parts = new ArrayList<>();
    if (!request.caller().isServiceLinked()) {
      policies.scps().forEach(it -> parts.add(new Part(Layer.SERVICE_CONTROL, it)));
      if (Evaluator.isUnderResourceControl(request)) {
        policies.rcps().forEach(it -> parts.add(new Part(Layer.RESOURCE_CONTROL, it)));
      }
    }
    parts.add(new Part(Layer.IDENTITY, policies.identity()));
    add(parts, Layer.BOUNDARY, policies.boundary());
    add(parts, Layer.SESSION, policies.session());
    add(parts, Layer.RESOURCE, policies.resource().map(PolicySet::naming));
    add(parts, Layer.ENDPOINT, policies.endpoint());
    return parts;
  }

  private static void add(List<Part> parts, Layer layer, Optional<PolicySet> set) {
    set.ifPresent(it -> parts.add(new Part(layer, it)));
  }

  private static List<Deciding> matching(
      Part part, Statement.Effect effect, Request request, Policies policies) {
    List<Deciding> matching = new ArrayList<>();
    for (Statement each : part.set().statements(request.action())) {
      boolean named =
          effect == Statement.Effect.DENY
              ? Evaluator.isAboutCaller(each, request, policies)
              : each.grant(request.caller()) != Principals.Grant.NONE;
      if (each.effect() == effect && named) {
        Truth matches = each.matches(request);
        if (matches != Truth.NO) {
          matching.add(new Deciding(part.layer(), each, matches));
        }
      }
    }
    return matching;
  }
}
