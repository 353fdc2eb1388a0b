package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Interfaces from which others may be reached. Kinds of both are asked, and single ones only where
 * those of a kind differ.
 */
public final class Departures {

  /** One from which a port is reached, and whether that is sure: never {@code NOT_MET}. */
  public record Departure(NetworkInterface from, Answer answer) {}

  private record Question(Reachability.Kind to, int port) {}

  private final Collection<List<NetworkInterface>> kinds;
  private final Reachability reachability;
  private final Map<Question, Optional<List<Departure>>> ofKinds = new HashMap<>();

  Departures(List<NetworkInterface> all, Reachability reachability) {
    this.kinds = Reachability.byKind(all);
    this.reachability = reachability;
  }

  /** Those from which a TCP port is reached or may be, by id. */
  public List<Departure> reaching(NetworkInterface to, int port) {
    return ofKind(to, port).orElseGet(() -> departures(to, port));
  }

  /** What is equal for interfaces that are reached from the same ones; empty where each differs. */
  public Optional<Object> alike(NetworkInterface to, int port) {
    return ofKind(to, port).map(it -> new Question(Reachability.kind(to), port));
  }

  private Optional<List<Departure>> ofKind(NetworkInterface to, int port) {
    return ofKinds.computeIfAbsent(
        new Question(Reachability.kind(to), port),
        it -> {
          boolean uniform =
              kinds.stream()
                  .allMatch(kind -> reachability.ofKinds(kind.getFirst(), to, port).isPresent());
          return uniform ? Optional.of(departures(to, port)) : Optional.empty();
        });
  }

  private List<Departure> departures(NetworkInterface to, int port) {
    List<Departure> departures = new ArrayList<>();
    for (List<NetworkInterface> kind : kinds) {
      Optional<Answer> all = reachability.ofKinds(kind.getFirst(), to, port);
      if (all.equals(Optional.of(Answer.NOT_MET))) {
        continue;
      }
      for (NetworkInterface each : kind) {
        Answer answer = all.orElseGet(() -> reachability.answer(each, to, port));
        if (answer != Answer.NOT_MET) {
          departures.add(new Departure(each, answer));
        }
      }
    }
    departures.sort(Comparator.comparing(it -> it.from().id()));
    return List.copyOf(departures);
  }
}
