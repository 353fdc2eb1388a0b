package dev.loginpath.scan;

import dev.loginpath.advice.Advice;
import dev.loginpath.advice.Ranking;
import dev.loginpath.cost.PathCosts;
import dev.loginpath.cost.PriceTable;
import dev.loginpath.host.Hosts;
import dev.loginpath.host.Owners;
import dev.loginpath.host.Places;
import dev.loginpath.identity.AccountAccess;
import dev.loginpath.identity.AgentRole;
import dev.loginpath.identity.LoginAccess;
import dev.loginpath.identity.PrincipalSet;
import dev.loginpath.joined.JoinedRegion;
import dev.loginpath.network.Network;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Entrances;
import dev.loginpath.path.HybridPaths;
import dev.loginpath.path.LoginPath;
import dev.loginpath.path.PublicMachines;
import dev.loginpath.path.PublicTasks;
import dev.loginpath.path.ReachedOver;
import dev.loginpath.path.SshBastion;
import dev.loginpath.path.Subject;
import dev.loginpath.recording.Recording;
import dev.loginpath.recording.Recordings;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Rule;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Assesses and judges a snapshot: a pure function, so that the same snapshot gives the same report.
 *
 * @param rules the enabled rules
 * @param instances the ids to assess, empty for all
 * @param ranking how the paths that could be kept are compared
 * @param prices the user's own unit prices, which win over those of AWS and the built-in ones
 */
public record Check(List<Rule> rules, Set<String> instances, Ranking ranking, PriceTable prices) {

  /** At list prices. */
  public Check(List<Rule> rules, Set<String> instances, Ranking ranking) {
    this(rules, instances, ranking, PriceTable.EMPTY);
  }

  /** With the ranking that holds where nothing else is said. */
  public Check(List<Rule> rules, Set<String> instances) {
    this(rules, instances, Ranking.DEFAULT);
  }

  public Check {
    rules = List.copyOf(rules);
    instances = Set.copyOf(instances);
  }

  public Report report(AccountSnapshot read) {
    AccountSnapshot snapshot = JoinedRegion.of(read);
    Map<String, PathCosts> costs = costs(snapshot);
    return new ReportOf(snapshot, assessed(snapshot, costs), rules, new Advice(ranking), costs)
        .report();
  }

  /** By region. */
  Map<String, PathCosts> costs(AccountSnapshot snapshot) {
    Map<String, PathCosts> costs = new HashMap<>();
    snapshot.regions().forEach(it -> costs.put(it.name(), new PathCosts(prices(snapshot), it)));
    return costs;
  }

  List<AssessedRegion> assessed(AccountSnapshot snapshot, Map<String, PathCosts> costs) {
    AccountAccess access = AccountAccess.of(snapshot);
    return snapshot.regions().stream()
        .map(it -> assessed(snapshot, access, Objects.requireNonNull(costs.get(it.name())), it))
        .toList();
  }

  private AssessedRegion assessed(
      AccountSnapshot snapshot, AccountAccess access, PathCosts costs, RegionSnapshot region) {
    Network network = network(snapshot, region);
    AgentRole agentRole = new AgentRole(access, region);
    List<AssessedInstance> all =
        subjects(region, network, agentRole, snapshot.finishedAt())
            .map(subject ->
                new AssessedInstance(
                    subject, LoginPath.STRAIGHT.stream().map(it -> it.assess(subject)).toList()))
            .toList();
    List<AssessedInstance> doors = overBastions(all);
    List<AssessedInstance> wanted =
        doors.stream()
            .filter(it -> instances.isEmpty() || instances.contains(it.subject().instance().id()))
            .toList();
    Recordings recordings =
        new Recordings(region, network, agentRole, access.partition(), access.account());
    LoginAccess who =
        new LoginAccess(
            access, region, wanted.stream().map(it -> it.subject().instance()).toList());
    return new AssessedRegion(
        snapshot.partition(),
        snapshot.account(),
        region,
        wanted.stream()
            .map(it -> withPrincipals(it, who))
            .map(it -> withRecording(it, who, recordings))
            .map(it -> withCosts(it, costs))
            .toList(),
        Observed.items(region.ssm().nodes()).stream()
            .filter(ManagedNode::isHybrid)
            .map(
                it -> new HybridPaths(region).of(it, snapshot.partition(), snapshot.account(), who))
            .toList(),
        ReachedOver.of(doors));
  }

  private PriceTable prices(AccountSnapshot snapshot) {
    return PriceTable.builtIn().with(PriceTable.listed(snapshot)).with(prices);
  }

