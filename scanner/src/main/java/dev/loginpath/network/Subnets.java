package dev.loginpath.network;

import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subnets of a region: whose they are, and whether their network ACL stands in the way. */
final class Subnets {

  private final String account;
  private final Observed<List<Subnet>> listed;
  private final Map<String, Subnet> byId;
  private final Observed<List<NetworkAcl>> acls;

  Subnets(String account, Ec2Snapshot ec2) {
    this.account = account;
    this.listed = ec2.subnets();
    this.byId = Index.by(Observed.items(ec2.subnets()), Subnet::id);
    this.acls = ec2.networkAcls();
  }

  Optional<Subnet> find(String subnetId) {
    return Optional.ofNullable(byId.get(subnetId));
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

  /** Met only by an ACL that lets everything of the address family through in both directions. */
  Verdict acl(String subnetId, boolean ipv6) {
    Optional<NetworkAcl> found =
        Observed.items(acls).stream().filter(it -> it.subnetIds().contains(subnetId)).findFirst();
    if (found.isEmpty()) {
      return Verdict.unknown(
          List.of(
              Observed.gap(acls)
                  .orElse(new Cause.Undecided("A subnet's network ACL is not listed."))));
    }
    NetworkAcl acl = found.get();
    Call call = new Call(acls.call().action(), acls.call().region(), acl.id());
    boolean allowsAll = allowsAll(acl, false, ipv6) && allowsAll(acl, true, ipv6);
    return allowsAll
        ? Verdict.met(call, "the ACL of " + subnetId + " allows all traffic both ways")
        : Verdict.unknown(
            call,
            "the ACL of " + subnetId + " does not simply allow all traffic",
            "A network ACL other than allow-all is not evaluated yet.");
  }

  private static boolean allowsAll(NetworkAcl acl, boolean egress, boolean ipv6) {
    AddressSet all = ipv6 ? AddressSet.ALL_IPV6 : AddressSet.ALL_IPV4;
    return acl.entries().stream()
        .filter(it -> it.egress() == egress && it.cidr().contains(":") == ipv6)
        .min(Comparator.comparingInt(AclEntry::ruleNumber))
        .filter(AclEntry::allow)
        .filter(it -> it.protocol().equals("-1"))
        .flatMap(it -> AddressSet.parse(it.cidr()))
        .filter(all::equals)
        .isPresent();
  }
}
