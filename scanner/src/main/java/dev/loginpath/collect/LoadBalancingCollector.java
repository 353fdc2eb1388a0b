package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.text;
import static dev.loginpath.collect.Answers.told;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.ClassicLoadBalancer;
import dev.loginpath.snapshot.CrossZone;
import dev.loginpath.snapshot.Listener;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.LoadBalancerListeners;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.TargetGroup;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * Reads the load balancers of a region. Listeners and targets are read of those that forward TCP,
 * which alone can carry SSH and RDP.
 */
final class LoadBalancingCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeLoadBalancerAttributes",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeTargetGroupAttributes",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth");

  private static final String SERVICE = "elasticloadbalancing:";
  private static final int PAGE = 400;
  private static final String PRESERVES = "preserve_client_ip.enabled";
  private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";

  /** What the attributes of a target group tell; they come by one call. */
  private record Attributes(Optional<Boolean> preservesClientIp, String crossZone) {}

  private final ElasticLoadBalancingV2Client balancing;
  private final ElasticLoadBalancingClient classic;
  private final String region;

  LoadBalancingCollector(
      ElasticLoadBalancingV2Client balancing, ElasticLoadBalancingClient classic, String region) {
    this.balancing = balancing;
    this.classic = classic;
    this.region = region;
  }

  LoadBalancingSnapshot collect() {
    Observed<List<LoadBalancer>> balancers = loadBalancers();
    List<LoadBalancerListeners> listeners =
        Observed.items(balancers).stream()
            .filter(it -> it.type().equals("network"))
            .map(it -> new LoadBalancerListeners(it.arn(), listeners(it.arn())))
            .toList();
    Set<String> forwardedTo = new TreeSet<>();
    listeners.stream()
        .flatMap(it -> Observed.items(it.listeners()).stream())
        .forEach(it -> forwardedTo.addAll(it.targetGroupArns()));
    Observed<List<TargetGroup>> groups = targetGroups(balancers, forwardedTo);
    Observed<List<ClassicLoadBalancer>> older = classicLoadBalancers();
    List<TargetGroup> read = Observed.items(groups);
    List<CrossZone> crossZone = new ArrayList<>();
    LoadBalancingSnapshot.decidingZones(listeners, read)
        .forEach(it -> crossZone.add(new CrossZone(it, crossZone(it))));
    LoadBalancingSnapshot.decidingZones(Observed.items(older))
        .forEach(it -> crossZone.add(new CrossZone(it, crossZoneOfClassic(it))));
    return new LoadBalancingSnapshot(balancers, listeners, arns(groups), read, older, crossZone);
  }

  private Observed<Boolean> crossZone(String arn) {
    return Observe.one(
        new Call(SERVICE + "DescribeLoadBalancerAttributes", region, arn),
        Set.of(),
        () ->
            balancing
                .describeLoadBalancerAttributes(it -> it.loadBalancerArn(arn))
                .attributes()
                .stream()
                .filter(it -> text(it.key()).equals(CROSS_ZONE))
                .map(it -> text(it.value()).equals("true"))
                .findFirst());
  }

  private Observed<Boolean> crossZoneOfClassic(String name) {
    return Observe.one(
        new Call(SERVICE + "DescribeLoadBalancerAttributes", region, name),
        Set.of(),
        () ->
            Optional.ofNullable(
                    classic
                        .describeLoadBalancerAttributes(it -> it.loadBalancerName(name))
                        .loadBalancerAttributes())
                .flatMap(it -> Optional.ofNullable(it.crossZoneLoadBalancing()))
                .flatMap(it -> Optional.ofNullable(it.enabled())));
  }

  private static Observed<List<String>> arns(Observed<List<TargetGroup>> groups) {
    List<String> arns = Observed.items(groups).stream().map(TargetGroup::arn).toList();
    return switch (groups) {
      case Observed.Known<List<TargetGroup>> known -> new Observed.Known<>(known.call(), arns);
      case Observed.Absent<List<TargetGroup>> absent -> new Observed.Absent<>(absent.call());
      case Observed.Unseen<List<TargetGroup>> unseen ->
          new Observed.Unseen<>(
              unseen.call(), unseen.outcome(), unseen.detail(), Optional.of(arns));
    };
  }

  private Observed<List<LoadBalancer>> loadBalancers() {
    return Observe.items(
        Call.of(SERVICE + "DescribeLoadBalancers", region),
        () -> balancing.describeLoadBalancersPaginator(it -> it.pageSize(PAGE)).iterator(),
        page -> page.loadBalancers(),
        LoadBalancingCollector::loadBalancer,
        LoadBalancer::arn);
  }

  private static LoadBalancer loadBalancer(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer it) {
    return new LoadBalancer(
        required(it.loadBalancerArn(), "LoadBalancerArn"),
        text(it.loadBalancerName()),
        text(it.dnsName()),
        required(it.typeAsString(), "Type"),
        required(it.schemeAsString(), "Scheme"),
        maybe(it.vpcId()),
        it.state() == null ? "" : text(it.state().codeAsString()),
        maybe(it.ipAddressTypeAsString()),
        it.availabilityZones().stream()
            .flatMap(zone -> maybe(zone.subnetId()).stream())
            .sorted()
            .toList(),
        it.securityGroups().stream().sorted().toList(),
        maybe(it.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic())
            .map(enforced -> !enforced.equals("off")));
  }

  private Observed<List<Listener>> listeners(String loadBalancerArn) {
    return Observe.items(
        new Call(SERVICE + "DescribeListeners", region, loadBalancerArn),
        () ->
            balancing
                .describeListenersPaginator(
                    it -> it.loadBalancerArn(loadBalancerArn).pageSize(PAGE))
                .iterator(),
        page -> page.listeners(),
        LoadBalancingCollector::listener,
        it -> "%05d %s".formatted(it.port(), it.protocol()));
  }

  private static Listener listener(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener it) {
    List<String> targets =
        it.defaultActions().stream()
            .flatMap(LoadBalancingCollector::forwardsTo)
            .distinct()
            .sorted()
            .toList();
    told(!targets.isEmpty(), "DefaultActions[].TargetGroupArn");
    return new Listener(
        required(it.protocolAsString(), "Protocol"), required(it.port(), "Port"), targets);
  }

  private static Stream<String> forwardsTo(Action action) {
    Stream<String> several =
        action.forwardConfig() == null
            ? Stream.empty()
            : action.forwardConfig().targetGroups().stream().map(TargetGroupTuple::targetGroupArn);
    return Stream.concat(Stream.ofNullable(action.targetGroupArn()), several)
        .flatMap(Stream::ofNullable);
  }

  /** Those that a load balancer forwards to; what is registered in each is a call of its own. */
  private Observed<List<TargetGroup>> targetGroups(
      Observed<List<LoadBalancer>> balancers, Set<String> forwardedTo) {
    Call call = Call.of(SERVICE + "DescribeTargetGroups", region);
    if (balancers.outcome() != Outcome.OK && Observed.items(balancers).isEmpty()) {
      return Observe.notCalled(call, "the load balancers could not be listed");
    }
    return Observe.items(
        call,
        () -> balancing.describeTargetGroupsPaginator(it -> it.pageSize(PAGE)).iterator(),
        page ->
            page.targetGroups().stream()
                .filter(
                    it -> it.targetGroupArn() == null || forwardedTo.contains(it.targetGroupArn()))
                .toList(),
        this::targetGroup,
        TargetGroup::arn);
  }

  private TargetGroup targetGroup(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup it) {
    String arn = required(it.targetGroupArn(), "TargetGroupArn");
    String protocol = required(it.protocolAsString(), "Protocol");
    String type = required(it.targetTypeAsString(), "TargetType");
    Observed<Attributes> attributes = attributes(arn);
    return new TargetGroup(
        arn,
        text(it.targetGroupName()),
        protocol,
        type,
        targets(arn),
        preservesClientIp(attributes),
        attributes instanceof Observed.Known<Attributes> known
            ? Optional.of(known.value().crossZone())
            : Optional.empty());
  }

  /** AWS answers all of them at once: this call has no pages. */
  private Observed<List<TargetGroup.Target>> targets(String arn) {
    return Observe.items(
        new Call(SERVICE + "DescribeTargetHealth", region, arn),
        () -> Stream.of(balancing.describeTargetHealth(it -> it.targetGroupArn(arn))).iterator(),
        (DescribeTargetHealthResponse page) -> page.targetHealthDescriptions(),
        LoadBalancingCollector::target,
        it -> it.id() + " " + it.port());
  }

  private static TargetGroup.Target target(TargetHealthDescription it) {
    told(it.target() != null, "Target");
    return new TargetGroup.Target(
        required(it.target().id(), "Target.Id"),
        required(it.target().port(), "Target.Port"),
        required(
            it.targetHealth() == null ? null : it.targetHealth().stateAsString(),
            "TargetHealth.State"));
  }

  private Observed<Attributes> attributes(String arn) {
    return Observe.oneOrNone(
        new Call(SERVICE + "DescribeTargetGroupAttributes", region, arn),
        Set.of(),
        () -> {
          Map<String, String> told = new HashMap<>();
          balancing
              .describeTargetGroupAttributes(it -> it.targetGroupArn(arn))
              .attributes()
              .forEach(it -> told.put(text(it.key()), text(it.value())));
          return Optional.of(
              new Attributes(
                  Optional.ofNullable(told.get(PRESERVES)).map("true"::equals),
                  told.getOrDefault(CROSS_ZONE, TargetGroup.AS_BALANCER)));
        });
  }

  private static Observed<Boolean> preservesClientIp(Observed<Attributes> attributes) {
    return switch (attributes) {
      case Observed.Known<Attributes> known ->
          known
              .value()
              .preservesClientIp()
              .<Observed<Boolean>>map(it -> new Observed.Known<>(known.call(), it))
              .orElseGet(() -> new Observed.Absent<>(known.call()));
      case Observed.Absent<Attributes> absent -> new Observed.Absent<>(absent.call());
      case Observed.Unseen<Attributes> unseen ->
          new Observed.Unseen<>(unseen.call(), unseen.outcome(), unseen.detail());
    };
  }

  private Observed<List<ClassicLoadBalancer>> classicLoadBalancers() {
    return Observe.items(
        new Call(SERVICE + "DescribeLoadBalancers", region, "classic"),
        () -> classic.describeLoadBalancersPaginator(it -> it.pageSize(PAGE)).iterator(),
        page -> page.loadBalancerDescriptions(),
        LoadBalancingCollector::classic,
        ClassicLoadBalancer::name);
  }

  private static ClassicLoadBalancer classic(LoadBalancerDescription it) {
    told(it.hasListenerDescriptions(), "ListenerDescriptions");
    told(it.hasInstances(), "Instances");
    return new ClassicLoadBalancer(
        required(it.loadBalancerName(), "LoadBalancerName"),
        text(it.dnsName()),
        required(it.scheme(), "Scheme"),
        maybe(it.vpcId()),
        it.subnets().stream().sorted().toList(),
        it.securityGroups().stream().sorted().toList(),
        it.listenerDescriptions().stream()
            .map(each -> required(each.listener(), "ListenerDescriptions[].Listener"))
            .map(listener ->
                new ClassicLoadBalancer.Forward(
                    required(listener.protocol(), "Listener.Protocol"),
                    required(listener.loadBalancerPort(), "Listener.LoadBalancerPort"),
                    required(listener.instancePort(), "Listener.InstancePort")))
            .sorted(
                Comparator.comparingInt(ClassicLoadBalancer.Forward::port)
                    .thenComparingInt(ClassicLoadBalancer.Forward::instancePort))
            .toList(),
        it.instances().stream()
            .map(target -> required(target.instanceId(), "Instances[].InstanceId"))
            .sorted()
            .toList());
  }
}
