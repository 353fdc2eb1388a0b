package dev.loginpath.path;

import dev.loginpath.network.Departures;
import dev.loginpath.network.Network;
import dev.loginpath.network.PublicPorts;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tasks of ECS, and what else may run programs behind an interface that no instance holds, where
 * the internet comes in: bastions of their own kind. What listens there and whether it hands
 * anybody a shell is told by no call of EC2, so that they lead on at most perhaps. See <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html">task
 * networking</a>.
 */
public final class PublicTasks {

  /** Beyond so many it is said how many more there are. */
  private static final int SHOWN = 5;

  /** Other types are a service's own, in which nobody runs anything. */
  private static final Set<String> HELD_BY_ANYTHING =
      Set.of("", "interface", "branch", "trunk", "efa", "efa-only");

  /** Databases, replication and load balancers hand nobody a shell. */
  private static final List<String> WITHOUT_A_SHELL =
      List.of("ELB ", "RDSNetworkInterface", "RedshiftNetworkInterface", "DMSNetworkInterface");

  private static final String REASON =
      "Which ports a task listens on and whether anybody gets a shell in it is not told by EC2, and"
          + " ECS Exec is not read.";

  private record Way(NetworkInterface from, NetworkInterface to) {}

  private final Ec2Snapshot ec2;
  private final Network network;
  private final Map<String, PublicPorts> ports = new TreeMap<>();
  private final Departures departures;

  private PublicTasks(Ec2Snapshot ec2, Network network) {
    this.ec2 = ec2;
    this.network = network;
    List<NetworkInterface> reached = new ArrayList<>();
    for (NetworkInterface each : Observed.items(ec2.networkInterfaces())) {
      if (mayRunPrograms(each)) {
        network
            .publicPorts(each)
            .ifPresent(it -> {
              reached.add(each);
              ports.put(each.id(), it);
            });
      }
    }
    this.departures = network.departures(reached);
  }

  /** Those of a region. */
  public static PublicTasks of(Ec2Snapshot ec2, Network network) {
    return new PublicTasks(ec2, network);
  }

  /** Whoever stands behind an interface is told by its description alone. */
  private static boolean mayRunPrograms(NetworkInterface it) {
    return it.instanceId().isEmpty()
        && it.mayBeHeld()
        && HELD_BY_ANYTHING.contains(it.interfaceType())
        && WITHOUT_A_SHELL.stream().noneMatch(it.description()::startsWith);
  }

  /** The ways over them to a TCP port of some interfaces, unknown at most; none leads nowhere. */
  List<Requirement> leadingTo(List<NetworkInterface> targets, int port) {
    Map<String, Way> ways = new TreeMap<>();
    for (NetworkInterface to : targets) {
      departures
          .reaching(to, port)
          .forEach(it -> ways.putIfAbsent(it.from().id(), new Way(it.from(), to)));
    }
    List<Requirement> shown = new ArrayList<>();
    ways.values().stream().limit(SHOWN).forEach(it -> shown.add(explained(it, port)));
    if (ways.size() > SHOWN) {
      String more = (ways.size() - SHOWN) + " more tasks or interfaces lead here the same way";
      shown.add(
          Requirement.of("task", Verdict.unknown(ec2.networkInterfaces().call(), more, REASON)));
    }
    Optional<Cause> gap = Observed.gap(ec2.networkInterfaces());
    boolean shut =
        !targets.isEmpty() && targets.stream().allMatch(it -> network.admitsNobody(it, port));
    if (gap.isPresent() && !shut) {
      shown.add(Requirement.of("task", Verdict.unknown(List.of(gap.get()))));
    }
    return shown;
  }

  private Requirement explained(Way way, int port) {
    PublicPorts open = Objects.requireNonNull(ports.get(way.from().id()));
    return Requirement.allOf(
        "task",
        List.of(
            Requirement.of("task-entrance", entrance(way.from(), open)),
            open.way(),
            network.reaches("task-to-target", way.from(), way.to(), port)));
  }

  private Verdict entrance(NetworkInterface it, PublicPorts open) {
    Call call = ec2.told(it);
    boolean sure = open.verdict() instanceof Verdict.Met;
    String fact =
        what(it)
            + " of "
            + (it.groupIds().isEmpty() ? "no group" : String.join(", ", it.groupIds()))
            + " belongs to no instance, and the internet "
            + (sure ? "comes in on " : "may come in on ")
            + open.ports();
    return Verdict.unknown(call, fact, REASON);
  }

  private static String what(NetworkInterface it) {
    String kind = isOfTask(it.description()) ? "task " : "interface ";
    return kind + it.id() + (it.description().isEmpty() ? "" : " (" + it.description() + ")");
  }

  /** A task's interface is described by the ARN of its attachment, in any partition. */
  private static boolean isOfTask(String description) {
    String[] parts = description.split(":", 4);
    return parts.length == 4 && parts[0].equals("arn") && parts[2].equals("ecs");
  }
}
