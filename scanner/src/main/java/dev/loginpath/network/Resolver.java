package dev.loginpath.network;

import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Who answers the names that are asked for in a VPC, and how. */
final class Resolver {

  private static final Verdict UNREAD =
      Verdict.unknown(List.of(new Cause.Undecided("The DNS attributes of a VPC were not read.")));

  private final Ec2Snapshot ec2;

  Resolver(Ec2Snapshot ec2) {
    this.ec2 = ec2;
  }

  /**
   * Servers of one's own answer with the endpoint's addresses where they forward to AWS's resolver,
   * which no API shows. See <a
   * href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html">DHCP options</a>.
   */
  Verdict nameServers(String vpcId) {
    Optional<Vpc> vpc =
        Observed.items(ec2.vpcs()).stream().filter(it -> it.id().equals(vpcId)).findFirst();
    if (vpc.isEmpty()) {
      return Observed.gap(ec2.vpcs())
          .map(it -> Verdict.unknown(List.of(it)))
          .orElseGet(() -> Verdict.met(ec2.vpcs().call(), "names no DHCP options of the VPC"));
    }
    String id = vpc.get().dhcpOptionsId().orElse("");
    Optional<DhcpOptions> options =
        Observed.items(ec2.dhcpOptions()).stream().filter(it -> it.id().equals(id)).findFirst();
    Call call = ec2.dhcpOptions().call().about(id);
    if (options.isEmpty()) {
      return Observed.gap(ec2.dhcpOptions())
          .map(it -> Verdict.unknown(List.of(it)))
          .orElseGet(() -> Verdict.met(ec2.dhcpOptions().call(), "names no servers of the VPC"));
    }
    String servers = String.join(", ", options.get().nameServers());
    return options.get().leavesNamesToAmazon()
        ? Verdict.met(call, "leaves names to AWS's resolver")
        : Verdict.unknown(
            call,
            "the DHCP options " + id + " name the DNS servers " + servers,
            "Instances of the VPC ask own DNS servers, by its DHCP options "
                + id
                + ": own DNS servers must forward AWS's names to AWS's resolver, and no API shows"
                + " whether they do.");
  }

  /** DNS support and DNS hostnames, without which no private name holds in the VPC. */
  Verdict dns(String vpcId) {
    return attributes(vpcId)
        .map(it ->
            Kleene.allOf(
                List.of(
                    attribute(it.support(), "DNS support"),
                    attribute(it.hostnames(), "DNS hostnames"))))
        .orElseGet(() -> UNREAD);
  }

  /** AWS's own resolver answers in the VPC, so that names lead where AWS's records say. */
  Verdict byAmazon(String vpcId) {
    Verdict support =
        attributes(vpcId).map(it -> attribute(it.support(), "DNS support")).orElseGet(() -> UNREAD);
    return Kleene.allOf(List.of(support, nameServers(vpcId)));
  }

  /** AWS's resolver makes an IPv6 address of a name that has IPv4 ones alone. */
  Verdict dns64(Optional<Subnet> subnet, String vpcId) {
    if (subnet.isEmpty() || subnet.get().dns64().isEmpty()) {
      return Verdict.unknown(
          List.of(
              Observed.gap(ec2.subnets())
                  .orElse(
                      new Cause.Undecided(
                          "Whether the subnet's resolver makes IPv6 addresses of IPv4 ones (DNS64)"
                              + " is not told."))));
    }
    Call call = ec2.subnets().call().about(subnet.get().id());
    Verdict servers = nameServers(vpcId);
    Verdict support =
        attributes(vpcId).map(it -> attribute(it.support(), "DNS support")).orElseGet(() -> UNREAD);
    if (subnet.get().dns64().get()) {
      return Kleene.allOf(List.of(Verdict.met(call, "DNS64 on"), support, servers));
    }
    // Servers of one's own may do it as well.
    return servers instanceof Verdict.Unknown ? servers : Verdict.notMet(call, "DNS64 off");
  }

  private Optional<VpcDns> attributes(String vpcId) {
    return ec2.vpcDns().stream().filter(it -> it.vpcId().equals(vpcId)).findFirst();
  }

  private static Verdict attribute(Observed<Boolean> attribute, String name) {
    return switch (attribute) {
      case Observed.Known<Boolean> known when known.value() ->
          Verdict.met(known.call(), name + " on");
      case Observed.Known<Boolean> known -> Verdict.notMet(known.call(), name + " off");
      case Observed.Absent<Boolean> absent -> Verdict.notMet(absent.call(), name + " off");
      case Observed.Unseen<Boolean> unseen -> Verdict.unknown(unseen);
    };
  }
}
