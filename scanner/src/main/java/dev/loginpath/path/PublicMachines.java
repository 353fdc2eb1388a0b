package dev.loginpath.path;

import dev.loginpath.network.Departures;
import dev.loginpath.network.Network;
import dev.loginpath.network.PublicPorts;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Evidence;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Instances on which wide parts of the internet come in by a port that is no login's, as a gateway
 * for RDP or a panel: whoever gets a shell through what listens there goes on to where they are
 * admitted. Said beside the bastions, and no way by itself.
 */
public final class PublicMachines {

  static final String ID = "public-machine";

  /** So many are named, and the others counted. */
  private static final int SHOWN = 3;

  /** Logins at these are paths of their own. */
  private static final Set<Integer> OF_WINDOWS = Set.of(SshDirect.PORT, RdpDirect.PORT);

  private static final Set<Integer> OF_OTHERS = Set.of(SshDirect.PORT);

  /**
   * A machine.
   *
   * @param open on which other ports the internet comes in
   */
  private record Machine(Subject subject, PublicPorts open) {

    String id() {
      return subject.instance().id();
    }
  }

  /** A machine, and from which interface to which it goes on. */
  private record Way(Machine machine, NetworkInterface from, NetworkInterface to, Answer answer) {

    Way to(NetworkInterface other) {
      return new Way(machine, from, other, answer);
    }

    boolean isSure() {
      return answer == Answer.MET && machine.open().verdict() instanceof Verdict.Met;
    }
  }

  private record Onwards(String from, Object to) {}

  private final Map<String, Machine> machines = new TreeMap<>();
  private final Departures departures;
  private final Map<Object, List<Way>> alike = new HashMap<>();
  private final Map<Onwards, Requirement> onwards = new HashMap<>();
  private final List<Cause> doubts;

  private PublicMachines(Network network, Stream<Subject> running) {
    Set<Cause> unseen = new LinkedHashSet<>();
    List<NetworkInterface> interfaces = new ArrayList<>();
    running.forEach(subject -> {
      Network.Attached attached = network.interfacesOf(subject.instance());
      unseen.addAll(attached.doubts());
      open(network, subject, attached.interfaces())
          .ifPresent(open ->
              attached
                  .interfaces()
                  .forEach(it -> {
                    machines.putIfAbsent(it.id(), new Machine(subject, open));
                    interfaces.add(it);
                  }));
    });
    this.departures = network.departures(interfaces);
    this.doubts = List.copyOf(unseen);
  }

  /** Those of a region. */
  public static PublicMachines of(Network network, List<AssessedInstance> instances) {
    return new PublicMachines(
        network,
        instances.stream().map(AssessedInstance::subject).filter(it -> it.instance().mayRun()));
  }

  private static Optional<PublicPorts> open(
      Network network, Subject subject, List<NetworkInterface> interfaces) {
    Verdict windows = RdpDirect.windows(subject).verdict();
    Set<Integer> logins = windows instanceof Verdict.Met ? OF_WINDOWS : OF_OTHERS;
    Optional<PublicPorts> open = widest(network, interfaces, logins);
    boolean maybeLogin =
        windows instanceof Verdict.Unknown
            && widest(network, interfaces, OF_WINDOWS)
                .filter(it -> it.verdict() instanceof Verdict.Met)
                .isEmpty();
    return maybeLogin
        ? open.map(it ->
            new PublicPorts(
                it.ports(),
                it.way(),
                new Verdict.Unknown(it.verdict().evidence(), windows.causesOfDoubt())))
        : open;
  }

  private static Optional<PublicPorts> widest(
      Network network, List<NetworkInterface> interfaces, Set<Integer> but) {
    return interfaces.stream()
        .flatMap(it -> network.widelyPublicPorts(it, but).stream())
        .min(Comparator.comparing(it -> !(it.verdict() instanceof Verdict.Met)));
  }

