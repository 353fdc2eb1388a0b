package dev.loginpath.scan;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything that could be missing from what was read of an account: each call refused or not
 * supplied, each permission taken away, each list cut short by one item or by half.
 */
public final class Facts {

  private final AccountSnapshot whole;
  private final List<Observed<?>> all;

  /**
   * The facts of an account.
   *
   * @param whole as a scan read it that asked every node for its connection status: those are asked
   *     that a first look leaves open, which are more with less knowledge
   */
  public Facts(AccountSnapshot whole) {
    this.whole = whole;
    Set<Observed<?>> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Observed<?>> inOrder = new ArrayList<>();
    walk(
        whole,
        it -> {
          if (found.add(it)) {
            inOrder.add(it);
          }
          return it;
        });
    this.all = inOrder;
  }

  /**
   * A fact that is taken away.
   *
   * @param name which, for a reader
   * @param changed what stands in place of each answer
   */
  public record Loss(String name, IdentityHashMap<Observed<?>, Observed<?>> changed) {}

  /** What was read, as a scan would have read it. */
  public AccountSnapshot read() {
    return Dependents.of(whole);
  }

  /** What a scan would have read without a fact. */
  AccountSnapshot without(Loss loss) {
    return without(List.of(loss));
  }

  /** What a scan would have read without some facts. */
  public AccountSnapshot without(List<Loss> losses) {
    IdentityHashMap<Observed<?>, Observed<?>> changed = new IdentityHashMap<>();
    losses.forEach(it -> changed.putAll(it.changed()));
    return Dependents.of((AccountSnapshot) walk(whole, it -> changed.getOrDefault(it, it)));
  }

  List<Loss> losses() {
    List<Loss> losses = new ArrayList<>();
    Map<String, List<Observed<?>>> permissions = new LinkedHashMap<>();
    for (Observed<?> each : all) {
      if (each.outcome() == Outcome.OK) {
        String permission = each.call().permission() + " in " + each.call().region();
        permissions.computeIfAbsent(permission, it -> new ArrayList<>()).add(each);
        losses.addAll(losses(each));
      }
    }
    permissions.forEach((permission, observed) -> {
      if (observed.size() > 1) {
        Loss loss = loss("", observed, Outcome.DENIED);
        losses.add(new Loss("no permission " + permission, loss.changed()));
      }
    });
    return losses;
  }

  private static List<Loss> losses(Observed<?> fact) {
    List<Loss> losses = new ArrayList<>();
    losses.add(loss("denied", List.of(fact), Outcome.DENIED));
    losses.add(loss("missing", List.of(fact), Outcome.NOT_SUPPLIED));
    shorter(fact, losses);
    return losses;
  }

  /** One of the losses of some calls. */
  public Loss one(Predicate<Call> calls, Random random) {
    List<Observed<?>> some =
        all.stream().filter(it -> it.outcome() == Outcome.OK && calls.test(it.call())).toList();
    List<Loss> losses = losses(some.get(random.nextInt(some.size())));
    return losses.get(random.nextInt(3) == 0 ? random.nextInt(losses.size()) : 0);
  }

  /** What a scan of the same account did not see of this. */
  Loss missing(AccountSnapshot scanned) {
    Map<Call, Observed<?>> unseen = new HashMap<>();
    scanned
        .observations()
        .filter(it -> it.outcome() != Outcome.OK)
        .forEach(it -> unseen.put(it.call(), it));
    IdentityHashMap<Observed<?>, Observed<?>> changed = new IdentityHashMap<>();
    for (Observed<?> each : all) {
      if (each.outcome() == Outcome.OK && unseen.containsKey(each.call())) {
        changed.put(each, unseen.get(each.call()));
      }
    }
    return new Loss("what a scan missed", changed);
  }

  private static Loss loss(String how, List<Observed<?>> observed, Outcome outcome) {
    IdentityHashMap<Observed<?>, Observed<?>> changed = new IdentityHashMap<>();
    for (Observed<?> each : observed) {
      String detail = outcome == Outcome.DENIED ? "AccessDeniedException: no" : "no such file";
      changed.put(each, new Observed.Unseen<>(each.call(), outcome, detail));
    }
    return new Loss(how + " " + observed.getFirst().call(), changed);
  }

  private static void shorter(Observed<?> observed, List<Loss> losses) {
    if (!(observed instanceof Observed.Known<?> known)) {
      return;
    }
    if (known.value() instanceof AuthorizationDetails details) {
      each(
              details.users(),
              it ->
                  new AuthorizationDetails(
                      it, details.groups(), details.roles(), details.policies()))
          .forEach(it -> losses.add(cut(observed, "users", it)));
      each(
              details.groups(),
              it ->
                  new AuthorizationDetails(
                      details.users(), it, details.roles(), details.policies()))
          .forEach(it -> losses.add(cut(observed, "groups", it)));
      each(
              details.roles(),
              it ->
                  new AuthorizationDetails(
                      details.users(), details.groups(), it, details.policies()))
          .forEach(it -> losses.add(cut(observed, "roles", it)));
      each(
              details.policies(),
              it ->
                  new AuthorizationDetails(details.users(), details.groups(), details.roles(), it))
          .forEach(it -> losses.add(cut(observed, "policies", it)));
    } else if (known.value() instanceof List<?> list && !list.isEmpty()) {
      each(list, it -> it).forEach(it -> losses.add(cut(observed, "items", it)));
      if (list.size() > 2) {
        losses.add(cut(observed, "half", Map.entry("", list.subList(0, list.size() / 2))));
      }
    }
  }

  /** The list without each of its items. */
  private static <T, R> List<Map.Entry<String, R>> each(List<T> list, Function<List<T>, R> whole) {
    List<Map.Entry<String, R>> shorter = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<T> left = new ArrayList<>(list);
      String text = String.valueOf(left.remove(i));
      shorter.add(Map.entry(text.substring(0, Math.min(90, text.length())), whole.apply(left)));
    }
    return shorter;
  }

  private static Loss cut(Observed<?> observed, String what, Map.Entry<String, ?> left) {
    Call call = observed.call();
    IdentityHashMap<Observed<?>, Observed<?>> changed = new IdentityHashMap<>();
    changed.put(
        observed,
        new Observed.Unseen<Object>(call, Outcome.CUT_SHORT, "no", Optional.of(left.getValue())));
    return new Loss("cut short " + call + ", " + what + " without " + left.getKey(), changed);
  }

  /** A copy with other answers; only records that hold answers are looked into. */
  private static Object walk(Object record, UnaryOperator<Observed<?>> change) {
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        Object value = components[i].getAccessor().invoke(record);
        if (value instanceof Observed<?> observed) {
          value = change.apply(observed);
        } else if (value instanceof List<?> list && list.stream().allMatch(Facts::isOurs)) {
          value = list.stream().map(it -> walk(it, change)).toList();
        } else if (isOurs(value)) {
          value = walk(value, change);
        }
        values[i] = value;
      }
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean isOurs(Object value) {
    return value instanceof Record
        && value.getClass().getPackageName().equals(AccountSnapshot.class.getPackageName());
  }
}
