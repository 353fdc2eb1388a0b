package dev.loginpath.identity;

import dev.loginpath.policy.Arn;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Principals;
import dev.loginpath.policy.Statement;
import dev.loginpath.report.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who can become whom: by assuming roles, by rewriting a role's trust policy, by making credentials
 * for another user. See <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>.
 */
final class Chains {

  private static final List<LoginAction> NEW_CREDENTIALS =
      List.of(
          LoginAction.CREATE_ACCESS_KEY,
          LoginAction.UPDATE_LOGIN_PROFILE,
          LoginAction.CREATE_LOGIN_PROFILE);

  /** A step to another principal. */
  private record Edge(Principal to, String words, Outcome outcome) {}

  /**
   * How a principal becomes another one: the shortest way.
   *
   * @param before the way to where the last step starts; null where that is the principal itself
   */
  record Way(@Nullable Way before, Edge last) {

    Principal to() {
      return last.to();
    }

    private List<Edge> edges() {
      List<Edge> edges = new ArrayList<>();
      for (Way way = this; way != null; way = way.before()) {
        edges.add(way.last());
      }
      return edges.reversed();
    }

    List<String> steps() {
      return edges().stream().map(Edge::words).toList();
    }

    /** The worst of its steps'. */
    Decision decision() {
      return edges().stream()
          .map(it -> it.outcome().decision())
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }

    List<String> conditions() {
      List<String> conditions = new ArrayList<>();
      for (Edge each : edges()) {
        each.outcome().conditions().forEach(it -> conditions.add(each.words() + " " + it));
        each.outcome().choices().forEach(it -> conditions.add(each.words() + " with " + it));
      }
      return conditions;
    }
  }

  /** A principal of another account that a trust policy names. */
  record Stranger(String arn, Principal role) {}

  private final Solver solver;
  private final List<Principal> principals;
  private final Map<String, Principal> byArn = new HashMap<>();
  private final Map<Principal, PrincipalClass> classOf = new HashMap<>();
  private final Map<PrincipalClass, List<Edge>> ofClass = new HashMap<>();
  private final Map<Principal, List<Edge>> own = new HashMap<>();
  private final Map<Principal, List<Way>> ways = new HashMap<>();
  private final List<Stranger> strangers = new ArrayList<>();

  Chains(Solver solver, List<Principal> principals, List<PrincipalClass> classes) {
    this.solver = solver;
    this.principals = principals;
    principals.forEach(it -> byArn.put(it.arn(), it));
    classes.forEach(it -> it.members().forEach(member -> classOf.put(member, it)));
    List<PrincipalClass> asking =
        classes.stream()
            .filter(it ->
                it.first().policies().identity().hasUnreadable()
                    || hasAllow(it.first(), LoginAction.ASSUME_ROLE))
            .toList();
    for (Principal each : principals) {
      each.trust().ifPresent(trust -> assumed(each, trust, classes, asking));
    }
    for (PrincipalClass each : classes) {
      takenOver(each);
    }
  }

  List<Stranger> strangers() {
    return strangers;
  }

  /** Everybody whom a principal can become, nearest first. */
  List<Way> from(Principal principal) {
    return ways.computeIfAbsent(principal, this::search);
  }

