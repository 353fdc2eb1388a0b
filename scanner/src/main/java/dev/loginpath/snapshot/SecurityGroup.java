package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A security group; one rule per source or destination.
 *
 * @param ingressDoubts why it may admit more than the rules that could be read
 * @param egressDoubts the same of what it lets out
 */
public record SecurityGroup(
    String id,
    String name,
    Optional<String> vpcId,
    String ownerId,
    List<GroupRule> ingress,
    List<GroupRule> egress,
    @Added(in = "4.1", without = "[]") List<String> ingressDoubts,
    @Added(in = "4.1", without = "[]") List<String> egressDoubts) {
  public SecurityGroup {
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
    ingressDoubts = List.copyOf(ingressDoubts);
    egressDoubts = List.copyOf(egressDoubts);
  }

  /** Of which every rule was read. */
  public SecurityGroup(
      String id,
      String name,
      Optional<String> vpcId,
      String ownerId,
      List<GroupRule> ingress,
      List<GroupRule> egress) {
    this(id, name, vpcId, ownerId, ingress, egress, List.of(), List.of());
  }
}
