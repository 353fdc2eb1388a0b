package dev.loginpath.identity;

import dev.loginpath.policy.Statement;
import dev.loginpath.report.Answer;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NodeTags;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/** Who may use which login path onto the instances of a region. */
public final class LoginAccess {

  private static final String TWO_READINGS =
      "it depends on whether tag conditions on OpenTunnel mean the endpoint's tags or the"
          + " instance's: AWS's pages can be read both ways";

  private final AccountAccess account;
  private final List<String> gaps;
  private final List<String> documentGaps;
  private final LoginMeans means;
  private final RegionResources resources;
  private final Rows rows;
  private final Escalations escalations;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Alike> shells;
  private final Map<PathId, Columns> direct = new EnumMap<>(PathId.class);
  private final Map<String, Columns> byDocument = new HashMap<>();
  private final Map<PathId, Columns> stopped = new EnumMap<>(PathId.class);
  private final Map<PathId, Escalations.Columned> indirect = new EnumMap<>(PathId.class);

  /** Nodes on which a shell starts by the same means. */
  private record Alike(RoaringBitmap nodes, List<Means> means) {}

  /** What decides by which means a shell starts on a node. */
  private record ShellOn(boolean windows, Map<String, Answer> keys) {}

  /**
   * For the instances of a region.
   *
   * @param instances those that are asked for
   */
  public LoginAccess(AccountAccess account, RegionSnapshot region, List<Instance> instances) {
    this.account = account;
    this.resources =
        new RegionResources(
            account.partition(),
            region.name(),
            account.account(),
            instances,
            Observed.items(region.ssm().nodes()).stream()
                .filter(ManagedNode::isHybrid)
                .map(ManagedNode::id)
                .distinct()
                .toList(),
            region.ssm().hybridNodeTags().stream()
                .collect(Collectors.toMap(NodeTags::nodeId, NodeTags::tags, (one, same) -> one)),
            Observed.items(region.ec2().networkInterfaces()),
            Observed.items(region.ec2().instanceConnectEndpoints()));
    this.gaps =
        Stream.of(region.ec2().networkInterfaces(), region.ec2().instanceConnectEndpoints())
            .flatMap(it -> Observed.gap(it).stream())
            .map(Cause::reason)
            .toList();
    this.documentGaps = documentGaps(region.ssm()).map(Cause::reason).distinct().toList();
    SessionDemands demands = new SessionDemands(region, account.partition(), account.account());
    this.means =
        new LoginMeans(
            resources,
            demands,
            documents(region, it -> !it.equals("Port")),
            documents(region, it -> it.equals("Port")));
    this.rows = new Rows(account.solver());
    this.escalations = new Escalations(account, rows, resources, means);
    for (int number = 0; number < instances.size(); number++) {
      numbers.put(instances.get(number).id(), number);
    }
    for (int number = 0; number < resources.hybridNodes().size(); number++) {
      numbers.put(resources.hybridNodes().get(number), instances.size() + number);
    }
    this.shells = shells(region, instances, demands);
  }

  /** Each document's key must be one that the node's role may use; Run As is not for Windows. */
  private List<Alike> shells(
      RegionSnapshot region, List<Instance> instances, SessionDemands demands) {
    SessionKeys keys = new SessionKeys(demands, new AgentRole(account, region));
    Map<ShellOn, RoaringBitmap> alike = new LinkedHashMap<>();
    for (Instance each : instances) {
      ShellOn on =
          new ShellOn(
              each.platform().isWindows(), answers(it -> keys.on(each, demands.of(it)).answer()));
      alike.computeIfAbsent(on, it -> new RoaringBitmap()).add(number(each.id()));
    }
    for (ManagedNode each : Observed.items(region.ssm().nodes())) {
      if (each.isHybrid()) {
        // The role of a hybrid node is not read.
        ShellOn on =
            new ShellOn(
                each.platformName().filter(it -> it.contains("Windows")).isPresent(),
                answers(
                    it -> demands.keys(demands.of(it)).isEmpty() ? Answer.MET : Answer.UNKNOWN));
        alike.computeIfAbsent(on, it -> new RoaringBitmap()).add(number(each.id()));
      }
    }
    List<Alike> shells = new ArrayList<>();
    alike.forEach((on, nodes) ->
        shells.add(
            new Alike(
                nodes, means.shells(it -> on.keys().getOrDefault(it, Answer.MET), !on.windows()))));
    return shells;
  }

  private Map<String, Answer> answers(Function<String, Answer> key) {
    Map<String, Answer> answers = new TreeMap<>();
    means.shells().forEach(it -> answers.put(it, key.apply(it)));
    if (answers.containsValue(Answer.MET)) {
      return answers;
    }
    // A door that is shut, or may be, still has those who hold its keys.
    boolean shut = !answers.containsValue(Answer.UNKNOWN);
    answers.replaceAll((document, answer) -> shut ? Answer.MET : Answer.UNKNOWN);
    return answers;
  }

