package dev.loginpath.verdict;

import dev.loginpath.report.Join;
import java.util.List;
import java.util.Optional;

/**
 * One condition of a login path: a verdict, or a tree of conditions that decide it together.
 *
 * @param id what is asked, in words that every path shares
 * @param informative it explains its parent and has no vote
 */
public record Requirement(
    String id,
    Verdict verdict,
    boolean informative,
    Optional<Join> join,
    List<Requirement> children) {

  public Requirement {
    children = List.copyOf(children);
  }

  public static Requirement of(String id, Verdict verdict) {
    return new Requirement(id, verdict, false, Optional.empty(), List.of());
  }

  /** Met when every deciding child is. */
  public static Requirement allOf(String id, List<Requirement> children) {
    return new Requirement(
        id, Kleene.allOf(deciding(children)), false, Optional.of(Join.ALL), children);
  }

  /** Met when one deciding child is. */
  public static Requirement anyOf(String id, List<Requirement> children) {
    return new Requirement(
        id, Kleene.anyOf(deciding(children)), false, Optional.of(Join.ANY), children);
  }

  /** Decided by its own verdict; the others only explain it. */
  public static Requirement explained(String id, Verdict verdict, List<Requirement> explanations) {
    return new Requirement(
        id,
        verdict,
        false,
        Optional.empty(),
        explanations.stream().map(Requirement::asInformative).toList());
  }

  public Requirement asInformative() {
    return new Requirement(id, verdict, true, join, children);
  }

  /** The verdicts of the children that vote. */
  private static List<Verdict> deciding(List<Requirement> children) {
    return children.stream().filter(it -> !it.informative()).map(Requirement::verdict).toList();
  }

  /**
   * As the report writes it. A joined requirement names the first fact that decided it; its
   * children hold them all, and repeating them on every level would make the report many times as
   * long.
   */
  public dev.loginpath.report.Requirement toReport() {
    return new dev.loginpath.report.Requirement(
        id,
        verdict.answer(),
        informative,
        join.isPresent() ? verdict.evidence().subList(0, 1) : verdict.evidence(),
        join,
        children.stream().map(Requirement::toReport).toList());
  }
}
