package dev.loginpath.network;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reaches a TCP port through AWS Global Accelerator. An instance, or a load balancer with
 * groups, needs neither a public address nor a route for it: an interface of the accelerator in the
 * subnet and an internet gateway at the VPC, and its groups see the client. See <a
 * href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.sipp-caveats.html">client
 * IP address preservation</a>.
 */
final class AcceleratedIngress {

  private static final String TYPE = "global_accelerator_managed";

  /**
   * One page has ACLs judge what leaves, one has them respected, and <a
   * href="https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.how-to-enable-preservation.html">one
   * has them bypassed</a>.
   */
  private static final Cause ACL =
      new Cause.Undecided(
          "AWS's pages do not agree on whether a network ACL judges what comes through Global"
              + " Accelerator.");

  private static final Cause OWN_ADDRESSES =
      new Cause.Undecided(
          "Where no client address is preserved, from which of its own addresses an accelerator"
              + " connects is not told.");

  private static final String NOT_HERE =
      "An accelerator names an instance, and has no interface in its subnet.";

  private final Ec2Snapshot ec2;
  private final Accelerators accelerators;
  private final LoadBalancers balancers;
  private final BalancedIngress balanced;
  private final Ingress ingress;
  private final Groups groups;
  private final Acls acls;
  private final PublicBlock publicBlock;
  private final InternetGateways gateways;
  private final Map<String, List<NetworkInterface>> bySubnet;

  AcceleratedIngress(
      Ec2Snapshot ec2,
      Accelerators accelerators,
      LoadBalancers balancers,
      BalancedIngress balanced,
      Ingress ingress,
      Groups groups,
      Acls acls,
      PublicBlock publicBlock,
      InternetGateways gateways) {
    this.ec2 = ec2;
    this.accelerators = accelerators;
    this.balancers = balancers;
    this.balanced = balanced;
    this.ingress = ingress;
    this.groups = groups;
    this.acls = acls;
    this.publicBlock = publicBlock;
    this.gateways = gateways;
    this.bySubnet =
        Observed.items(ec2.networkInterfaces()).stream()
            .filter(it -> it.interfaceType().equals(TYPE))
            .collect(Collectors.groupingBy(it -> it.subnetId().orElse("")));
  }

  /** Empty where no accelerator leads to the interface and none may. */
  List<AddressReach> sourcesReaching(NetworkInterface to, int port, boolean running) {
    List<AddressReach> reaches = new ArrayList<>();
    reaches.addAll(toInstance(to, port));
    reaches.addAll(toElasticAddress(to, port));
    for (LoadBalancers.Front front : balancers.before(to, port)) {
      reaches.addAll(toLoadBalancer(front, to, port, running));
    }
    return reaches;
  }

  private List<AddressReach> toInstance(NetworkInterface to, int port) {
    String subnetId = to.subnetId().orElse("");
    List<String> endpoints =
        Stream.concat(to.instanceId().stream(), Stream.of(subnetId))
            .filter(it -> !it.isEmpty())
            .toList();
    List<AddressReach> reaches = new ArrayList<>();
    for (String endpoint : endpoints) {
      for (Accelerators.Front front : accelerators.before(endpoint, port)) {
        List<Hop> hops = new ArrayList<>(front.gates());
        hops.add(new Hop.Gate("accelerator-interface", interfaceIn(subnetId)));
        if (to.deviceIndex().filter(it -> it == 0).isEmpty()) {
          hops.add(
              new Hop.Gate(
                  "accelerator-endpoint",
                  Verdict.unknown(
                      ec2.told(to),
                      "is not the first interface of the instance",
                      "To which interface of an instance an accelerator forwards is not told.")));
        }
        reaches.addAll(toInterface(front.address(), front.dualStack(), hops, to, port));
      }
    }
    Optional<Verdict> other = another(endpoints, List.of(subnetId), true);
    boolean open =
        reaches.stream().anyMatch(it -> it.requirement().verdict() instanceof Verdict.Met);
    if (other.isPresent() && !open) {
      List<Hop> hops = List.of(new Hop.Gate("accelerator-interface", other.get()));
      reaches.addAll(toInterface(to.id(), true, hops, to, port));
    }
    if (reaches.isEmpty()
        && (bySubnet.containsKey(subnetId) || endpoints.stream().anyMatch(accelerators::names))) {
      reaches.add(nobody(to, port));
    }
    return reaches;
  }

  private AddressReach nobody(NetworkInterface to, int port) {
    Verdict none =
        Verdict.notMet(
            accelerators.call(),
            "no listener leads to tcp " + port + " of " + to.instanceId().orElse(to.id()));
    return new AddressReach(
        to.id(),
        AddressReach.From.ACCELERATOR,
        Requirement.allOf("accelerator", List.of(Requirement.of("accelerator-listener", none))),
        AddressReach.Door.SHUT);
  }

