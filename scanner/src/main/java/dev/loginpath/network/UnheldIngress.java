package dev.loginpath.network;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Evidence;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may reach a TCP port of an interface from one that no instance holds: Client VPN, Verified
 * Access, a task, a function, an Application Load Balancer. What stands behind it no list of
 * interfaces tells, so that the way is at most unknown, but for an interface of a Client VPN
 * endpoint that was read in full. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html">
 * requester-managed interfaces</a>.
 */
final class UnheldIngress {

  /** Judged by what they belong to, or opening no connection of people's. */
  private static final Set<String> JUDGED_ELSEWHERE =
      Set.of(
          "ec2_instance_connect_endpoint",
          "gateway_load_balancer",
          "gateway_load_balancer_endpoint",
          "global_accelerator_managed",
          "nat_gateway",
          "network_load_balancer",
          "transit_gateway");

  /** So many interfaces are explained; that there are more is said. */
  private static final int SHOWN = 5;

  private final Ec2Snapshot ec2;
  private final Groups groups;
  private final Between between;
  private final Reachability reachability;
  private final ClientVpns vpns;
  private final ClientVpnIngress vpnIngress;
  private final VerifiedAccess verifiedAccess;
  private final Collection<List<NetworkInterface>> unheld;
  private final List<NetworkInterface> likeVpns;

  UnheldIngress(
      Ec2Snapshot ec2,
      LoadBalancingSnapshot loadBalancing,
      Groups groups,
      Between between,
      Reachability reachability) {
    this.ec2 = ec2;
    this.groups = groups;
    this.between = between;
    this.reachability = reachability;
    this.vpns = new ClientVpns(ec2.entry().remoteAccess());
    this.vpnIngress = new ClientVpnIngress(vpns, groups, between);
    this.verifiedAccess = new VerifiedAccess(ec2.entry().remoteAccess().verifiedAccessEndpoints());
    List<VpcEndpoint> ofAws =
        Observed.items(ec2.vpcEndpoints()).stream()
            .filter(it -> isOfAws(it.serviceName()))
            .toList();
    Set<String> interfacesOfAws =
        ofAws.stream().flatMap(it -> it.networkInterfaceIds().stream()).collect(Collectors.toSet());
    Set<String> withoutInterfaces =
        ofAws.stream()
            .filter(it -> it.networkInterfaceIds().isEmpty())
            .map(VpcEndpoint::id)
            .collect(Collectors.toSet());
    List<NetworkInterface> all =
        Observed.items(ec2.networkInterfaces()).stream()
            .filter(it -> it.instanceId().isEmpty() && it.mayBeHeld())
            .filter(it -> !JUDGED_ELSEWHERE.contains(it.interfaceType()))
            .filter(it -> !isBalancerJudged(it.description(), loadBalancing))
            .filter(it -> !interfacesOfAws.contains(it.id()))
            .filter(it ->
                !it.interfaceType().equals("vpc_endpoint")
                    || !withoutInterfaces.contains(lastWord(it.description())))
            .toList();
    this.unheld = Reachability.byKind(all);
    this.likeVpns = all.stream().filter(ClientVpns::isLike).toList();
  }

  private static String lastWord(String description) {
    int space = description.lastIndexOf(' ');
    return space < 0 ? "" : description.substring(space + 1);
  }

  /** A partner's service has {@code vpce} in its name. */
  private static boolean isOfAws(String serviceName) {
    return !serviceName.contains(".vpce.");
  }

  /**
   * All but the Application Load Balancers, where they are listed: anybody may write a description.
   * Of a list that is not whole those that judge load balancers say so.
   */
  private static boolean isBalancerJudged(String description, LoadBalancingSnapshot read) {
    if (!description.startsWith("ELB ") || description.startsWith("ELB app/")) {
      return false;
    }
    String name = description.substring("ELB ".length());
    boolean current = name.contains("/");
    Observed<?> list = current ? read.loadBalancers() : read.classicLoadBalancers();
    return Observed.gap(list).isPresent()
        || (current
            ? Observed.items(read.loadBalancers()).stream()
                .anyMatch(it -> it.arn().endsWith(":loadbalancer/" + name))
            : Observed.items(read.classicLoadBalancers()).stream()
                .anyMatch(it -> it.name().equals(name)));
  }

