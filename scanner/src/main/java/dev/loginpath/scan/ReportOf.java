package dev.loginpath.scan;

import dev.loginpath.advice.Advice;
import dev.loginpath.advice.ComparisonTable;
import dev.loginpath.advice.FindingFix;
import dev.loginpath.cost.PathCosts;
import dev.loginpath.host.Place;
import dev.loginpath.identity.PathPrincipals;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedNode;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.Subject;
import dev.loginpath.report.Account;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Recommendation;
import dev.loginpath.report.Report;
import dev.loginpath.report.Scan;
import dev.loginpath.report.Tool;
import dev.loginpath.rule.Judgement;
import dev.loginpath.rule.Rule;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Placement;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes down what was assessed, as the records of the report. */
final class ReportOf {

  private static final Set<String> HIDING_MANAGED =
      Set.of("ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces");

  private static final String MANAGED_MAY_BE_HIDDEN =
      "what AWS services operate may be missing: nothing tells that it was asked for"
          + " (IncludeManagedResources)";

  private final AccountSnapshot snapshot;
  private final List<AssessedRegion> regions;
  private final List<Rule> rules;
  private final List<ComparisonTable.Advised> advised;
  private final Map<String, ComparisonTable.Advised> byId = new HashMap<>();

  ReportOf(
      AccountSnapshot snapshot,
      List<AssessedRegion> regions,
      List<Rule> rules,
      Advice advice,
      Map<String, PathCosts> costs) {
    this.snapshot = snapshot;
    this.regions = regions;
    this.rules = rules;
    this.advised =
        regions.stream()
            .flatMap(region ->
                region.instances().stream()
                    .map(it ->
                        advice.on(
                            region, it, Objects.requireNonNull(costs.get(region.region().name())))))
            .toList();
    for (ComparisonTable.Advised each : advised) {
      Subject subject = each.instance().subject();
      byId.put(subject.region().name() + " " + subject.instance().id(), each);
    }
  }

  private record Judged(Rule rule, String region, Judgement judgement) {}

  Report report() {
    List<Judged> judged = new ArrayList<>();
    for (Rule rule : rules) {
      for (AssessedRegion region : regions) {
        rule.judge(region).forEach(it -> judged.add(new Judged(rule, region.region().name(), it)));
      }
    }
    List<Finding> findings = judged.stream().map(this::finding).toList();
    List<InstanceReport> instances =
        advised.stream().map(it -> instance(it.region(), it.instance(), it.advice())).toList();
    List<Coverage> coverage = coverage(judged);
    return new Report(
        Report.SCHEMA_VERSION,
        new Tool("loginpath", snapshot.toolVersion()),
        scan(),
        Counts.summary(instances, findings, coverage),
        coverage,
        instances,
        hybridNodes(),
        principalSets(),
        findings,
        advised.isEmpty() ? Optional.empty() : Optional.of(ComparisonTable.of(advised)));
  }

  private Scan scan() {
    Optional<String> alias = Observed.items(snapshot.iam().accountAliases()).stream().findFirst();
    return new Scan(
        FindingId.hash(snapshot.toString()).substring(0, 16),
        snapshot.startedAt(),
        snapshot.finishedAt(),
        snapshot.partition(),
        List.of(new Account(snapshot.account(), alias)),
        snapshot.regions().stream().map(RegionSnapshot::name).sorted().toList());
  }

  private Finding finding(Judged judged) {
    Judgement judgement = judged.judgement();
    String id =
        FindingId.of(
            snapshot.partition(),
            snapshot.account(),
            judged.region(),
            judgement.resource().id(),
            judgement.path().map(PathId::word).orElse(""),
            judged.rule().id());
    return new Finding(
        id,
        judged.rule().id(),
        judgement.severity(),
        judgement.isViolation() ? FindingStatus.VIOLATION : FindingStatus.UNKNOWN,
        snapshot.account(),
        judged.region(),
        judgement.resource(),
        judgement.path(),
        judged.rule().about().title(),
        judgement.message(),
        judgement.evidence(),
        FindingFix.of(advised(judged), judgement.path(), judgement.fix()));
  }

  private Optional<ComparisonTable.Advised> advised(Judged judged) {
    return Optional.ofNullable(
        byId.get(judged.region() + " " + judged.judgement().resource().id()));
  }

  private InstanceReport instance(
      AssessedRegion region, AssessedInstance assessed, Recommendation advice) {
    Instance instance = assessed.subject().instance();
    String arn =
        "arn:%s:ec2:%s:%s:instance/%s"
            .formatted(region.partition(), region.region().name(), region.account(), instance.id());
    return new InstanceReport(
        instance.id(),
        arn,
        region.account(),
        region.region().name(),
        Optional.ofNullable(instance.tags().get("Name")).filter(it -> !it.isBlank()),
        instance.state(),
        instance.tags(),
        instance.vpcId(),
        instance.subnetId(),
        addresses(assessed),
        assessed.subject().host().toReport(),
        assessed.assessments().stream().map(Assessment::toReport).toList(),
        Optional.of(advice),
        Optional.of(placement(assessed)),
        assessed.subject().owner());
  }

