package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which VPC has an internet gateway, for ways in that no route of a subnet shows. */
final class InternetGateways {

  private final Observed<List<InternetGateway>> listed;
  private final Map<String, String> byVpc = new HashMap<>();

  InternetGateways(Ec2Snapshot ec2) {
    this.listed = ec2.internetGateways();
    Observed.items(listed)
        .forEach(each -> each.vpcIds().forEach(it -> byVpc.putIfAbsent(it, each.id())));
  }

  Verdict at(String vpcId) {
    Call call = listed.call();
    String gateway = byVpc.get(vpcId);
    if (gateway != null) {
      return Verdict.met(call, gateway + " is attached to " + vpcId);
    }
    return Observed.gap(listed)
        .map(it -> Verdict.unknown(List.of(it)))
        .orElseGet(() -> Verdict.notMet(call, "no internet gateway is attached to " + vpcId));
  }

  /** Whether one of some gateways is the VPC's. */
  Verdict at(String vpcId, List<String> gatewayIds) {
    String gateway = byVpc.get(vpcId);
    return gateway == null || gatewayIds.contains(gateway)
        ? at(vpcId)
        : Verdict.notMet(listed.call(), gateway + " is attached to " + vpcId + ", and no other");
  }
}
