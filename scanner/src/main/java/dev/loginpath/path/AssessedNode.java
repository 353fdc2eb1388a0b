package dev.loginpath.path;

import dev.loginpath.identity.PathPrincipals;
import dev.loginpath.report.HybridNode;
import java.util.List;

/** A hybrid node with the answer of every path, and those who may use each. */
public record AssessedNode(HybridNode node, List<PathPrincipals> principals) {

  public AssessedNode {
    principals = List.copyOf(principals);
  }
}
