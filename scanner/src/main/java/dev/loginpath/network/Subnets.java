package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Call;
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

  Call call() {
    return listed.call();
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

  /** Why nothing is known of a subnet: it is not listed. */
  Optional<Cause> unlisted(String subnetId) {
    return find(subnetId).isPresent()
        ? Optional.empty()
        : Optional.of(
            Observed.gap(listed)
                .orElse(new Cause.Undecided("A subnet is referenced but was not listed.")));
  }

  /**
   * The account that shares a subnet with this one. Its route tables, network ACLs and internet
   * gateways are described to whoever takes part, NAT and egress-only internet gateways and VPC
   * block public access are not. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html">limits of
   * shared subnets</a>.
   */
  Optional<String> sharedBy(String subnetId) {
    return find(subnetId).map(Subnet::ownerId).filter(it -> !it.equals(account));
  }

  /** Why what belongs to a subnet is not there: whoever shares it may not show it. */
  Cause missing(String subnetId, String what) {
    return new Cause.Undecided(
        sharedBy(subnetId)
            .map(it ->
                "The subnet is shared by account " + it + ", which does not show its " + what + ".")
            .orElse("A subnet's " + what + " is not listed."));
  }
}