  /** The account's own session documents of a type, beside the preferences. */
  private static List<String> documents(RegionSnapshot region, Predicate<String> type) {
    return region.ssm().sessionDocuments().stream()
        .filter(document ->
            Stream.of(document.defaultVersion(), document.latestVersion())
                .anyMatch(version ->
                    version instanceof Observed.Known<SessionDocument> known
                        && known.value().sessionType().filter(type).isPresent()))
        .map(SessionDocumentVersions::name)
        .toList();
  }

  /** Why there may be more documents of a type, by which somebody else may come. */
  private static Stream<Cause> documentGaps(SsmSnapshot ssm) {
    return Stream.concat(
        Observed.gap(ssm.sessionDocumentNames()).stream(),
        ssm.sessionDocuments().stream()
            .flatMap(it -> Stream.of(it.defaultVersion(), it.latestVersion()))
            .flatMap(it -> Observed.gap(it).stream()));
  }

  /** Those who may start a session on an instance with one document. */
  public PrincipalSet mayStart(String document, Instance instance) {
    return byDocument
        .computeIfAbsent(
            document,
            name ->
                fill(
                    List.of(means.shell(document)),
                    principal -> rows.row(principal, means.nodes(), List.of(means.shell(document))),
                    account.unseen()))
        .of(number(instance.id()));
  }

  /** IAM has a say in a path. */
  public boolean knows(PathId path) {
    return !means.of(path).isEmpty();
  }

  /** Everything about who uses a path onto an instance. */
  public PathPrincipals on(PathId path, Instance instance) {
    return on(path, instance.id());
  }

  /** Everything about who uses a path onto a hybrid node. */
  public PathPrincipals on(PathId path, ManagedNode node) {
    return on(path, node.id());
  }

  private PathPrincipals on(PathId path, String node) {
    int number = number(node);
    return new PathPrincipals(may(path, number), mayGetThere(path, number), stopped(path, number));
  }

  /** Those who may use a path onto an instance. */
  public PrincipalSet may(PathId path, Instance instance) {
    return may(path, number(instance.id()));
  }

  private PrincipalSet may(PathId path, int number) {
    return column(path).of(number);
  }

  /** Those who may not use it and have a way to get there. */
  public PrincipalSet mayGetThere(PathId path, Instance instance) {
    return mayGetThere(path, number(instance.id()));
  }

  private PrincipalSet mayGetThere(PathId path, int number) {
    return indirect.computeIfAbsent(path, it -> escalations.on(it, column(it))).of(number);
  }

  /** Those whose own policies would let them use it, and that another policy stops. */
  private PrincipalSet stopped(PathId path, int number) {
    return stopped.computeIfAbsent(path, this::fillStopped).of(number);
  }

  private Columns fillStopped(PathId path) {
    Columns columns = new Columns(resources.size(), List.of());
    Stops stops = new Stops(account.solver(), rows);
    LoginMeans.Tunnels tunnels = means.tunnels();
    boolean byEndpoint = path.equals(PathId.INSTANCE_CONNECT_ENDPOINT);
    Targets targets = byEndpoint ? tunnels.byEndpoint() : means.targets(path);
    for (PrincipalClass each : classes(means.of(path))) {
      List<Rows.Cell> allowed =
          byEndpoint ? rows.row(each.first(), targets, means.of(path)) : row(each.first(), path);
      List<Rows.Cell> kept = byParts(path, some -> stops.row(each.first(), targets, some, allowed));
      List<Rows.Cell> cells = byEndpoint ? Rows.best(kept, tunnels::ofInstances) : kept;
      cells.forEach(it -> columns.add(each, it.resources(), it.outcome()));
    }
    return columns;
  }

