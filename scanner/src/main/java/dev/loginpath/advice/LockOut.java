package dev.loginpath.advice;

import dev.loginpath.network.ServiceRange;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.InstanceConnect;
import dev.loginpath.path.SshDirect;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be closed beside the path to keep: a port that the outside reaches. It is safe only
 * where everybody who may come by it is shown to keep another open path; else it says what to do
 * first.
 */
final class LockOut {

  private static final Pattern RULE = Pattern.compile("^(sgr-[0-9a-z]+) of (sg-[0-9a-z]+) ");

  /** So many other instances are named. */
  private static final int SHOWN = 5;

  /** Rules for these alone admit nothing but logins. */
  private static final Set<String> LOGIN_PORTS = Set.of("tcp 22", "tcp 3389");

  private LockOut() {}

  /** The paths that one port opens are closed together. */
  static List<Closing> closings(AssessedRegion region, AssessedInstance assessed, Assessment kept) {
    List<Assessment> inbound =
        Choice.INBOUND.stream()
            .map(assessed::on)
            .filter(Assessment::leadsIn)
            .filter(it -> !it.path().equals(kept.path()))
            .toList();
    if (inbound.isEmpty() || Choice.INBOUND.contains(kept.path())) {
      return List.of();
    }
    List<String> first = first(region, assessed, kept, inbound);
    return List.of(
        new Closing(
            inbound.stream().map(Assessment::path).sorted().toList(),
            first.isEmpty(),
            first,
            steps(assessed, inbound)));
  }

  private static List<String> first(
      AssessedRegion region, AssessedInstance assessed, Assessment kept, List<Assessment> closing) {
    List<String> first = new ArrayList<>();
    if (kept.status() != Status.OPEN) {
      first.add("open " + kept.path() + " and log in by it once");
    }
    if (kept.status() == Status.OPEN && needsTheSame(assessed, kept, closing)) {
      first.add("open " + kept.path() + " by a rule of its own: it needs the one that is revoked");
    }
    first.addAll(others(assessed, closing));
    first.addAll(wide(assessed, closing));
    boolean keysCome = !onlyTheService(assessed, closing);
    SortedSet<String> unprovided = new TreeSet<>();
    for (Assessment each : shut(assessed, closing)) {
      for (PrincipalAccess who : each.principals().may().principals()) {
        boolean anybody = who.arn().equals("*");
        boolean keyHolders = anybody && !who.via().isEmpty();
        if (anybody && !keyHolders) {
          first.add(
              "find out who may use " + each.path() + ": " + String.join("; ", who.conditions()));
        } else if (!anybody && !keepsAnother(assessed, who, closing)) {
          unprovided.add(who.arn());
        }
      }
    }
    if (keysCome) {
      first.add(
          "find out who logs in with a key or password, which no API shows, and let them use "
              + kept.path());
    }
    if (!unprovided.isEmpty()) {
      first.add("let these use " + kept.path() + ": " + String.join(", ", unprovided));
    }
    if (!first.isEmpty()) {
      // Who keeps a shell here can still go on.
      onward(region, assessed).ifPresent(first::add);
    }
    return first.stream().distinct().toList();
  }

