package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The login methods side by side, as they are in this account.
 *
 * @param situations instances with a public address, and those without
 * @param vpcs what to keep in each VPC
 */
public record Comparison(List<Situation> situations, List<VpcAdvice> vpcs) {

  public Comparison {
    situations = List.copyOf(situations);
    vpcs = List.copyOf(vpcs);
  }

  /**
   * A table.
   *
   * @param situation {@code public} or {@code private}
   * @param recommended the path recommended for most of its instances
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Situation(
      String situation,
      int instances,
      Optional<PathId> recommended,
      String why,
      List<Column> paths) {

    public Situation {
      paths = List.copyOf(paths);
    }
  }

  /** One login path; each cell tells facts of this account. */
  public record Column(
      PathId path,
      String setup,
      String maintenance,
      String recording,
      String cost,
      String accessControl) {}

  /** The path that most instances of one situation in a VPC should keep. */
  public record VpcAdvice(
      String region, String vpc, String situation, int instances, PathId recommended, String why) {}
}