  /**
   * Why an accelerator that was not seen may lead to one of some endpoints; empty: none does.
   *
   * @param byInterface it has an interface in a subnet where it does
   */
  private Optional<Verdict> another(
      List<String> endpoints, List<String> subnetIds, boolean byInterface) {
    Optional<String> lent = endpoints.stream().filter(accelerators::isLent).findFirst();
    if (lent.isPresent()) {
      return Optional.of(
          Verdict.unknown(
              accelerators.lentCall(),
              "lends " + lent.get() + " to other accounts",
              "Whether an accelerator of another account forwards to the port cannot be seen from"
                  + " this account."));
    }
    if (accelerators.gaps().isEmpty()) {
      return Optional.empty();
    }
    List<Evidence> here =
        subnetIds.stream()
            .flatMap(it -> bySubnet.getOrDefault(it, List.of()).stream())
            .map(AcceleratedIngress::fact)
            .map(it -> new Evidence(ec2.networkInterfaces().call().toString(), it))
            .toList();
    List<Cause> causes = new ArrayList<>(accelerators.gaps());
    if (here.isEmpty() && byInterface) {
      Optional<Cause> gap = Observed.gap(ec2.networkInterfaces());
      if (gap.isEmpty()) {
        return Optional.empty();
      }
      causes.add(gap.get());
      return Optional.of(Verdict.unknown(causes));
    }
    List<Evidence> both =
        Stream.concat(here.stream(), Verdict.unknown(causes).evidence().stream()).toList();
    return Optional.of(new Verdict.Unknown(both, causes));
  }

  private static String fact(NetworkInterface accelerator) {
    return "an accelerator has the interface "
        + accelerator.id()
        + " in "
        + accelerator.subnetId().orElse("");
  }

  private Verdict interfaceIn(String subnetId) {
    Call call = ec2.networkInterfaces().call();
    List<NetworkInterface> here = bySubnet.getOrDefault(subnetId, List.of());
    if (!here.isEmpty()) {
      return Verdict.met(call.about(here.getFirst().id()), fact(here.getFirst()));
    }
    return Observed.gap(ec2.networkInterfaces())
        .map(it -> Verdict.unknown(List.of(it)))
        .orElseGet(() ->
            Verdict.unknown(call, "has no interface of an accelerator in " + subnetId, NOT_HERE));
  }

  private List<AddressReach> toInterface(
      String address, boolean dualStack, List<Hop> before, NetworkInterface to, int port) {
    String subnetId = to.subnetId().orElse("");
    String vpcId = to.vpcId().orElse("");
    Admission admission = groups.ingress(to.groupIds(), port);
    List<AddressReach> reaches = new ArrayList<>();
    for (boolean ipv6 : families(dualStack && !to.ipv6Addresses().isEmpty())) {
      List<Hop> hops = new ArrayList<>(before);
      hops.addAll(intoSubnet(vpcId, subnetId, port, ipv6));
      hops.add(ingress.group("security-group", admission, List.of(), AddressBounds.NONE, port));
      reaches.add(
          reach(address, hops, true, ipv6, vpcId, subnetId, BalancedIngress.entries(admission)));
    }
    return reaches;
  }

  private static List<Boolean> families(boolean both) {
    return both ? List.of(false, true) : List.of(false);
  }

  private List<Hop> intoSubnet(String vpcId, String subnetId, int port, boolean ipv6) {
    return List.of(
        new Hop.Gate("internet-gateway", gateways.at(vpcId)),
        new Hop.Gate("block-public-access", publicBlock.in(subnetId, vpcId)),
        acl(subnetId, port, AddressSet.family(ipv6)));
  }

  /** What the ACL lets through comes in for sure, and the others perhaps. */
  private Hop.Filter acl(String subnetId, int port, AddressSet family) {
    Hop.Filter judged = acls.hop(subnetId, port, family);
    return new Hop.Filter(
        judged.id(),
        judged.call(),
        new AddressBounds(judged.lets().surely(), family, List.of(ACL)),
        judged.parts(),
        judged.refusal());
  }

  /** An Elastic IP address is reached as from the internet, from addresses of the accelerator. */
  private List<AddressReach> toElasticAddress(NetworkInterface to, int port) {
    String subnetId = to.subnetId().orElse("");
    String vpcId = to.vpcId().orElse("");
    Admission admission = groups.ingress(to.groupIds(), port);
    List<AddressReach> reaches = new ArrayList<>();
    for (PrivateAddress each : to.privateAddresses()) {
      if (each.allocationId().isPresent()) {
        String allocationId = each.allocationId().get();
        List<Hop> way = new ArrayList<>(ingress.toPlace(vpcId, subnetId, port, true, false));
        way.add(ingress.group("security-group", admission, List.of(), AddressBounds.NONE, port));
        List<Accelerators.Front> fronts = new ArrayList<>(accelerators.before(allocationId, port));
        another(List.of(allocationId), List.of(), false)
            .filter(it -> letsSomeIn(way))
            .map(it -> unseen(each.publicAddress().orElse(""), false, it, false))
            .ifPresent(fronts::add);
        for (Accelerators.Front front : fronts) {
          List<Hop> hops = new ArrayList<>(front.gates());
          hops.addAll(way);
          reaches.add(
              reach(
                  front.address(),
                  hops,
                  false,
                  false,
                  vpcId,
                  subnetId,
                  BalancedIngress.entries(admission)));
        }
      }
    }
    return reaches;
  }

