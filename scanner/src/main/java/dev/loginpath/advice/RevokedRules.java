package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
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
 * The rules of security groups that are revoked so that paths end: for every instance that has
 * their group, and with every port that they admit.
 */
record RevokedRules(AssessedInstance assessed, List<Assessment> closing) {

  /** A rule as sources and evidence tell it; its id is missing where it was not seen. */
  private static final Pattern RULE =
      Pattern.compile("^(?:(sgr-[0-9a-z]+) of )?((sg-[0-9a-z]+) .*)$");

  /** So many other instances are named. */
  private static final int SHOWN = 5;

  /** Rules for these alone admit nothing but logins. */
  private static final Set<String> LOGIN_PORTS = Set.of("tcp 22", "tcp 3389");

  /** What to look at before they are revoked. */
  List<String> first() {
    return Stream.concat(others().stream(), wide().stream()).toList();
  }

  /** What each of them says, which evidence repeats whether its id was seen or not. */
  Set<String> words() {
    return rules().map(it -> it.group(2)).collect(Collectors.toCollection(TreeSet::new));
  }

  /** A rule is revoked for every instance that has its group. */
  private List<String> others() {
    Instance instance = assessed.subject().instance();
    Observed<List<NetworkInterface>> interfaces =
        assessed.subject().region().ec2().networkInterfaces();
    Set<String> groups =
        rules().map(it -> it.group(3)).collect(Collectors.toCollection(TreeSet::new));
    if (groups.isEmpty()) {
      groups.addAll(groupIds());
    }
    SortedSet<String> others = new TreeSet<>();
    SortedSet<String> doubtful = new TreeSet<>();
    for (NetworkInterface each : Observed.items(interfaces)) {
      boolean has = each.groupIds().stream().anyMatch(groups::contains);
      boolean mayHave = !each.doubts().isEmpty() || !each.tells(NetworkInterface.Member.GROUPS);
      if (has || mayHave) {
        each.instanceId()
            .filter(it -> !it.equals(instance.id()))
            .ifPresent((has ? others : doubtful)::add);
      }
    }
    doubtful.removeAll(others);
    List<String> first = new ArrayList<>();
    String names = String.join(", ", groups);
    if (!others.isEmpty()) {
      first.add(
          "see who logs in to " + named(others) + ", which lose the rule too: they have " + names);
    }
    if (!doubtful.isEmpty()) {
      first.add(
          "find out whether "
              + named(doubtful)
              + " lose the rule too: what is told of their interfaces does not agree on whether they"
              + " have "
              + names);
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
  private List<String> wide() {
    Ec2Snapshot ec2 = assessed.subject().region().ec2();
    Set<String> revoked = byId().keySet();
    Stream<String> named =
        Observed.items(ec2.securityGroupRules()).stream()
            .filter(it -> revoked.contains(it.id()))
            .flatMap(it -> wide(it.id(), it.rule()));
    Stream<String> unnamed =
        Observed.gap(ec2.securityGroupRules()).isEmpty()
            ? Stream.empty()
            : ownGroups().flatMap(it -> it.ingress().stream().flatMap(rule -> wide(it.id(), rule)));
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

  private Stream<SecurityGroup> ownGroups() {
    Set<String> own = groupIds();
    return Observed.items(assessed.subject().region().ec2().securityGroups()).stream()
        .filter(it -> own.contains(it.id()));
  }

  private Set<String> groupIds() {
    return assessed
        .subject()
        .network()
        .interfacesOf(assessed.subject().instance())
        .interfaces()
        .stream()
        .flatMap(it -> it.groupIds().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rules that are revoked, each with its group. */
  private SortedMap<String, String> byId() {
    SortedMap<String, String> rules = new TreeMap<>();
    rules().filter(it -> it.group(1) != null).forEach(it -> rules.put(it.group(1), it.group(3)));
    return rules;
  }

  private Stream<Matcher> rules() {
    return closing.stream()
        .flatMap(it -> it.sources().stream())
        .flatMap(it -> it.via().stream())
        .map(RULE::matcher)
        .filter(Matcher::find);
  }

  static String named(SortedSet<String> instances) {
    String more = instances.size() > SHOWN ? " and " + (instances.size() - SHOWN) + " more" : "";
    return instances.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more;
  }

  List<String> steps() {
    String region = assessed.subject().region().name();
    Set<String> steps = new TreeSet<>();
    byId()
        .forEach((rule, group) ->
            steps.add(
                "aws ec2 revoke-security-group-ingress --region "
                    + region
                    + " --group-id "
                    + group
                    + " --security-group-rule-ids "
                    + rule));
    if (steps.isEmpty() || rules().anyMatch(it -> it.group(1) == null)) {
      steps.add("Remove the rules that admit the port, as the sources of the paths name them.");
    }
    return List.copyOf(steps);
  }
}
