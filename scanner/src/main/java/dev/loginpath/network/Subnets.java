package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The subnets of a region and whose tables guard them. */
final class Subnets {

  private final String account;
  private final Observed<List<Subnet>> listed;
  private final Map<String, Subnet> byId;

  Subnets(String account, Ec2Snapshot ec2) {
    this.account = account;
    this.listed = ec2.subnets();
    this.byId = Index.by(Observed.items(ec2.subnets()), Subnet::id);
  }

  Optional<Subnet> find(String subnetId) {
    return Optional.ofNullable(byId.get(subnetId));
  }

  /** The subnets of a VPC, and why there may be more. */
  List<Subnet> of(String vpcId) {
    return byId.values().stream().filter(it -> it.vpcId().equals(vpcId)).toList();
  }

  Optional<Cause> gap() {
    return Observed.gap(listed);
  }

  /** The ranges of a subnet; empty where they are not told. */
  AddressSet range(String subnetId) {
    return find(subnetId)
        .map(it -> Stream.concat(it.cidr().stream(), it.ipv6Cidrs().stream()).toList())
        .map(AddressSet::ofAll)
        .orElse(AddressSet.EMPTY);
  }

  /**
   * Why the tables of a subnet cannot be trusted to be ours: it is not listed, or another account
   * shares it. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html">shared subnets</a>.
   */
  Optional<Cause> notOurs(String subnetId) {
    Optional<Subnet> subnet = find(subnetId);
    if (subnet.isEmpty()) {
      return Optional.of(
          Observed.gap(listed)
              .orElse(new Cause.Undecided("A subnet is referenced but was not listed.")));
    }
    return subnet.get().ownerId().equals(account)
        ? Optional.empty()
        : Optional.of(
            new Cause.Undecided(
                "The subnet is shared by account "
                    + subnet.get().ownerId()
                    + ", which owns its route table and network ACL."));
  }
}