  private static Accelerators.Front unseen(
      String address, boolean dualStack, Verdict why, boolean preserves) {
    return new Accelerators.Front(
        address, dualStack, List.of(new Hop.Gate("accelerator-interface", why)), preserves);
  }

  /** Where everybody comes in without an accelerator, one more brings nobody. */
  private static boolean letsSomeIn(List<Hop> way) {
    AddressBounds coming = AddressBounds.upTo(AddressSet.INTERNET_IPV4, List.of(OWN_ADDRESSES));
    return Journey.walk(coming, way).requirement("accelerator").verdict()
        instanceof Verdict.Unknown;
  }

  private List<AddressReach> toLoadBalancer(
      LoadBalancers.Front balancer, NetworkInterface to, int port, boolean running) {
    List<Accelerators.Front> fronts =
        new ArrayList<>(accelerators.before(balancer.arn(), balancer.port()));
    boolean facing = balancer.internetFacing();
    List<AddressReach> reaches = new ArrayList<>();
    for (String subnetId : balancer.subnetIds()) {
      for (Accelerators.Front front : fronts) {
        for (boolean ipv6 : families(front.dualStack() && balancer.dualStack())) {
          List<Hop> way = way(balancer, subnetId, ipv6, to, port, running);
          reaches.add(through(front, balancer, subnetId, ipv6, to, port, way));
        }
      }
      List<Hop> way = way(balancer, subnetId, false, to, port, running);
      another(List.of(balancer.arn()), List.of(subnetId), !facing)
          .filter(it -> !facing || letsSomeIn(way))
          .map(it -> unseen(balancer.address(), false, it, !facing))
          .ifPresent(it -> reaches.add(through(it, balancer, subnetId, false, to, port, way)));
    }
    return reaches;
  }

  /** From the front of a load balancer's node to the target. */
  private List<Hop> way(
      LoadBalancers.Front balancer,
      String subnetId,
      boolean ipv6,
      NetworkInterface to,
      int port,
      boolean running) {
    List<Hop> hops = new ArrayList<>();
    hops.add(balanced.taken(balancer, running));
    balanced
        .acrossZones(balancer, subnetId, to)
        .ifPresent(it -> hops.add(new Hop.Gate("cross-zone", it)));
    hops.addAll(intoSubnet(balancer.vpcId(), subnetId, balancer.port(), ipv6));
    if (!balancer.groupIds().isEmpty()) {
      Admission own = groups.ingress(balancer.groupIds(), balancer.port());
      hops.add(
          ingress.group(
              "load-balancer-group", own, List.of(), AddressBounds.NONE, balancer.port()));
    }
    hops.addAll(balanced.toTarget(balancer, subnetId, to, port, ipv6));
    return hops;
  }

  private AddressReach through(
      Accelerators.Front front,
      LoadBalancers.Front balancer,
      String subnetId,
      boolean ipv6,
      NetworkInterface to,
      int port,
      List<Hop> way) {
    List<Hop> hops = new ArrayList<>(front.gates());
    hops.addAll(way);
    List<AddressReach.Entry> entries = new ArrayList<>();
    if (!balancer.groupIds().isEmpty()) {
      entries.addAll(BalancedIngress.entries(groups.ingress(balancer.groupIds(), balancer.port())));
    }
    entries.addAll(BalancedIngress.entries(groups.ingress(to.groupIds(), port)));
    return reach(
        front.address(),
        hops,
        front.preservesClientIp(),
        ipv6,
        balancer.vpcId(),
        subnetId,
        entries);
  }

  /**
   * @param preserved groups look at the client; else at the accelerator, behind which is everybody
   */
  private AddressReach reach(
      String address,
      List<Hop> hops,
      boolean preserved,
      boolean ipv6,
      String vpcId,
      String subnetId,
      List<AddressReach.Entry> entries) {
    AddressSet internet = AddressSet.internet(ipv6);
    AddressBounds coming =
        preserved
            ? AddressBounds.exactly(internet)
            : AddressBounds.upTo(internet, List.of(OWN_ADDRESSES));
    Journey journey = Journey.walk(coming, hops);
    Requirement whole = journey.requirement("accelerator");
    AddressSet sources = preserved ? journey.arriving().surely() : internet;
    AddressReach.Door door =
        whole.verdict() instanceof Verdict.Met
            ? new AddressReach.Door(
                SourceKind.CIDR,
                sources,
                sources,
                ingress.internet(vpcId, subnetId, ipv6),
                entries,
                Journey.parts(hops),
                preserved ? journey.arriving().doubts() : List.of())
            : AddressReach.Door.SHUT;
    return new AddressReach(address, AddressReach.From.ACCELERATOR, whole, door);
  }
}
