package dev.loginpath.report;

import java.util.List;

/**
 * Which login path to keep on an instance.
 *
 * @param why in one sentence, from the facts of this instance
 * @param steps what to do so that it works and is recorded; commands and policies ready to use
 * @param close the paths that are then not needed, each with what must be done first
 */
public record Recommendation(String path, String why, List<String> steps, List<Closing> close) {

  public Recommendation {
    steps = List.copyOf(steps);
    close = List.copyOf(close);
  }
}