  /** Empty where no such interface is let in, and the list of them is whole. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port) {
    Stream<NetworkInterface> reaching =
        unheld.stream()
            .filter(it -> mayReach(it.getFirst(), to, port))
            .flatMap(List::stream)
            .filter(it -> reachability.answer(it, to, port) != Answer.NOT_MET);
    List<NetworkInterface> admitted =
        Stream.concat(
                reaching, likeVpns.stream().filter(it -> vpnIngress.mayCarryIpv6(it, to, port)))
            .filter(it -> !it.id().equals(to.id()))
            .distinct()
            .sorted(Comparator.comparing(NetworkInterface::id))
            .toList();
    List<AddressReach> reaches = new ArrayList<>();
    Map<ClientVpns.Association, List<NetworkInterface>> ofVpns = new LinkedHashMap<>();
    List<NetworkInterface> others = new ArrayList<>();
    for (NetworkInterface each : admitted) {
      vpns.of(each)
          .ifPresentOrElse(
              it -> ofVpns.computeIfAbsent(it, key -> new ArrayList<>()).add(each),
              () -> others.add(each));
    }
    ofVpns.forEach((by, from) -> reaches.addAll(vpnIngress.sourcesReaching(by, from, to, port)));
    for (NetworkInterface each : others.subList(0, Math.min(SHOWN, others.size()))) {
      reaches.add(
          reach(
              to,
              Requirement.allOf(
                  "unheld-interface",
                  List.of(
                      Requirement.of("interface-holder", holder(each, to, port)),
                      reachability.answer(each, to, port) == Answer.NOT_MET
                          ? ClientVpnIngress.IPV6
                          : between.requirement(
                              "interface-to-target", Point.of(each), Point.of(to), port)))));
    }
    if (others.size() > SHOWN) {
      String more = (others.size() - SHOWN) + " more interfaces that no instance holds lead here";
      reaches.add(
          reach(
              to,
              Requirement.of(
                  "interface-holder",
                  Verdict.unknown(ec2.networkInterfaces().call(), more, REASON))));
    }
    Observed.gap(ec2.networkInterfaces())
        .filter(it -> !groups.ingress(to.groupIds(), port).admitsNobody())
        .ifPresent(gap ->
            reaches.add(
                reach(to, Requirement.of("interface-holder", Verdict.unknown(List.of(gap))))));
    return reaches;
  }

  /** Of a kind none of which reaches it, no single one is asked. */
  private boolean mayReach(NetworkInterface anyOfKind, NetworkInterface to, int port) {
    return !reachability.ofKinds(anyOfKind, to, port).equals(Optional.of(Answer.NOT_MET));
  }

  private static final String REASON =
      "Whether people come in through an interface that no instance holds is not told.";

  private Verdict holder(NetworkInterface it, NetworkInterface to, int port) {
    Call call = ec2.networkInterfaces().call().about(it.id());
    String what = it.description().isEmpty() ? it.interfaceType() : it.description();
    String addresses =
        it.privateAddresses().stream()
            .flatMap(each -> each.publicAddress().stream())
            .map(each -> ", public at " + each)
            .collect(Collectors.joining());
    String fact =
        it.id()
            + " ("
            + what
            + ") of "
            + (it.groupIds().isEmpty() ? "no group" : String.join(", ", it.groupIds()))
            + " belongs to no instance"
            + addresses;
    List<Cause> causes = new ArrayList<>(verifiedAccess.reasons(it, to, port));
    if (ClientVpns.isLike(it)) {
      causes.addAll(vpns.gaps());
    }
    return causes.isEmpty()
        ? Verdict.unknown(call, fact, REASON)
        : new Verdict.Unknown(List.of(new Evidence(call.toString(), fact)), causes);
  }

  private static AddressReach reach(NetworkInterface to, Requirement requirement) {
    return new AddressReach(
        to.id(), AddressReach.From.UNHELD_INTERFACE, requirement, AddressReach.Door.SHUT);
  }
}