  /** What is said of the others that reach a TCP port of some interfaces of an instance. */
  List<Requirement> reaching(Subject subject, List<NetworkInterface> targets, int port) {
    String self = subject.instance().id();
    List<Way> others =
        ways(targets, port).stream().filter(it -> !it.machine().id().equals(self)).toList();
    List<Requirement> said = new ArrayList<>();
    others.stream()
        .limit(SHOWN)
        .map(it -> targets.size() == 1 ? it.to(targets.getFirst()) : it)
        .forEach(it -> said.add(told(subject.network(), it, port)));
    if (others.size() > SHOWN) {
      String fact =
          (others.size() - SHOWN) + " more machines are public and lead here the same way";
      said.add(requirement(more(subject, fact, others.get(SHOWN).isSure())));
    }
    List<Cause> unseen =
        Stream.concat(Observed.gap(subject.region().ec2().instances()).stream(), doubts.stream())
            .toList();
    boolean shut =
        !targets.isEmpty()
            && targets.stream().allMatch(it -> subject.network().admitsNobody(it, port));
    if (!unseen.isEmpty() && !shut) {
      said.add(requirement(Verdict.unknown(unseen)));
    }
    return said;
  }

  /** One way of each machine, the sure ones first. */
  private List<Way> ways(List<NetworkInterface> targets, int port) {
    if (targets.size() != 1) {
      return sorted(targets, port);
    }
    NetworkInterface to = targets.getFirst();
    return departures
        .alike(to, port)
        .map(it -> alike.computeIfAbsent(it, key -> sorted(targets, port)))
        .orElseGet(() -> sorted(targets, port));
  }

  private List<Way> sorted(List<NetworkInterface> targets, int port) {
    Map<String, Way> ways = new TreeMap<>();
    for (NetworkInterface to : targets) {
      for (Departures.Departure each : departures.reaching(to, port)) {
        Machine machine = Objects.requireNonNull(machines.get(each.from().id()));
        ways.merge(
            machine.id(),
            new Way(machine, each.from(), to, each.answer()),
            (one, other) -> one.isSure() || !other.isSure() ? one : other);
      }
    }
    return ways.values().stream().sorted(Comparator.comparing(it -> !it.isSure())).toList();
  }

  private static Verdict more(Subject subject, String fact, boolean sure) {
    Call call = subject.region().ec2().instances().call();
    return sure
        ? Verdict.met(call, fact)
        : Verdict.unknown(call, fact, "More machines may be public and lead there.");
  }

  /** The rules and the doubts of a way are those of all interfaces that are reached alike. */
  private Requirement onwards(Network network, Way way, int port) {
    Supplier<Requirement> asked =
        () -> network.reaches("machine-to-target", way.from(), way.to(), port);
    return departures
        .alike(way.to(), port)
        .map(it -> onwards.computeIfAbsent(new Onwards(way.from().id(), it), key -> asked.get()))
        .orElseGet(asked);
  }

  private Requirement told(Network network, Way way, int port) {
    Requirement onwards = onwards(network, way, port);
    PublicPorts open = way.machine().open();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            way.machine().subject().instanceCall().toString(),
            "wide parts of the internet "
                + (way.isSure() ? "come" : "may come")
                + " in to "
                + way.machine().id()
                + " on "
                + open.ports()
                + ", and it "
                + (way.isSure() ? "reaches" : "may reach")
                + " tcp "
                + port
                + " of "
                + way.to().id()));
    evidence.addAll(admitted(open.way()));
    evidence.addAll(admitted(onwards));
    List<Cause> causes =
        Stream.of(open.verdict(), onwards.verdict())
            .flatMap(it -> it.causesOfDoubt().stream())
            .toList();
    return requirement(
        way.isSure() ? new Verdict.Met(evidence) : new Verdict.Unknown(evidence, causes));
  }

  /** The rules of groups on a way. */
  private static List<Evidence> admitted(Requirement way) {
    return way.id().equals("security-group")
        ? way.verdict().evidence()
        : way.children().stream()
            .map(PublicMachines::admitted)
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse(List.of());
  }

  private static Requirement requirement(Verdict verdict) {
    return Requirement.of(ID, verdict).asInformative();
  }
}
