package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import dev.loginpath.report.Answer;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** What each login path asks IAM for, in one region. */
final class LoginMeans {

  /** The paths by which somebody comes whom only the account's own documents let in. */
  static final Set<PathId> BY_DOCUMENT = Set.of(PathId.SESSION_MANAGER, PathId.SSM_TUNNEL);

  private static final String FLEET_MANAGER = "ssm-guiconnect.amazonaws.com";

  /** Fleet Manager starts the session on the caller's behalf. */
  private static final Map<String, Value> VIA_FLEET_MANAGER =
      Map.of(
          "aws:viaawsservice", Value.of("true"),
          "aws:calledvia", Value.ofAll(List.of(FLEET_MANAGER)),
          "aws:calledviafirst", Value.of(FLEET_MANAGER),
          "aws:calledvialast", Value.of(FLEET_MANAGER));

  private static final String PREFERENCES = "SSM-SessionManagerRunShell";
  private static final String PORT_FORWARDING = "AWS-StartPortForwardingSession";

  /** The tunnels of a region in both readings of tag conditions, and the instance of each. */
  record Tunnels(
      Targets byEndpoint,
      Targets byInstance,
      int[] instanceOf,
      Map<RoaringBitmap, RoaringBitmap> known) {

    Tunnels(Targets byEndpoint, Targets byInstance, int[] instanceOf) {
      this(byEndpoint, byInstance, instanceOf, new HashMap<>());
    }

    /** The instances at the other ends; the same tunnels are asked for again and again. */
    RoaringBitmap ofInstances(RoaringBitmap tunnels) {
      return known.computeIfAbsent(
          tunnels,
          some -> {
            RoaringBitmap instances = new RoaringBitmap();
            some.forEach((IntConsumer) it -> instances.add(instanceOf[it]));
            return instances;
          });
    }
  }

  private final RegionResources resources;
  private final SessionDemands demands;
  private final List<String> shells;

  private final Map<PathId, List<Means>> means = new EnumMap<>(PathId.class);
  private @Nullable Targets nodes;
  private @Nullable Targets guiNodes;
  private @Nullable Targets hosts;
  private @Nullable Tunnels tunnels;

  /**
   * With the documents that a session can be started with.
   *
   * @param shells the account's own documents for shells, beside the preferences
   * @param ports the account's own documents for tunnels
   */
  LoginMeans(
      RegionResources resources, SessionDemands demands, List<String> shells, List<String> ports) {
    this.resources = resources;
    this.demands = demands;
    this.shells = Stream.concat(Stream.of(PREFERENCES), shells.stream()).toList();
    for (PathId each : PathId.values()) {
      means.put(each, means(each, ports));
    }
  }

  private List<Means> means(PathId path, List<String> ports) {
    return switch (path) {
      case SESSION_MANAGER -> shells(it -> Answer.MET, true);
      case SSM_TUNNEL ->
          Stream.concat(
                  Stream.of(
                      "AWS-StartSSHSession",
                      PORT_FORWARDING,
                      "AWS-StartPortForwardingSessionToRemoteHost"),
                  ports.stream())
              .map(this::tunnel)
              .toList();
      case RUN_COMMAND ->
          List.of(
              command(LoginAction.SEND_COMMAND, "AWS-RunShellScript"),
              command(LoginAction.SEND_COMMAND, "AWS-RunPowerShellScript"),
              command(LoginAction.SEND_COMMAND, "AWS-RunRemoteScript"),
              command(LoginAction.SEND_COMMAND, "AWS-RunDocument"),
              association("AWS-RunShellScript"),
              association("AWS-RunPowerShellScript"));
      case INSTANCE_CONNECT -> List.of(Means.plain(LoginAction.SEND_SSH_PUBLIC_KEY));
      case SERIAL_CONSOLE -> List.of(Means.plain(LoginAction.SEND_SERIAL_KEY));
      case INSTANCE_CONNECT_ENDPOINT -> List.of(Means.plain(LoginAction.OPEN_TUNNEL));
      case FLEET_MANAGER_RDP ->
          List.of(
              new Means(
                  "",
                  LoginAction.START_SESSION,
                  List.of(
                      new Ask(
                          LoginAction.GUI_START_CONNECTION,
                          Target.everything(resources.account(), resources.region())),
                      new Ask(
                          LoginAction.START_SESSION,
                          resources.document(PORT_FORWARDING).with(VIA_FLEET_MANAGER))),
                  false));
      // Keys and passwords, of which IAM knows nothing.
      case SSH_DIRECT, RDP_DIRECT, SSH_BASTION -> List.of();
    };
  }

