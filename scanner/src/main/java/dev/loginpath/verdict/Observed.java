package dev.loginpath.verdict;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.loginpath.report.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What one API call told us. There is no {@code get} and no {@code orElse}: whoever reads it says
 * what follows when the answer was hidden.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "observed")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Observed.Known.class, name = "known"),
  @JsonSubTypes.Type(value = Observed.Absent.class, name = "absent"),
  @JsonSubTypes.Type(value = Observed.Unseen.class, name = "unseen")
})
public sealed interface Observed<T> {

  Call call();

  /** AWS answered; a list is complete. */
  record Known<T>(Call call, T value) implements Observed<T> {}

  /** AWS answered that there is none, or that it is not configured. */
  record Absent<T>(Call call) implements Observed<T> {}

  /**
   * We could not look.
   *
   * @param detail what AWS said, or why nobody asked
   * @param soFar the part of a list that was read before it was cut short: what is in it counts,
   *     what is missing from it proves nothing
   */
  record Unseen<T>(Call call, Outcome outcome, String detail, Optional<T> soFar)
      implements Observed<T> {

    public Unseen(Call call, Outcome outcome, String detail) {
      this(call, outcome, detail, Optional.empty());
    }
  }

  /** What became of the call, as the coverage list tells it. */
  default Outcome outcome() {
    return switch (this) {
      case Known<T> known -> Outcome.OK;
      case Absent<T> absent -> Outcome.OK;
      case Unseen<T> unseen -> unseen.outcome();
    };
  }

  /** The items that were read, be the list complete or not. Absence from them proves nothing. */
  static <T> List<T> items(Observed<List<T>> list) {
    return switch (list) {
      case Known<List<T>> known -> known.value();
      case Absent<List<T>> absent -> List.of();
      case Unseen<List<T>> unseen -> unseen.soFar().orElse(List.of());
    };
  }

  /**
   * The reason why an item that is not among {@link #items} may still exist; empty: it does not.
   */
  static <T> Optional<Cause> gap(Observed<T> observed) {
    return switch (observed) {
      case Known<T> known -> Optional.empty();
      case Absent<T> absent -> Optional.empty();
      case Unseen<T> unseen -> Optional.of(Cause.of(unseen));
    };
  }
}
