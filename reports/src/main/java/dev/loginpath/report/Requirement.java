package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One condition of a login path and whether it holds, with evidence; a tree where it is made of
 * others. An informative one explains and never decides.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Requirement(
    String id,
    Answer verdict,
    boolean informative,
    List<Evidence> evidence,
    Optional<Join> join,
    List<Requirement> children) {

  public Requirement {
    evidence = List.copyOf(evidence);
    children = List.copyOf(children);
  }
}