  /**
   * Who may assume a role.
   *
   * @param asking those whose own policies may allow it
   */
  private void assumed(
      Principal role, PolicySet trust, List<PrincipalClass> classes, List<PrincipalClass> asking) {
    boolean wide = trust.hasUnreadable();
    boolean everybody = false;
    boolean personal = false;
    Set<String> named = new TreeSet<>();
    for (Statement each : trust.statements(LoginAction.ASSUME_ROLE.lowerCase())) {
      Principals who = each.principals().orElse(new Principals(false, List.of(), List.of()));
      boolean deny = each.effect() == Statement.Effect.DENY;
      everybody |= !deny && (who.isEverybody() || who.negated());
      personal |=
          (deny && !who.isEverybody())
              || each.conditions().stream()
                  .flatMap(it -> Stream.concat(Stream.of(it.key()), it.variables().stream()))
                  .anyMatch(Chains::isPersonal);
      if (!deny) {
        for (String arn : who.named()) {
          // What is neither an ARN nor an account is the id of a principal that was deleted.
          Optional<String> of =
              arn.matches("[0-9]{12}") ? Optional.of(arn) : Arn.parse(arn).map(Arn::account);
          boolean here = of.filter(role.caller().account()::equals).isPresent();
          wide |= here && (arn.endsWith(":root") || arn.equals(role.caller().account()));
          if (of.isPresent() && !here) {
            strangers.add(new Stranger(arn, role));
          }
          named.add(arn);
        }
      }
    }
    Ask ask = new Ask(LoginAction.ASSUME_ROLE, role.asTarget().withPolicy(trust));
    for (PrincipalClass each : everybody ? classes : wide ? asking : List.<PrincipalClass>of()) {
      if (personal) {
        each.members().forEach(it -> step(it, ask, role));
      } else {
        solver
            .solve(each.first(), List.of(ask))
            .ifPresent(it -> edges(ofClass, each, new Edge(role, "assumes " + role.arn(), it)));
      }
    }
    for (String arn : named) {
      Principal principal = byArn.get(arn);
      if (principal != null) {
        step(principal, ask, role);
      }
    }
  }

  private static boolean isPersonal(String key) {
    return key.startsWith("aws:principal")
        || key.equals("aws:username")
        || key.equals("aws:userid");
  }

  private static boolean hasAllow(Principal principal, LoginAction action) {
    return principal.policies().identity().statements(action.lowerCase()).stream()
        .anyMatch(it -> it.effect() == Statement.Effect.ALLOW);
  }

  private void step(Principal from, Ask ask, Principal role) {
    solver
        .solve(from, List.of(ask))
        .ifPresent(it -> edges(own, from, new Edge(role, "assumes " + role.arn(), it)));
  }

  private static <K> void edges(Map<K, List<Edge>> of, K from, Edge edge) {
    of.computeIfAbsent(from, key -> new ArrayList<>()).add(edge);
  }

  /** Another user's credentials, or a role's trust policy, are the principal's to change. */
  private void takenOver(PrincipalClass from) {
    for (LoginAction action : NEW_CREDENTIALS) {
      if (hasAllow(from.first(), action)) {
        for (Principal user : principals) {
          if (user.isUser()) {
            taken(from, action, user, "makes credentials for " + user.arn());
          }
        }
      }
    }
    if (hasAllow(from.first(), LoginAction.UPDATE_ASSUME_ROLE_POLICY)) {
      for (Principal role : principals) {
        if (!role.isUser()) {
          taken(
              from,
              LoginAction.UPDATE_ASSUME_ROLE_POLICY,
              role,
              "rewrites the trust policy of " + role.arn());
        }
      }
    }
  }

  private void taken(PrincipalClass from, LoginAction action, Principal to, String words) {
    solver
        .solve(from.first(), List.of(new Ask(action, to.asTarget())))
        .ifPresent(
            it -> edges(ofClass, from, new Edge(to, words + " (" + action.action() + ")", it)));
  }

  private List<Edge> stepsOf(Principal principal) {
    List<Edge> all = new ArrayList<>(own.getOrDefault(principal, List.of()));
    PrincipalClass shared = classOf.get(principal);
    if (shared != null) {
      all.addAll(ofClass.getOrDefault(shared, List.of()));
    }
    return all;
  }

  /** To the end: AWS sets no limit to the length of a chain of roles. */
  private List<Way> search(Principal start) {
    Map<Principal, Way> found = new LinkedHashMap<>();
    Deque<Way> pending = new ArrayDeque<>();
    Way before = null;
    do {
      for (Edge edge : stepsOf(before == null ? start : before.to())) {
        if (!edge.to().equals(start) && !found.containsKey(edge.to())) {
          Way longer = new Way(before, edge);
          found.put(edge.to(), longer);
          pending.add(longer);
        }
      }
      before = pending.poll();
    } while (before != null);
    return List.copyOf(found.values());
  }
}
