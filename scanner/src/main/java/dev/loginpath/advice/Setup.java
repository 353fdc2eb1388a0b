package dev.loginpath.advice;

import dev.loginpath.advice.ComparisonTable.Advised;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is of a path on some instances, and what those that it does not lead to lack. */
final class Setup {

  /** So many VPCs are named. */
  private static final int NAMED = 5;

  /** What an agent can lack, in the words of the cell. */
  private static final List<Map.Entry<String, String>> LACKING =
      List.of(
          Map.entry("way-to-ssm", "a way to ssm"),
          Map.entry("way-to-ssmmessages", "a way to ssmmessages"),
          Map.entry("agent-credentials", "credentials for the agent"),
          Map.entry("agent-may-register", "the right to register"),
          Map.entry("agent-may-open-channels", "the right to open channels"),
          Map.entry("metadata-service", "the metadata service"),
          Map.entry("agent-version", "a newer agent"));

  private static final List<String> SERVICES = List.of("ssm", "ssmmessages");

  private final PathId path;
  private final List<Advised> all;
  private final List<Advised> without;

  private Setup(PathId path, List<Advised> here) {
    this.path = path;
    this.all = here;
    this.without = here.stream().filter(it -> !it.instance().on(path).leadsIn()).toList();
  }

  static String of(PathId path, List<Advised> here) {
    return new Setup(path, here).cell();
  }

  private String cell() {
    List<String> parts = new ArrayList<>();
    parts.add(statuses(path, all));
    obstacle().ifPresent(it -> parts.add("mostly: " + it));
    switch (path) {
      case SESSION_MANAGER, SSM_TUNNEL, RUN_COMMAND, FLEET_MANAGER_RDP -> {
        lacking().ifPresent(parts::add);
        parts.addAll(byVpc(without.stream().filter(Setup::hasNoWay).toList(), this::endpoints));
      }
      case INSTANCE_CONNECT_ENDPOINT -> parts.addAll(byVpc(without, Setup::connectEndpoints));
      case SSH_DIRECT, RDP_DIRECT, SSH_BASTION, INSTANCE_CONNECT, SERIAL_CONSOLE -> {}
    }
    return String.join("; ", parts);
  }

  /** How many of some instances a path leads to, and how many it does not. */
  static String statuses(PathId path, List<Advised> some) {
    SortedMap<Status, Long> counts =
        new TreeMap<>(
            some.stream()
                .map(it -> it.instance().on(path).status())
                .collect(Collectors.groupingBy(it -> it, Collectors.counting())));
    return counts.entrySet().stream()
        .map(it -> it.getValue() + " " + it.getKey().word())
        .collect(Collectors.joining(", "));
  }

  /** What keeps most of the closed ones closed: the first condition of each that is not met. */
  private Optional<String> obstacle() {
    SortedMap<String, Long> reasons =
        new TreeMap<>(
            all.stream()
                .map(it -> it.instance().on(path))
                .filter(it -> it.status() == Status.CLOSED)
                .flatMap(Setup::obstacle)
                .collect(Collectors.groupingBy(it -> it, Collectors.counting())));
    return reasons.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private static Stream<String> obstacle(Assessment closed) {
    return closed.requirements().stream()
        .filter(it -> !it.informative())
        .filter(it -> !it.id().equals("instance-running"))
        .filter(it -> it.verdict() instanceof Verdict.NotMet)
        .map(it -> it.verdict().evidence().getFirst().fact())
        .limit(1);
  }

  private Optional<String> lacking() {
    String counts =
        LACKING.stream()
            .map(it ->
                Map.entry(
                    it.getValue(),
                    without.stream().filter(each -> lacks(each, it.getKey())).count()))
            .filter(it -> it.getValue() > 0)
            .map(it -> it.getKey() + " on " + it.getValue())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? Optional.empty() : Optional.of("lacking " + counts);
  }

  private static boolean hasNoWay(Advised each) {
    return SERVICES.stream().anyMatch(it -> lacks(each, "way-to-" + it));
  }

  /** The causes stand under the session's conditions, whichever agent's path it is. */
  private static boolean lacks(Advised each, String cause) {
    return isNotMet(each.instance().on(PathId.SESSION_MANAGER).requirements(), cause);
  }

  private static boolean isNotMet(List<Requirement> requirements, String id) {
    return requirements.stream()
        .anyMatch(it ->
            it.id().equals(id)
                ? it.verdict() instanceof Verdict.NotMet
                : isNotMet(it.children(), id));
  }

  private interface Words {
    String of(String vpc, Advised anyOfIt);
  }

  private static List<String> byVpc(List<Advised> some, Words words) {
    SortedMap<String, Advised> vpcs = new TreeMap<>();
    some.forEach(it ->
        it.instance().subject().instance().vpcId().ifPresent(vpc -> vpcs.putIfAbsent(vpc, it)));
    List<String> parts = new ArrayList<>();
    vpcs.entrySet().stream()
        .limit(NAMED)
        .forEach(it -> parts.add(it.getKey() + ": " + words.of(it.getKey(), it.getValue())));
    if (vpcs.size() > NAMED) {
      parts.add("and " + (vpcs.size() - NAMED) + " more VPCs");
    }
    return parts;
  }

  /**
   * Of an agent without a way: which endpoints are there already, and what the others would add.
   */
  private String endpoints(String vpc, Advised each) {
    Observed<List<VpcEndpoint>> listed = ec2(each).vpcEndpoints();
    TreeSet<String> missing = new TreeSet<>(SERVICES);
    Observed.items(listed).stream()
        .filter(it -> it.vpcId().equals(vpc) && it.isAvailable())
        .map(it -> it.serviceName().substring(it.serviceName().lastIndexOf('.') + 1))
        .forEach(missing::remove);
    if (!missing.isEmpty() && Observed.gap(listed).isPresent()) {
      return "its endpoints were not seen";
    }
    String there =
        (SERVICES.size() - missing.size()) + " of " + SERVICES.size() + " endpoints exist";
    String added =
        each.costs()
            .addedBy(
                path, each.instance().subject().network(), each.instance().subject().instance())
            .amount()
            .filter(it -> it.signum() > 0)
            .map(it -> ", + " + Money.shown(it) + " USD a month")
            .orElse("");
    return missing.isEmpty()
        ? there + ", and the way to them breaks"
        : there + ", missing: " + String.join(", ", missing) + added;
  }

  private static String connectEndpoints(String vpc, Advised each) {
    Observed<List<dev.loginpath.snapshot.InstanceConnectEndpoint>> listed =
        ec2(each).instanceConnectEndpoints();
    String ids =
        Observed.items(listed).stream()
            .filter(it -> it.vpcId().equals(vpc))
            .map(it -> it.id() + (it.isUsable() ? " exists" : " is in state " + it.state()))
            .sorted()
            .collect(Collectors.joining(", "));
    return !ids.isEmpty()
        ? ids
        : Observed.gap(listed).isPresent() ? "its endpoints were not seen" : "no endpoint";
  }

  private static Ec2Snapshot ec2(Advised each) {
    return each.instance().subject().region().ec2();
  }
}
