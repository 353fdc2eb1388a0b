package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Which events a trail records: a trail has selectors of one kind or the other. */
public record EventSelectors(List<Basic> basic, List<Advanced> advanced) {
  public EventSelectors {
    basic = List.copyOf(basic);
    advanced = List.copyOf(advanced);
  }

  /**
   * A selector of the first kind.
   *
   * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}
   * @param excludedSources services whose management events are left out
   */
  public record Basic(
      String readWriteType, boolean managementEvents, List<String> excludedSources) {
    public Basic {
      excludedSources = List.copyOf(excludedSources);
    }
  }

  /** A selector of the second kind: all its fields must match. */
  public record Advanced(Optional<String> name, List<Field> fields) {
    public Advanced {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A condition on one field of an event.
   *
   * @param field such as {@code eventCategory} or {@code readOnly}
   * @param operators the values by operator, in the API's names: {@code Equals}, {@code NotEquals}
   *     and their like
   */
  public record Field(String field, SortedMap<String, List<String>> operators) {}
}
