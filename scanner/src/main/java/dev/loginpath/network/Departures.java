package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.NetworkInterface;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Interfaces from which others may be reached. Of a kind that leads nowhere no single one is asked.
 */
public final class Departures {

  /** One from which a port is reached, and whether that is sure: not unmet. */
  public record Departure(NetworkInterface from, Answer answer) {}

  private final Collection<List<NetworkInterface>> kinds;
  private final Reachability reachability;

  Departures(List<NetworkInterface> all, Reachability reachability) {
    this.kinds = Reachability.byKind(all);
    this.reachability = reachability;
  }

  /** Those from which a TCP port is reached or may be, by id. */
  public List<Departure> reaching(NetworkInterface to, int port) {
    return kinds.stream()
        .filter(it -> !isShut(it.getFirst(), to, port))
        .flatMap(List::stream)
        .filter(it -> !it.id().equals(to.id()))
        .map(it -> new Departure(it, reachability.answer(it, to, port)))
        .filter(it -> it.answer() != Answer.NOT_MET)
        .sorted(Comparator.comparing(it -> it.from().id()))
        .toList();
  }

  private boolean isShut(NetworkInterface anyOfKind, NetworkInterface to, int port) {
    return reachability.ofKinds(anyOfKind, to, port).equals(Optional.of(Answer.NOT_MET));
  }
}
