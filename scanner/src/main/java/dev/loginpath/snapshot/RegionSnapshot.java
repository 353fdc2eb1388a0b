package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/** One region. */
public record RegionSnapshot(String name, Ec2Snapshot ec2, SsmSnapshot ssm) {
  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.concat(ec2.observations(), ssm.observations());
  }
}
