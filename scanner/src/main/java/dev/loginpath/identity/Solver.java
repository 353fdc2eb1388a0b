package dev.loginpath.identity;

import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Evaluator;
import dev.loginpath.policy.Reasons;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Ruling;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import dev.loginpath.report.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a principal may do something, in every way the call can be made that nobody knows of:
 * from any address, with or without MFA, at any time. The unknown is cut into regions that the
 * conditions tell apart, and the exact engine decides each.
 */
final class Solver {

  /** So many combinations of regions are looked at; beyond them the answer is unknown. */
  private static final int MOST_COMBINATIONS = 20_000;

  private final Instant now;

  /** Many principals ask the same of many resources. */
  private final Map<List<Object>, Optional<Outcome>> answered = new ConcurrentHashMap<>();

  /**
   * A solver.
   *
   * @param now when AWS was read
   */
  Solver(Instant now) {
    this.now = now;
  }

  /** Empty where the principal may not, however the call is made. */
  Optional<Outcome> solve(Principal principal, List<Ask> asks) {
    List<Prepared> prepared = new ArrayList<>();
    Truth all = Truth.YES;
    for (Ask ask : asks) {
      Prepared each = Prepared.of(principal, ask);
      all = all.and(each.admits(Map.of()));
      if (all == Truth.NO) {
        return Optional.empty();
      }
      prepared.add(each);
    }
    boolean certain = all == Truth.YES;
    return prepared.stream().anyMatch(it -> it.ask().target().policy().isPresent())
        ? answer(principal, prepared, certain)
        : answered.computeIfAbsent(
            Prepared.question(principal, prepared), it -> answer(principal, prepared, certain));
  }

  private Optional<Outcome> answer(Principal principal, List<Prepared> prepared, boolean certain) {
    return certain
        ? Optional.of(
            new Outcome(Decision.ALLOWED, List.of(), List.of(), via(prepared, Map.of()), Map.of()))
        : new Cut(principal, List.of(prepared)).outcome();
  }

  /** A call that a principal may make, and how. */
  record Allowed(Ask ask, Outcome how) {}

  /** Of some calls of which each alone is enough, the first of the surest. */
  Optional<Allowed> best(Principal principal, Stream<Ask> asks) {
    return asks.filter(it -> Escalation.mayAllow(principal, it.action()))
        .flatMap(ask -> solve(principal, List.of(ask)).map(it -> new Allowed(ask, it)).stream())
        .min(Comparator.comparing(it -> it.how().decision()));
  }

  /** However the call is made, one of several means goes through. */
  boolean always(Principal principal, List<List<Ask>> means) {
    List<List<Prepared>> prepared =
        means.stream()
            .map(asks -> asks.stream().map(it -> Prepared.of(principal, it)).toList())
            .toList();
    List<Object> question = new ArrayList<>();
    prepared.forEach(it -> question.add(Prepared.question(principal, it)));
    return answered
        .computeIfAbsent(question, it -> new Cut(principal, prepared).outcome())
        .filter(it -> it.decision() == Decision.ALLOWED)
        .isPresent();
  }

  /** Not even by what is not known; a quick answer that is right where it is yes. */
  boolean isHopeless(Principal principal, List<Ask> asks) {
    return asks.stream().anyMatch(it -> Prepared.of(principal, it).admits(Map.of()) == Truth.NO);
  }

  /** Why it is decided as it is, with everything unknown left open. */
  Reasons reasons(Principal principal, Ask ask) {
    Prepared prepared = Prepared.of(principal, ask);
    return Reasons.of(prepared.request(), prepared.policies());
  }

  /** A policy forbids it in so many words, however the call is made. */
  boolean isForbidden(Principal principal, Ask ask) {
    Prepared prepared = Prepared.of(principal, ask);
    return Evaluator.decide(prepared.request(), prepared.policies()) == Ruling.EXPLICITLY_DENIED;
  }

  /** The allows of identity and resource policies that match; those that may, if none is sure. */
  private static List<String> via(List<Prepared> prepared, Map<String, Value> values) {
    Set<String> sure = new LinkedHashSet<>();
    Set<String> possible = new LinkedHashSet<>();
    for (Prepared each : prepared) {
      Request request = each.with(values);
      Stream.concat(Stream.of(each.policies().identity()), each.policies().resource().stream())
          .flatMap(it -> it.statements(each.ask().action().lowerCase()).stream())
          .filter(it -> it.effect() == Statement.Effect.ALLOW)
          .forEach(it -> {
            Truth matches = it.matches(request);
            if (matches == Truth.YES) {
              sure.add(it.toString());
            } else if (matches == Truth.UNKNOWN) {
              possible.add(it.toString());
            }
          });
    }
    return List.copyOf(sure.isEmpty() ? possible : sure);
  }

