package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who reaches a TCP port through AWS Global Accelerator, which needs neither a public address nor a
 * route: an interface of its own in the subnet and an internet gateway at the VPC. Which
 * accelerator forwards to whom is not read, so that the way is at most unknown. See <a
 * href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.sipp-caveats.html">client
 * IP address preservation</a>.
 */
final class AcceleratedIngress {

  private static final String TYPE = "global_accelerator_managed";

  private final Ec2Snapshot ec2;
  private final Groups groups;
  private final PublicBlock publicBlock;
  private final Map<String, List<NetworkInterface>> bySubnet;
  private final Map<String, String> gateways = new HashMap<>();

  AcceleratedIngress(Ec2Snapshot ec2, Groups groups, PublicBlock publicBlock) {
    this.ec2 = ec2;
    this.groups = groups;
    this.publicBlock = publicBlock;
    this.bySubnet =
        Observed.items(ec2.networkInterfaces()).stream()
            .filter(it -> it.interfaceType().equals(TYPE))
            .collect(Collectors.groupingBy(it -> it.subnetId().orElse("")));
    Observed.items(ec2.internetGateways())
        .forEach(each -> each.vpcIds().forEach(it -> gateways.putIfAbsent(it, each.id())));
  }

  /** Empty where no accelerator has an interface in the subnet, and the list of them is whole. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port) {
    String subnetId = to.subnetId().orElse("");
    List<AddressReach> reaches = new ArrayList<>();
    for (NetworkInterface each : bySubnet.getOrDefault(subnetId, List.of())) {
      Call call = ec2.networkInterfaces().call().about(each.id());
      String fact = "an accelerator has the interface " + each.id() + " in " + subnetId;
      String reason =
          "Whether the accelerator of "
              + each.id()
              + " forwards to the port is not read from Global Accelerator.";
      reaches.add(reach(to, port, Verdict.unknown(call, fact, reason)));
    }
    if (reaches.isEmpty()) {
      Observed.gap(ec2.networkInterfaces())
          .ifPresent(it -> reaches.add(reach(to, port, Verdict.unknown(List.of(it)))));
    }
    return reaches;
  }

  private AddressReach reach(NetworkInterface to, int port, Verdict accelerator) {
    Hop.Filter admitted =
        new Hop.Filter(
            "security-group",
            groups.call(),
            groups.ingress(to.groupIds(), port).bounds(),
            List.of(),
            "no group of the interface admits tcp " + port + " from the internet");
    AddressSet internet = AddressSet.INTERNET_IPV4.union(AddressSet.INTERNET_IPV6);
    Requirement whole =
        Requirement.allOf(
            "accelerator",
            List.of(
                Requirement.of("accelerator-interface", accelerator),
                Requirement.of("internet-gateway", attached(to.vpcId().orElse(""))),
                Requirement.of(
                    "block-public-access",
                    publicBlock.in(to.subnetId().orElse(""), to.vpcId().orElse(""))),
                Requirement.of(admitted.id(), admitted.judge(AddressBounds.exactly(internet)))));
    return new AddressReach(to.id(), AddressReach.From.ACCELERATOR, whole, AddressReach.Door.SHUT);
  }

  private Verdict attached(String vpcId) {
    Call call = ec2.internetGateways().call();
    String gateway = gateways.get(vpcId);
    if (gateway != null) {
      return Verdict.met(call, gateway + " is attached to " + vpcId);
    }
    Optional<Cause> gap = Observed.gap(ec2.internetGateways());
    return gap.isPresent()
        ? Verdict.unknown(List.of(gap.get()))
        : Verdict.notMet(call, "no internet gateway is attached to " + vpcId);
  }
}
