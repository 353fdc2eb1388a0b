package dev.loginpath.path;

import dev.loginpath.network.Network;
import dev.loginpath.report.Answer;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Through another instance of the region that can be entered and that reaches the login port of
 * this one: two hops, each with its own evidence. A bastion is public where the internet or another
 * network reaches its login port, and private where it is entered through AWS. A task that the
 * internet reaches may be one too.
 */
public final class SshBastion implements LoginPath {

  /** The requirement that says how many bastions there are besides those named. */
  static final String MORE = "more-bastions";

  /** So many bastions are explained and named; that there are more is said. */
  private static final int SHOWN = 5;

  private final Entrances entrances;
  private final PublicTasks tasks;
  private final PublicMachines machines;

  /**
   * The path in one region.
   *
   * @param entrances how each instance of the region can be entered from outside
   */
  public SshBastion(Entrances entrances, PublicTasks tasks, PublicMachines machines) {
    this.entrances = entrances;
    this.tasks = tasks;
    this.machines = machines;
  }

  @Override
  public PathId id() {
    return PathId.SSH_BASTION;
  }

  /** A way from an interface of a bastion to one of the target. */
  private record Chain(
      Entrances.Entrance entrance, NetworkInterface from, NetworkInterface to, Answer answer) {}

  @Override
  public Assessment assess(Subject subject) {
    int port = subject.loginPort();
    List<Chain> met = new ArrayList<>();
    List<Chain> unknown = new ArrayList<>();
    Network.Attached targets = subject.network().interfacesOf(subject.instance());
    Set<Cause> doubts = new LinkedHashSet<>(targets.doubts());
    for (Entrances.Entrance entrance : entrances.ofOthers(subject.instance())) {
      Network.Attached bastion = subject.network().interfacesOf(entrance.instance());
      doubts.addAll(bastion.doubts());
      for (NetworkInterface from : bastion.interfaces()) {
        best(subject.network(), entrance, from, targets.interfaces(), port)
            .ifPresent(it -> (it.answer() == Answer.MET ? met : unknown).add(it));
      }
    }
    List<Requirement> overTasks = tasks.leadingTo(targets.interfaces(), port);
    List<Requirement> ways = new ArrayList<>(ways(subject, port, met, unknown, doubts, overTasks));
    ways.addAll(machines.reaching(subject, targets.interfaces(), port));
    Requirement whole = Requirement.anyOf("reached-through-bastion", ways);
    Stream<Source> proven =
        met.stream()
            .limit(SHOWN)
            .map(it ->
                new Source(
                    SourceKind.INTERFACE,
                    it.from().id(),
                    it.to().privateAddresses().stream().map(a -> a.address()).findFirst(),
                    List.of(it.entrance().words())));
    Stream<Cause> doubted =
        met.isEmpty() ? Stream.of() : doubted(subject, port, unknown, doubts, overTasks);
    return Assessment.of(
        PathId.SSH_BASTION,
        subject,
        Stream.concat(
                Stream.of(whole),
                port == SshDirect.PORT ? subject.sshServer().stream() : Stream.of())
            .toList(),
        Stream.concat(proven, Assessment.unknown(doubted).stream()).toList());
  }

  /** Why more bastions may lead there than are proven to; of many, the first ones tell. */
  private static Stream<Cause> doubted(
      Subject subject,
      int port,
      List<Chain> unknown,
      Set<Cause> doubts,
      List<Requirement> overTasks) {
    return Stream.of(
            unknown.stream()
                .limit(SHOWN)
                .flatMap(it -> explained(subject, it, port).verdict().causesOfDoubt().stream()),
            Observed.gap(subject.region().ec2().instances()).stream(),
            doubts.stream(),
            overTasks.stream().flatMap(it -> it.verdict().causesOfDoubt().stream()))
        .flatMap(it -> it);
  }

  private static List<Requirement> ways(
      Subject subject,
      int port,
      List<Chain> met,
      List<Chain> unknown,
      Set<Cause> doubts,
      List<Requirement> overTasks) {
    List<Requirement> ways = new ArrayList<>();
    List<Chain> shown = met.isEmpty() ? unknown : met;
    shown.stream().limit(SHOWN).forEach(it -> ways.add(explained(subject, it, port)));
    long more = instances(shown.stream()) - instances(shown.stream().limit(SHOWN));
    if (more > 0) {
      String fact = more + " more instances lead there the same way";
      ways.add(
          Requirement.of(
                  MORE,
                  met.isEmpty()
                      ? Verdict.unknown(
                          subject.instanceCall(), fact, "More instances may lead there.")
                      : Verdict.met(subject.instanceCall(), fact))
              .asInformative());
    }
    ways.addAll(overTasks);
    Optional<Cause> gap = Observed.gap(subject.region().ec2().instances());
    gap.ifPresent(it -> ways.add(Requirement.of("bastion", Verdict.unknown(List.of(it)))));
    if (!doubts.isEmpty()) {
      ways.add(Requirement.of("bastion", Verdict.unknown(List.copyOf(doubts))));
    }
    if (ways.isEmpty()) {
      ways.add(
          Requirement.of(
              "bastion",
              Verdict.notMet(
                  subject.instanceCall(),
                  "no other instance that can be entered reaches tcp " + port + " of it")));
    }
    return ways;
  }

  private static long instances(Stream<Chain> chains) {
    return chains.map(it -> it.entrance().instance().id()).distinct().count();
  }

  private static Requirement explained(Subject subject, Chain chain, int port) {
    return Requirement.allOf(
        "bastion",
        List.of(
            Requirement.of("bastion-entrance", chain.entrance().verdict()),
            subject.network().reaches("bastion-to-target", chain.from(), chain.to(), port)));
  }

  /** The best answer over the target's interfaces; empty where no way leads there. */
  private static Optional<Chain> best(
      Network network,
      Entrances.Entrance entrance,
      NetworkInterface from,
      List<NetworkInterface> targets,
      int port) {
    Optional<Chain> best = Optional.empty();
    for (NetworkInterface to : targets) {
      Answer reached = network.isReached(from, to, port);
      boolean sure = reached == Answer.MET && entrance.verdict() instanceof Verdict.Met;
      if (sure) {
        return Optional.of(new Chain(entrance, from, to, Answer.MET));
      }
      if (reached != Answer.NOT_MET && best.isEmpty()) {
        best = Optional.of(new Chain(entrance, from, to, Answer.UNKNOWN));
      }
    }
    return best;
  }
}
