package dev.loginpath.simulator.server;

import dev.loginpath.simulator.folder.ApiRequest;
import dev.loginpath.simulator.folder.AskedCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Which calls go wrong, and how; remembers which did. */
public final class Faults {

  /** Every call. */
  public static final String ALL = "*";

  private final Map<String, Fault> byCall;
  private final Limits limits;
  private final Clock clock;
  private final AtomicInteger calls = new AtomicInteger();
  private final SortedSet<String> asked = new ConcurrentSkipListSet<>();
  private final SortedSet<String> struck = new ConcurrentSkipListSet<>();
  private final Map<String, Bucket> buckets = new HashMap<>();

  /**
   * What holds for all calls alike.
   *
   * @param burst how many calls of one operation are answered at once, before the rate counts
   * @param perSecond the rate at which further ones are answered; the rest is throttled
   * @param latency how long each answer takes
   * @param credentialsLast how many calls are answered before the credentials expire
   */
  public record Limits(
      int burst, double perSecond, Duration latency, Optional<Integer> credentialsLast) {

    public static final Limits NONE =
        new Limits(Integer.MAX_VALUE, 0, Duration.ZERO, Optional.empty());
  }

  private record Bucket(double tokens, Instant at) {}

  public Faults(Map<String, Fault> byCall, Limits limits, Clock clock) {
    this.byCall = new TreeMap<>(byCall);
    this.limits = limits;
    this.clock = clock;
  }

  public static Faults none() {
    return new Faults(Map.of(), Limits.NONE, Clock.systemUTC());
  }

  /** The same fault in each of some calls. */
  public static Faults of(Fault fault, Collection<String> calls) {
    Map<String, Fault> byCall = new TreeMap<>();
    calls.forEach(it -> byCall.put(it, fault));
    return new Faults(byCall, Limits.NONE, Clock.systemUTC());
  }

  /** What goes wrong with this call, which is counted. */
  Optional<Fault> strike(String call, ApiRequest request) {
    asked.add(call);
    if (calls.incrementAndGet() > limits.credentialsLast().orElse(Integer.MAX_VALUE)) {
      return Optional.of(Fault.EXPIRED);
    }
    Optional<Fault> fault =
        Optional.ofNullable(byCall.get(call)).or(() -> Optional.ofNullable(byCall.get(ALL)));
    fault
        .filter(it -> !it.isOfPages() || Spoiled.isNextPage(request))
        .ifPresent(it -> struck.add(call));
    return fault.or(() ->
        isOverRate(new AskedCall(request).scope() + " " + call)
            ? Optional.of(Fault.THROTTLED)
            : Optional.empty());
  }

  private boolean isOverRate(String key) {
    if (limits.burst() == Integer.MAX_VALUE) {
      return false;
    }
    synchronized (buckets) {
      Instant now = clock.instant();
      Bucket before = buckets.getOrDefault(key, new Bucket(limits.burst(), now));
      double gained = Duration.between(before.at(), now).toMillis() / 1000.0 * limits.perSecond();
      double tokens = Math.min(limits.burst(), before.tokens() + gained);
      boolean over = tokens < 1;
      buckets.put(key, new Bucket(over ? tokens : tokens - 1, now));
      return over;
    }
  }

  Duration latency() {
    return limits.latency();
  }

  /** The calls that were asked for. */
  public SortedSet<String> asked() {
    return new java.util.TreeSet<>(asked);
  }

  /** The calls that went wrong as they were told to. */
  public SortedSet<String> struck() {
    return new java.util.TreeSet<>(struck);
  }
}