  private static AssessedInstance withCosts(AssessedInstance assessed, PathCosts costs) {
    Subject subject = assessed.subject();
    return new AssessedInstance(
        subject,
        assessed.assessments().stream()
            .map(it ->
                it.use()
                    .map(use -> costs.of(use, subject.network(), subject.instance()))
                    .map(it::with)
                    .orElse(it))
            .toList());
  }

  private static AssessedInstance withPrincipals(AssessedInstance assessed, LoginAccess who) {
    Instance instance = assessed.subject().instance();
    return new AssessedInstance(
        assessed.subject(),
        assessed.assessments().stream()
            .map(it -> who.knows(it.path()) ? it.with(who.on(it.path(), instance)) : it)
            .toList());
  }

  private static Network network(AccountSnapshot snapshot, RegionSnapshot region) {
    return new Network(
        snapshot.account(),
        region.ec2(),
        region.privateDns(),
        region.loadBalancing(),
        snapshot.accelerators());
  }

  private static AssessedInstance withRecording(
      AssessedInstance assessed, LoginAccess who, Recordings recordings) {
    Instance instance = assessed.subject().instance();
    List<String> bypasses = new ArrayList<>();
    List<Cause> doubts = new ArrayList<>();
    for (String document : recordings.unrecordedDocuments()) {
      PrincipalSet starters = who.mayStart(document, instance);
      if (starters.holdsSomebody()) {
        bypasses.add(document);
      } else if (!starters.isEmpty()) {
        doubts.add(
            new Cause.Undecided(
                "Whether anybody may start a session with " + document + " is not known."));
      }
    }
    return new AssessedInstance(
        assessed.subject(),
        assessed.assessments().stream()
            .map(it -> {
              Recording recording = recordings.of(it.path(), instance);
              boolean session = it.path() == PathId.SESSION_MANAGER;
              return it.with(session ? recording.withBypasses(bypasses, doubts) : recording);
            })
            .toList());
  }

  /** A bastion may be entered over another one: until nobody gets any further. */
  private static List<AssessedInstance> overBastions(List<AssessedInstance> all) {
    if (all.isEmpty()) {
      return all;
    }
    Subject any = all.getFirst().subject();
    PublicTasks tasks = PublicTasks.of(any.region().ec2(), any.network());
    PublicMachines machines = PublicMachines.of(any.network(), all);
    List<AssessedInstance> assessed = all;
    Entrances known;
    Entrances first = Entrances.of(all);
    Entrances entrances = first;
    do {
      known = entrances;
      LoginPath bastion = new SshBastion(known, tasks, machines);
      assessed =
          assessed.stream()
              .map(it -> leadsIn(it, bastion.id()) ? it : it.with(bastion.assess(it.subject())))
              .toList();
      entrances = Entrances.of(assessed);
    } while (!entrances.answers().equals(known.answers()));
    // Those that were open before the last bastion was found are led to by it too.
    LoginPath bastion = new SshBastion(entrances, tasks, machines);
    return entrances.answers().equals(first.answers())
        ? assessed
        : assessed.stream().map(it -> it.with(bastion.assess(it.subject()))).toList();
  }

  private static boolean leadsIn(AssessedInstance instance, PathId path) {
    return instance.assessments().stream().anyMatch(it -> it.path() == path && it.leadsIn());
  }

  /** Of the wanted ids, those that no listed instance has. */
  public static SortedSet<String> notFound(AccountSnapshot snapshot, Set<String> wanted) {
    SortedSet<String> missing = new TreeSet<>(wanted);
    snapshot.regions().stream()
        .flatMap(it -> Observed.items(it.ec2().instances()).stream())
        .map(Instance::id)
        .forEach(missing::remove);
    return missing;
  }

  private static Stream<Subject> subjects(
      RegionSnapshot region, Network network, AgentRole agentRole, Instant readAt) {
    Hosts hosts = new Hosts(region);
    Places places = new Places(region.ec2());
    Map<String, ManagedNode> nodes = new HashMap<>();
    Observed.items(region.ssm().nodes()).forEach(it -> nodes.putIfAbsent(it.id(), it));
    Map<String, ConnectionStatus> statuses = new HashMap<>();
    region.ssm().connectionStatuses().forEach(it -> statuses.putIfAbsent(it.nodeId(), it));
    return Observed.items(region.ec2().instances()).stream()
        .filter(Predicate.not(Instance::isTerminated))
        .map(it ->
            new Subject(
                it,
                region,
                network,
                agentRole,
                hosts.of(it),
                places.of(it),
                Owners.of(it, region.ec2().instances().call()),
                Optional.ofNullable(nodes.get(it.id())),
                Optional.ofNullable(statuses.get(it.id())),
                readAt));
  }
}