  /** The documents by which a shell starts. */
  List<String> shells() {
    return shells;
  }

  /**
   * The means of a shell on some nodes.
   *
   * @param key of a document, whether the nodes take part in its encryption
   * @param runAs it applies to their system
   */
  List<Means> shells(Function<String, Answer> key, boolean runAs) {
    return shells.stream()
        .filter(it -> key.apply(it) != Answer.NOT_MET)
        .map(it -> shell(it, it.equals(PREFERENCES), runAs, key.apply(it) == Answer.UNKNOWN))
        .toList();
  }

  /** A shell by one document alone. */
  Means shell(String document) {
    return shell(document, false, true, false);
  }

  private Means shell(String document, boolean unlisted, boolean runAs, boolean keyInDoubt) {
    SessionDemands.Versions versions = demands.of(document);
    List<Policy> own = new ArrayList<>();
    if (runAs) {
      demands.runAs(versions).ifPresent(it -> own.addAll(it.policies()));
    }
    if (keyInDoubt) {
      own.add(
          Policy.unreadable(
              "session key of " + document,
              "whether the node may decrypt with the key of " + document + " is not known"));
    }
    Target target = resources.document(document);
    Target bound = own.isEmpty() ? target : target.withPolicy(PolicySet.of(own));
    List<Ask> beside = new ArrayList<>();
    beside.add(new Ask(LoginAction.START_SESSION, bound));
    beside.addAll(demands.asks(versions));
    return new Means(document, LoginAction.START_SESSION, beside, unlisted);
  }

  private Means tunnel(String document) {
    return new Means(
        document,
        LoginAction.START_SESSION,
        List.of(new Ask(LoginAction.START_SESSION, resources.document(document))),
        false);
  }

  private Means command(LoginAction action, String document) {
    return new Means(
        document, action, List.of(new Ask(action, resources.document(document))), false);
  }

  /** A State Manager association runs the document as Run Command would. */
  private Means association(String document) {
    String any =
        "arn:"
            + resources.partition()
            + ":ssm:"
            + resources.region()
            + ":"
            + resources.account()
            + ":association/new";
    LoginAction action = LoginAction.CREATE_ASSOCIATION;
    return new Means(
        "an association of " + document,
        action,
        List.of(
            new Ask(action, resources.document(document)),
            new Ask(action, Target.tagged(any, resources.account(), resources.region(), Map.of()))),
        false);
  }

  /** The means of a path; none where IAM has no say in it. */
  List<Means> of(PathId path) {
    return Objects.requireNonNull(means.get(path));
  }

  /** The instances as a path's action names them. */
  Targets targets(PathId path) {
    boolean gui = path == PathId.FLEET_MANAGER_RDP;
    Optional<LoginAction> action = of(path).stream().map(Means::action).findFirst();
    boolean ssm = action.filter(it -> it.action().startsWith("ssm:")).isPresent();
    return gui ? guiNodes() : ssm ? nodes() : hosts();
  }

  Targets nodes() {
    if (nodes == null) {
      nodes = new Targets(resources.nodes());
    }
    return nodes;
  }

  private Targets guiNodes() {
    if (guiNodes == null) {
      guiNodes = new Targets(resources.nodes().with(VIA_FLEET_MANAGER));
    }
    return guiNodes;
  }

  Targets hosts() {
    if (hosts == null) {
      hosts = new Targets(resources.hosts());
    }
    return hosts;
  }

  Tunnels tunnels() {
    if (tunnels == null) {
      List<RegionResources.Tunnel> all = resources.tunnels();
      tunnels =
          new Tunnels(
              new Targets(resources.targets(all, false)),
              new Targets(resources.targets(all, true)),
              all.stream().mapToInt(RegionResources.Tunnel::instance).toArray());
    }
    return tunnels;
  }
}
