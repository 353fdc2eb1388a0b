package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A place from which a login path is reached.
 *
 * @param address the address of the instance that it reaches, where it reaches one
 * @param via the rules, lists and hops that let it in, sorted
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Source(SourceKind kind, String value, Optional<String> address, List<String> via) {

  public Source {
    via = List.copyOf(via);
  }

  /** Stands where somebody may come in and could not be told. */
  public static Source unknown(String reason, Optional<String> address) {
    return new Source(SourceKind.UNKNOWN, reason, address, List.of());
  }

  /** Whether it is shown to come in. */
  public boolean proven() {
    return kind != SourceKind.UNKNOWN;
  }
}
