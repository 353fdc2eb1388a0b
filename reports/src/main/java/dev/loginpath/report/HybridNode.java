package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A machine outside EC2, or one that is registered as such, that Systems Manager manages ({@code
 * mi-…}). Only the paths of Systems Manager lead to it.
 *
 * @param pingStatus what AWS says of its agent
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HybridNode(
    String id,
    String arn,
    String account,
    String region,
    String pingStatus,
    Optional<String> os,
    Optional<String> version,
    List<PathAssessment> paths) {

  public HybridNode {
    paths = List.copyOf(paths);
  }

  /** The same node with some of its paths. */
  public HybridNode only(Predicate<PathAssessment> wanted) {
    return new HybridNode(
        id, arn, account, region, pingStatus, os, version, paths.stream().filter(wanted).toList());
  }
}
