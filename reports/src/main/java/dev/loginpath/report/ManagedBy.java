package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What recreates an instance.
 *
 * @param name as its owner or AWS named it
 * @param template the launch template the instance was launched from, with its version
 * @param evidence which tag or answer told it, and who may have set it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ManagedBy(
    OwnerKind kind, Optional<String> name, Optional<String> template, List<Evidence> evidence) {

  public ManagedBy {
    evidence = List.copyOf(evidence);
  }

  /** What it is and how it is called. */
  public String label() {
    return kind.noun() + name.map(it -> " " + it).orElse("");
  }
}
