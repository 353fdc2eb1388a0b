package dev.loginpath.cost;

import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import java.util.List;

/**
 * What an assessment says of the means of a path.
 *
 * @param path the path's id
 * @param leadsIn it is open, or will be as soon as the instance runs; else that is not known
 * @param sources from where it is reached
 * @param more there are more bastions than the sources name
 */
public record PathUse(PathId path, boolean leadsIn, List<Source> sources, boolean more) {

  public PathUse {
    sources = List.copyOf(sources);
  }
}
