package dev.loginpath.snapshot;

import java.util.List;
import java.util.Optional;

/** A security group; one rule per source or destination. */
public record SecurityGroup(
    String id,
    String name,
    Optional<String> vpcId,
    String ownerId,
    List<GroupRule> ingress,
    List<GroupRule> egress) {
  public SecurityGroup {
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }
}