  private static dev.loginpath.report.Placement placement(AssessedInstance assessed) {
    Placement placement = assessed.subject().instance().placement();
    return new dev.loginpath.report.Placement(
        assessed.subject().place().kind().map(Place.Kind::word).orElse("unknown"),
        placement.availabilityZone(),
        placement.availabilityZoneId(),
        placement.outpostArn(),
        placement.tenancy(),
        placement.hostId(),
        placement.lifecycle());
  }

  private static List<String> addresses(AssessedInstance assessed) {
    SortedSet<String> addresses = new TreeSet<>();
    List<NetworkInterface> interfaces =
        assessed.subject().network().interfacesOf(assessed.subject().instance()).interfaces();
    for (NetworkInterface each : interfaces) {
      for (PrivateAddress address : each.privateAddresses()) {
        addresses.add(address.address());
        address.publicAddress().ifPresent(addresses::add);
        address.carrierAddress().ifPresent(addresses::add);
      }
      addresses.addAll(each.ipv6Addresses());
    }
    return List.copyOf(addresses);
  }

  private List<HybridNode> hybridNodes() {
    return regions.stream()
        .flatMap(it -> it.hybridNodes().stream())
        .map(AssessedNode::node)
        .toList();
  }

  private SortedMap<String, List<PrincipalAccess>> principalSets() {
    SortedMap<String, List<PrincipalAccess>> sets = new TreeMap<>();
    Stream<PathPrincipals> ofInstances =
        regions.stream()
            .flatMap(it -> it.instances().stream())
            .flatMap(it -> it.assessments().stream())
            .map(Assessment::principals);
    Stream<PathPrincipals> ofHybridNodes =
        regions.stream()
            .flatMap(it -> it.hybridNodes().stream())
            .flatMap(it -> it.principals().stream());
    Stream.concat(ofInstances, ofHybridNodes)
        .flatMap(PathPrincipals::sets)
        .forEach(it -> sets.put(it.key(), it.principals()));
    return sets;
  }

  private List<Coverage> coverage(List<Judged> judged) {
    Map<Call, SortedSet<String>> blinds = new HashMap<>();
    for (Judged each : judged) {
      for (Cause cause : each.judgement().causes()) {
        if (cause instanceof Cause.Blind blind) {
          blinds.computeIfAbsent(blind.call(), call -> new TreeSet<>()).add(each.rule().id());
        }
      }
    }
    // Without a list of regions, every rule may have missed one.
    if (!snapshot.regionsChosen() && snapshot.enabledRegions().outcome() != Outcome.OK) {
      blinds
          .computeIfAbsent(snapshot.enabledRegions().call(), call -> new TreeSet<>())
          .addAll(rules.stream().map(Rule::id).toList());
    }
    if (isAccountUnknown()) {
      blinds
          .computeIfAbsent(snapshot.caller().call(), call -> new TreeSet<>())
          .addAll(rules.stream().map(Rule::id).toList());
    }
    return snapshot
        .observations()
        .map(it -> coverage(it, blinds.getOrDefault(it.call(), new TreeSet<>())))
        .toList();
  }

  /** Not even what was read tells whose it is: then nothing that would tell was read. */
  private boolean isAccountUnknown() {
    return snapshot.account().equals(AccountSnapshot.UNKNOWN_ACCOUNT);
  }

  private Coverage coverage(Observed<?> observed, Collection<String> blinds) {
    Call call = observed.call();
    Optional<String> detail =
        observed instanceof Observed.Unseen<?> unseen
            ? Optional.of(unseen.detail()).filter(it -> !it.isEmpty())
            : Optional.of(MANAGED_MAY_BE_HIDDEN).filter(it -> mayLackManaged(call));
    return new Coverage(
        snapshot.account(),
        call.region(),
        call.action(),
        Optional.of(call.resource()).filter(it -> !it.isEmpty()),
        detail,
        call.permission(),
        observed.outcome(),
        neededBy(call),
        List.copyOf(blinds));
  }

  private boolean mayLackManaged(Call call) {
    return HIDING_MANAGED.contains(call.action())
        && regions.stream()
            .map(AssessedRegion::region)
            .anyMatch(it -> it.name().equals(call.region()) && it.ec2().mayLackManaged());
  }

  private List<String> neededBy(Call call) {
    boolean everything =
        (call.action().equals("ec2:DescribeRegions") && !snapshot.regionsChosen())
            || (call.action().equals("sts:GetCallerIdentity") && isAccountUnknown());
    Stream<Rule> needing =
        rules.stream().filter(it -> everything || it.calls().contains(call.action()));
    return needing.map(Rule::id).sorted().toList();
  }
}
