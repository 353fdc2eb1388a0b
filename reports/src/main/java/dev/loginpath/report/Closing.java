package dev.loginpath.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * Login paths that are closed together.
 *
 * @param safe everybody who may use them is shown to keep another open path
 * @param first what to do before, where that is not shown
 * @param steps how to close them
 */
public record Closing(List<PathId> paths, boolean safe, List<String> first, List<String> steps) {

  public Closing {
    paths = List.copyOf(paths);
    first = List.copyOf(first);
    steps = List.copyOf(steps);
  }

  /** The same with one more step at the end. */
  public Closing then(String step) {
    return new Closing(paths, safe, first, Stream.concat(steps.stream(), Stream.of(step)).toList());
  }
}