  private int number(String node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalArgumentException(node + " was not asked for");
    }
    return number;
  }

  private Columns column(PathId path) {
    return direct.computeIfAbsent(path, this::fill);
  }

  private Columns fill(PathId path) {
    return fill(means.of(path), principal -> cells(path, principal), unseen(path));
  }

  /** The principals by what they have in common for some means. */
  private List<PrincipalClass> classes(List<Means> some) {
    return PrincipalClass.split(
        account.classes(),
        some.stream()
            .flatMap(it -> it.beside().stream())
            .flatMap(it -> it.target().policy().stream())
            .distinct()
            .toList());
  }

  private Columns fill(
      List<Means> some,
      Function<Principal, List<Rows.Cell>> row,
      List<PrincipalAccess> everywhere) {
    Columns columns = new Columns(resources.size(), everywhere);
    for (PrincipalClass each : classes(some)) {
      for (Rows.Cell cell : row.apply(each.first())) {
        columns.add(each, cell.resources(), cell.outcome());
      }
    }
    return columns;
  }

  /** Whoever is hidden by a call that did not answer. */
  private List<PrincipalAccess> unseen(PathId path) {
    List<PrincipalAccess> unseen = new ArrayList<>(account.unseen());
    if (path.equals(PathId.INSTANCE_CONNECT_ENDPOINT)) {
      gaps.stream().map(it -> PrincipalAccess.unseen(List.of(it))).forEach(unseen::add);
    }
    if (LoginMeans.BY_DOCUMENT.contains(path) && !documentGaps.isEmpty()) {
      unseen.add(PrincipalAccess.unseen(documentGaps));
    }
    return unseen;
  }

  /** How a principal may use a path, by the instances that are alike to it. */
  List<Rows.Cell> cells(PathId path, Principal principal) {
    if (path.equals(PathId.INSTANCE_CONNECT_ENDPOINT)) {
      return tunnels(principal);
    }
    return row(principal, path);
  }

  /** A shell starts by other means on some nodes: each part has the answer of its own. */
  private List<Rows.Cell> row(Principal principal, PathId path) {
    Targets targets = means.targets(path);
    return byParts(path, some -> rows.row(principal, targets, some));
  }

  private List<Rows.Cell> byParts(PathId path, Function<List<Means>, List<Rows.Cell>> row) {
    if (!path.equals(PathId.SESSION_MANAGER)) {
      return row.apply(means.of(path));
    }
    List<Rows.Cell> cells = new ArrayList<>();
    for (Alike each : shells) {
      for (Rows.Cell cell : row.apply(each.means())) {
        RoaringBitmap here = RoaringBitmap.and(cell.resources(), each.nodes());
        if (!here.isEmpty()) {
          cells.add(new Rows.Cell(here, cell.outcome()));
        }
      }
    }
    return cells;
  }

  /** An endpoint is authorized, not the instance: the best of an instance's endpoints counts. */
  private List<Rows.Cell> tunnels(Principal principal) {
    LoginMeans.Tunnels tunnels = means.tunnels();
    List<Rows.Cell> byEndpoint =
        rows.row(principal, tunnels.byEndpoint(), means.of(PathId.INSTANCE_CONNECT_ENDPOINT));
    boolean tagged =
        PrincipalClass.statements(principal.policies(), LoginAction.OPEN_TUNNEL).stream()
            .flatMap(LoginAccess::keys)
            .anyMatch(it -> it.contains("resourcetag/"));
    List<Rows.Cell> one = Rows.best(byEndpoint, tunnels::ofInstances);
    if (!tagged) {
      return one;
    }
    List<Rows.Cell> byInstance =
        rows.row(principal, tunnels.byInstance(), means.of(PathId.INSTANCE_CONNECT_ENDPOINT));
    List<Rows.Cell> other = Rows.best(byInstance, tunnels::ofInstances);
    return agreed(one, other, resources.instances().size());
  }

  private static Stream<String> keys(Statement statement) {
    return Stream.concat(
        statement.resourceVariables().stream(),
        statement.conditions().stream()
            .flatMap(it -> Stream.concat(Stream.of(it.key()), it.variables().stream())));
  }

  private static List<Rows.Cell> agreed(List<Rows.Cell> one, List<Rows.Cell> other, int size) {
    List<Rows.Cell> agreed = new ArrayList<>();
    RoaringBitmap oneDenies = RoaringBitmap.bitmapOfRange(0, size);
    one.forEach(it -> oneDenies.andNot(it.resources()));
    RoaringBitmap otherDenies = RoaringBitmap.bitmapOfRange(0, size);
    other.forEach(it -> otherDenies.andNot(it.resources()));
    for (Rows.Cell first : one) {
      for (Rows.Cell second : other) {
        add(
            agreed,
            RoaringBitmap.and(first.resources(), second.resources()),
            Optional.of(first.outcome()),
            Optional.of(second.outcome()));
      }
      add(
          agreed,
          RoaringBitmap.and(first.resources(), otherDenies),
          Optional.of(first.outcome()),
          Optional.empty());
    }
    for (Rows.Cell second : other) {
      add(
          agreed,
          RoaringBitmap.and(second.resources(), oneDenies),
          Optional.empty(),
          Optional.of(second.outcome()));
    }
    return agreed;
  }

  private static void add(
      List<Rows.Cell> cells, RoaringBitmap both, Optional<Outcome> one, Optional<Outcome> other) {
    if (!both.isEmpty()) {
      Rows.agreed(one, other, TWO_READINGS).ifPresent(it -> cells.add(new Rows.Cell(both, it)));
    }
  }
}
