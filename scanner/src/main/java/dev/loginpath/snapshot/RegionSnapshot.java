package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/** One region. */
public record RegionSnapshot(
    String name, Ec2Snapshot ec2, LoadBalancingSnapshot loadBalancing, SsmSnapshot ssm) {
  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(ec2.observations(), loadBalancing.observations(), ssm.observations())
        .flatMap(it -> it);
  }
}
