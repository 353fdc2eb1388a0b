package dev.loginpath.advice;

import java.util.List;

/**
 * How the paths that could be kept are compared: the first criterion that decides wins.
 *
 * @param criteria each at most once; one that is left out has no say
 */
public record Ranking(List<Criterion> criteria, Preference preference) {

  /** Safety, then effort, then cost, and what is preferred where none of them decides. */
  public static final Ranking DEFAULT =
      new Ranking(List.of(Criterion.values()), Preference.DEFAULT);

  public Ranking {
    criteria = List.copyOf(criteria);
  }
}
