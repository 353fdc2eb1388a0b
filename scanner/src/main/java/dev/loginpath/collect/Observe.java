package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The only try/catch around AWS: every call becomes {@code Known}, {@code Absent} or {@code
 * Unseen}, and a bug of ours stays loud.
 */
final class Observe {

  private Observe() {}

  /**
   * Asks for one thing; an error code in {@code absentCodes} means that there is none. An answer
   * that lacks what was asked for says nothing of it.
   */
  static <T> Observed<T> one(Call call, Set<String> absentCodes, Supplier<Optional<T>> ask) {
    return asked(
        call,
        absentCodes,
        ask,
        new Observed.Unseen<>(call, Outcome.ERROR, "the answer lacks what was asked for"));
  }

  /** Asks for what may be missing from an answer, which is AWS's way to say that there is none. */
  static <T> Observed<T> oneOrNone(Call call, Set<String> absentCodes, Supplier<Optional<T>> ask) {
    return asked(call, absentCodes, ask, new Observed.Absent<>(call));
  }

  private static <T> Observed<T> asked(
      Call call, Set<String> absentCodes, Supplier<Optional<T>> ask, Observed<T> lacking) {
    try {
      return ask.get().<Observed<T>>map(it -> new Observed.Known<>(call, it)).orElse(lacking);
    } catch (SdkException failure) {
      if (isAbsent(failure, absentCodes)) {
        return new Observed.Absent<>(call);
      }
      Refusal refusal = Refusal.of(failure);
      return new Observed.Unseen<>(call, refusal.outcome(), refusal.detail());
    }
  }

  private static boolean isAbsent(SdkException failure, Set<String> absentCodes) {
    return failure instanceof AwsServiceException service
        && absentCodes.contains(Refusal.code(service));
  }

  /**
   * Reads a list page by page and sorts it. A failure after the first page, or a list that does not
   * end, leaves what was read so far.
   */
  static <P, T> Observed<List<T>> pages(
      Call call, Iterable<P> pages, Function<P, List<T>> items, Function<T, String> id) {
    return pages(call, Set.of(), pages, items, id);
  }

  /** The same, where an error code in {@code absentCodes} means that there is no such list. */
  static <P, T> Observed<List<T>> pages(
      Call call,
      Set<String> absentCodes,
      Iterable<P> pages,
      Function<P, List<T>> items,
      Function<T, String> id) {
    List<T> read = new ArrayList<>();
    PageBudget budget = new PageBudget(call);
    boolean first = true;
    try {
      for (Iterator<P> each = pages.iterator(); each.hasNext(); first = false) {
        P page = each.next();
        List<T> part = items.apply(page);
        Optional<String> overspent = budget.spend(page, part);
        if (overspent.isPresent()) {
          return cutShort(call, overspent.get(), sorted(read, id));
        }
        read.addAll(part);
      }
      return new Observed.Known<>(call, sorted(read, id));
    } catch (SdkException failure) {
      if (first && isAbsent(failure, absentCodes)) {
        return new Observed.Absent<>(call);
      }
      Refusal refusal = Refusal.of(failure);
      return first
          ? new Observed.Unseen<>(call, refusal.outcome(), refusal.detail())
          : cutShort(
              call, "after " + read.size() + " items: " + refusal.detail(), sorted(read, id));
    }
  }

  /**
   * The same, each item read by itself. One that lacks a member which AWS always has is left out,
   * and the list counts as not read in full.
   */
  static <P, S, T> Observed<List<T>> items(
      Call call,
      Iterable<P> pages,
      Function<P, List<S>> items,
      Function<S, T> read,
      Function<T, String> id) {
    SortedSet<String> lacking = new TreeSet<>();
    Observed<List<T>> list =
        pages(
            call,
            pages,
            page -> items.apply(page).stream().flatMap(it -> read(it, read, lacking)).toList(),
            id);
    return list instanceof Observed.Known<List<T>> known && !lacking.isEmpty()
        ? new Observed.Unseen<>(
            call,
            Outcome.ERROR,
            "items of the answer lack " + String.join(", ", lacking),
            Optional.of(known.value()))
        : list;
  }

  private static <S, T> Stream<T> read(S item, Function<S, T> read, SortedSet<String> lacking) {
    try {
      return Stream.of(read.apply(item));
    } catch (Answers.MissingMember missing) {
      lacking.add(missing.name());
      return Stream.empty();
    }
  }

  private static <T> Observed<List<T>> cutShort(Call call, String detail, List<T> soFar) {
    return new Observed.Unseen<>(call, Outcome.CUT_SHORT, detail, Optional.of(soFar));
  }

  private static <T> List<T> sorted(List<T> items, Function<T, String> id) {
    return items.stream().sorted(Comparator.comparing(id)).toList();
  }

  /** A call that is not worth making, because the one that it builds on failed. */
  static <T> Observed<T> notCalled(Call call, String because) {
    return new Observed.Unseen<>(call, Outcome.NOT_CALLED, because);
  }
}
