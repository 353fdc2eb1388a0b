package dev.loginpath.path;

import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;

/**
 * A region with the answers for the instances and hybrid nodes that are reported.
 *
 * @param reachedOver where somebody goes on to who has come onto an instance, reported or not
 */
public record AssessedRegion(
    String partition,
    String account,
    RegionSnapshot region,
    List<AssessedInstance> instances,
    List<AssessedNode> hybridNodes,
    ReachedOver reachedOver) {

  public AssessedRegion {
    instances = List.copyOf(instances);
    hybridNodes = List.copyOf(hybridNodes);
  }
}
