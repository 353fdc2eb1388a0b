package dev.loginpath.path;

import dev.loginpath.snapshot.RegionSnapshot;
import java.util.List;

/** A region with the answers for every instance and every hybrid node that was listed. */
public record AssessedRegion(
    String partition,
    String account,
    RegionSnapshot region,
    List<AssessedInstance> instances,
    List<AssessedNode> hybridNodes) {

  public AssessedRegion {
    instances = List.copyOf(instances);
    hybridNodes = List.copyOf(hybridNodes);
  }
}
