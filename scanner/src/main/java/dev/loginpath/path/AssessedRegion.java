package dev.loginpath.path;

import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A region with the answers for the instances and hybrid nodes that are reported.
 *
 * @param reachedOver by interface, the instances that a bastion path leads to over it, reported or
 *     not
 */
public record AssessedRegion(
    String partition,
    String account,
    RegionSnapshot region,
    List<AssessedInstance> instances,
    List<AssessedNode> hybridNodes,
    Map<String, SortedSet<String>> reachedOver) {

  public AssessedRegion {
    instances = List.copyOf(instances);
    hybridNodes = List.copyOf(hybridNodes);
    reachedOver = Map.copyOf(reachedOver);
  }
}
