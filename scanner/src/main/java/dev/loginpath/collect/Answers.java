package dev.loginpath.collect;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What answers hold, where AWS leaves members out or gives them empty. */
final class Answers {

  private Answers() {}

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static Optional<String> maybe(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isEmpty());
  }

  /** A member that AWS always has: an answer without it is not read in full. */
  static <T> T required(@Nullable T member, String name) {
    if (member == null || member.equals("")) {
      throw new MissingMember(name);
    }
    return member;
  }

  /** The same of a list, which AWS gives empty where there are none. */
  static void told(boolean told, String name) {
    if (!told) {
      throw new MissingMember(name);
    }
  }

  /** An item of a list lacks a member, and counts as one that was not read. */
  static final class MissingMember extends RuntimeException {
    private final String name;

    MissingMember(String name) {
      super(name, null, false, false);
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  static boolean isTrue(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  static List<String> ids(List<@Nullable String> ids) {
    return ids.stream().flatMap(Stream::ofNullable).sorted().toList();
  }

  static SortedMap<String, String> tags(List<Tag> tags) {
    SortedMap<String, String> sorted = new TreeMap<>();
    tags.stream()
        .filter(it -> it.key() != null)
        .forEach(it -> sorted.put(it.key(), text(it.value())));
    return sorted;
  }

  /** Lists one after the other; no page is asked for before it is wanted. */
  static <P> Iterable<P> inTurn(List<? extends Iterable<P>> lists) {
    return () ->
        new Iterator<>() {
          private final Iterator<? extends Iterable<P>> left = lists.iterator();
          private Iterator<P> current = Collections.emptyIterator();

          @Override
          public boolean hasNext() {
            while (!current.hasNext() && left.hasNext()) {
              current = left.next().iterator();
            }
            return current.hasNext();
          }

          @Override
          public P next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return current.next();
          }
        };
  }

  /** Pages of an operation for which the SDK has no paginator. */
  static <P> Iterable<P> byToken(
      Function<@Nullable String, P> ask, Function<P, @Nullable String> nextToken) {
    return () ->
        new Iterator<>() {
          private @Nullable String token;
          private boolean more = true;

          @Override
          public boolean hasNext() {
            return more;
          }

          @Override
          public P next() {
            if (!more) {
              throw new NoSuchElementException();
            }
            P page = ask.apply(token);
            token = nextToken.apply(page);
            more = token != null && !token.isEmpty();
            return page;
          }
        };
  }
}