  /** The regions of one question, and the answer in each: all of some means must go through. */
  private final class Cut {

    private final List<List<Prepared>> means;
    private final List<Prepared> prepared;
    private final List<Dimension> dimensions;
    private final Set<String> undecidable = new TreeSet<>();

    Cut(Principal principal, List<List<Prepared>> means) {
      this.means = means;
      this.prepared = means.stream().flatMap(List::stream).toList();
      Context known = prepared.getFirst().request().context();
      Dimensions open = new Dimensions(now, principal, known);
      Set<String> asVariables = new HashSet<>();
      List<Condition> conditions = new ArrayList<>();
      for (Prepared each : prepared) {
        each.statements()
            .filter(it -> it.matches(each.request()) == Truth.UNKNOWN)
            .forEach(statement -> {
              asVariables.addAll(statement.resourceVariables());
              for (Condition condition : statement.conditions()) {
                asVariables.addAll(condition.variables());
                if (each.open().contains(condition.key())) {
                  conditions.add(condition);
                }
              }
            });
      }
      asVariables.removeIf(it -> prepared.stream().noneMatch(each -> each.open().contains(it)));
      // The words do not depend on the order of statements.
      conditions.sort(Comparator.comparing(Condition::toString));
      // A key that another value is compared with has no regions of its own.
      conditions.stream().filter(it -> !asVariables.contains(it.key())).forEach(open::add);
      asVariables.forEach(it -> undecidable.add("the value of " + it + " is not known"));
      this.dimensions = open.cut(actions());
      undecidable.addAll(open.uncut());
    }

    private Set<LoginAction> actions() {
      return prepared.stream().map(it -> it.ask().action()).collect(Collectors.toSet());
    }

    Optional<Outcome> outcome() {
      long combinations = 1;
      for (Dimension each : dimensions) {
        combinations *= Math.max(1, each.size());
        if (combinations > MOST_COMBINATIONS) {
          return Optional.of(
              Outcome.unknown(
                  List.of("the conditions have too many combinations to be told"),
                  via(prepared, Map.of())));
        }
      }
      Truth[] answers = new Truth[(int) combinations];
      for (int each = 0; each < answers.length; each++) {
        answers[each] = answer(values(each));
      }
      return outcome(new Reading(dimensions, answers));
    }

    private Optional<Outcome> outcome(Reading reading) {
      if (reading.isDenied()) {
        return Optional.empty();
      }
      int first = reading.witness();
      if (first < 0) {
        return Optional.of(Outcome.unknown(reasons(), via(prepared, Map.of())));
      }
      Map<String, Value> witness = values(first);
      Decision decision = reading.decision();
      return Optional.of(
          new Outcome(
              decision,
              decision == Decision.ALLOWED ? List.of() : reading.conditions(),
              reading.choices(),
              via(prepared, witness),
              witness));
    }

    private Truth answer(Map<String, Value> values) {
      Truth any = Truth.NO;
      for (List<Prepared> each : means) {
        any = any.or(all(each, values));
        if (any == Truth.YES) {
          break;
        }
      }
      return any;
    }

    private static Truth all(List<Prepared> asks, Map<String, Value> values) {
      Truth all = Truth.YES;
      for (Prepared each : asks) {
        all = all.and(each.admits(values));
        if (all == Truth.NO) {
          break;
        }
      }
      return all;
    }

    /** The values of a combination; its number counts the last dimension fastest. */
    private Map<String, Value> values(int combination) {
      Map<String, Value> values = new HashMap<>();
      int rest = combination;
      for (int dimension = dimensions.size() - 1; dimension >= 0; dimension--) {
        Dimension each = dimensions.get(dimension);
        values.putAll(each.regions().get(rest % each.size()).values());
        rest /= each.size();
      }
      return values;
    }

    List<String> reasons() {
      Set<String> reasons = new TreeSet<>(undecidable);
      for (Prepared each : prepared) {
        each.whyOpen().forEach(reasons::add);
        each.sets()
            .flatMap(it -> it.unreadable().stream())
            .forEach(it -> reasons.add(it.name() + ": " + it.unreadable().orElse("")));
      }
      if (reasons.isEmpty()) {
        for (Prepared each : prepared) {
          each.statements()
              .filter(it -> it.matches(each.request()) == Truth.UNKNOWN)
              .forEach(it -> reasons.add(it + " may match: what decides it is not documented"));
        }
      }
      return List.copyOf(reasons);
    }
  }
}