  /** By a path that is open now, stays open, and asks no more of the principal than this one. */
  private static boolean keepsAnother(
      AssessedInstance assessed, PrincipalAccess who, List<Assessment> closing) {
    for (Assessment each : assessed.assessments()) {
      boolean stays =
          each.status() == Status.OPEN
              && closing.stream().noneMatch(it -> it.path().equals(each.path()))
              && !needsTheSame(assessed, each, closing);
      if (stays) {
        Optional<PrincipalAccess> there =
            each.principals().may().principals().stream()
                .filter(it -> it.arn().equals(who.arn()))
                .findFirst();
        if (there.isPresent() && asksNoMore(there.get(), who)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean asksNoMore(PrincipalAccess there, PrincipalAccess here) {
    return there.decision() == Decision.ALLOWED
        || (there.decision() == Decision.CONDITIONAL
            && here.decision() == Decision.CONDITIONAL
            && here.conditions().containsAll(there.conditions()));
  }

  /** Nobody but EC2 Instance Connect itself comes by the port: keys alone open nothing. */
  private static boolean onlyTheService(AssessedInstance assessed, List<Assessment> closing) {
    ServiceRange service = assessed.subject().network().instanceConnectService();
    return closing.stream()
        .flatMap(it -> it.sources().stream())
        .allMatch(it -> service.holds(it.value()));
  }

  /** The rules that are revoked, each with its group. */
  private static SortedMap<String, String> rules(List<Assessment> closing) {
    SortedMap<String, String> rules = new TreeMap<>();
    closing.stream()
        .flatMap(it -> it.sources().stream())
        .flatMap(it -> it.via().stream())
        .map(RULE::matcher)
        .filter(Matcher::find)
        .forEach(it -> rules.put(it.group(1), it.group(2)));
    return rules;
  }

  /** A pushed key comes by the same port, and somebody may have it although that is not known. */
  private static List<Assessment> shut(AssessedInstance assessed, List<Assessment> closing) {
    List<Assessment> shut = new ArrayList<>(closing);
    Assessment pushed = assessed.on(InstanceConnect.ID);
    boolean ssh = closing.stream().anyMatch(it -> it.path().equals(SshDirect.ID));
    if (ssh && pushed.status() == Status.UNKNOWN) {
      shut.add(pushed);
    }
    return shut;
  }

  /**
   * Another path ends with the same rules: they admit it too, or an endpoint passes the addresses
   * of its clients on, so that the rules for the outside admit them.
   */
  private static boolean needsTheSame(
      AssessedInstance assessed, Assessment path, List<Assessment> closing) {
    Set<String> endpoints = new TreeSet<>();
    path.sources().forEach(it -> endpoints.add(it.value()));
    boolean preserved =
        Observed.items(assessed.subject().region().ec2().instanceConnectEndpoints()).stream()
            .anyMatch(it -> it.preserveClientIp() && endpoints.contains(it.id()));
    return preserved || dependsOn(path.requirements(), rules(closing).keySet());
  }

  private static boolean dependsOn(List<Requirement> requirements, Set<String> rules) {
    return requirements.stream()
        .anyMatch(it ->
            it.verdict().evidence().stream()
                    .anyMatch(fact -> rules.stream().anyMatch(fact.fact()::contains))
                || dependsOn(it.children(), rules));
  }

  /** A rule is revoked for every instance that has its group. */
  private static List<String> others(AssessedInstance assessed, List<Assessment> closing) {
    Instance instance = assessed.subject().instance();
    Observed<List<NetworkInterface>> interfaces =
        assessed.subject().region().ec2().networkInterfaces();
    Set<String> groups = new TreeSet<>(rules(closing).values());
    if (groups.isEmpty()) {
      groups.addAll(groupIds(assessed));
    }
    SortedSet<String> others = new TreeSet<>();
    for (NetworkInterface each : Observed.items(interfaces)) {
      if (each.groupIds().stream().anyMatch(groups::contains)) {
        each.instanceId().filter(it -> !it.equals(instance.id())).ifPresent(others::add);
      }
    }
    List<String> first = new ArrayList<>();
    String names = String.join(", ", groups);
    if (!others.isEmpty()) {
      first.add(
          "see who logs in to " + named(others) + ", which lose the rule too: they have " + names);
    }
    if (Observed.gap(interfaces).isPresent()) {
      first.add("find out which other instances have " + names + ": not all interfaces were seen");
    }
    return first;
  }

  /**
   * A rule is revoked whole, with all the ports that it admits. Where not all ids of rules were
   * seen, any rule for the port of the instance's groups may be the one.
   */
  private static List<String> wide(AssessedInstance assessed, List<Assessment> closing) {
    Ec2Snapshot ec2 = assessed.subject().region().ec2();
    Set<String> revoked = rules(closing).keySet();
    Stream<String> named =
        Observed.items(ec2.securityGroupRules()).stream()
            .filter(it -> revoked.contains(it.id()))
            .flatMap(it -> wide(it.id(), it.rule()));
    Stream<String> unnamed =
        Observed.gap(ec2.securityGroupRules()).isEmpty()
            ? Stream.empty()
            : ownGroups(assessed)
                .flatMap(it -> it.ingress().stream().flatMap(rule -> wide(it.id(), rule)));
    return Stream.concat(named, unnamed).distinct().sorted().toList();
  }

  private static Stream<String> wide(String id, GroupRule rule) {
    boolean login = rule.coversTcp(22) || rule.coversTcp(3389);
    return login && !LOGIN_PORTS.contains(rule.ports())
        ? Stream.of(
            "authorize what else is needed of "
                + id
                + ", which admits "
                + rule.ports()
                + " and is revoked whole")
        : Stream.empty();
  }

  private static Stream<SecurityGroup> ownGroups(AssessedInstance assessed) {
    Set<String> own = groupIds(assessed);
    return Observed.items(assessed.subject().region().ec2().securityGroups()).stream()
        .filter(it -> own.contains(it.id()));
  }

  private static Set<String> groupIds(AssessedInstance assessed) {
    return assessed
        .subject()
        .network()
        .interfacesOf(assessed.subject().instance())
        .interfaces()
        .stream()
        .flatMap(it -> it.groupIds().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whoever comes by the port may go on from here. */
  private static Optional<String> onward(AssessedRegion region, AssessedInstance assessed) {
    SortedSet<String> targets = new TreeSet<>();
    assessed.subject().network().interfacesOf(assessed.subject().instance()).interfaces().stream()
        .map(it -> region.reachedOver().getOrDefault(it.id(), new TreeSet<>()))
        .forEach(targets::addAll);
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "see who logs in to "
                + named(targets)
                + " over this instance, and give them another way");
  }

  private static String named(SortedSet<String> instances) {
    String more = instances.size() > SHOWN ? " and " + (instances.size() - SHOWN) + " more" : "";
    return instances.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more;
  }

  private static List<String> steps(AssessedInstance assessed, List<Assessment> closing) {
    String region = assessed.subject().region().name();
    Set<String> steps = new TreeSet<>();
    rules(closing)
        .forEach((rule, group) ->
            steps.add(
                "aws ec2 revoke-security-group-ingress --region "
                    + region
                    + " --group-id "
                    + group
                    + " --security-group-rule-ids "
                    + rule));
    if (steps.isEmpty()) {
      return List.of(
          "Remove the rules that admit the port, as the sources of the paths name them.");
    }
    return List.copyOf(steps);
  }
}
