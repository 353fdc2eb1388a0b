package dev.loginpath.collect;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks about many things at a time, but never more than so many; answers keep the order asked. */
final class SideBySide {

  private final Semaphore budget;

  SideBySide(int atOnce) {
    this.budget = new Semaphore(atOnce);
  }

  <T, R> List<R> each(Collection<T> things, Function<T, R> ask) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> pending =
          things.stream().map(it -> threads.submit(() -> within(it, ask))).toList();
      return pending.stream().map(SideBySide::await).toList();
    }
  }

  private <T, R> R within(T thing, Function<T, R> ask) {
    budget.acquireUninterruptibly();
    try {
      return ask.apply(thing);
    } finally {
      budget.release();
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading AWS", interrupted);
    } catch (ExecutionException bug) {
      throw new IllegalStateException("reading AWS failed", bug.getCause());
    }
  }
}
