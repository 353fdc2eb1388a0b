package dev.loginpath.identity;

import dev.loginpath.policy.Policies;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Value;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who may not log in and can arrange to: by becoming somebody who may, by changing the own rights,
 * by writing the tags that a condition asks for, or by opening the door itself. Kept apart from
 * those who may.
 */
final class Escalations {

  /** Any right at all, as far as boundary and organization let it count. */
  private static final PolicySet EVERYTHING =
      PolicySet.of(
          List.of(
              PolicyReader.read(
                  "a policy of its own making",
                  "{\"Version\":\"2012-10-17\",\"Statement\":"
                      + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")));

  private static final String PREFERENCES = "SSM-SessionManagerRunShell";

  private static final String SERIAL_STEP =
      "switches the region's serial console on (ec2:EnableSerialConsoleAccess)";
  private static final String PROFILE_STEP =
      "gives the instance a role (ec2:AssociateIamInstanceProfile, iam:PassRole)";

  /** Steps that let those in who hold the rights and find the door shut. */
  private static final Set<String> DOOR_OPENERS = Set.of(SERIAL_STEP, PROFILE_STEP);

  private final AccountAccess account;
  private final Rows rows;
  private final RegionResources resources;
  private final Solver solver;
  private final Map<Principal, Optional<String>> selfRights = new HashMap<>();

  Escalations(AccountAccess account, Rows rows, RegionResources resources) {
    this.account = account;
    this.rows = rows;
    this.resources = resources;
    this.solver = account.solver();
  }

  /** The sets of one path. */
  final class Columned {

    private final Columns direct;
    private final Columns arranged;
    private final Map<List<String>, PrincipalSet> made = new HashMap<>();

    private Columned(Columns direct, Columns arranged) {
      this.direct = direct;
      this.arranged = arranged;
    }

    PrincipalSet of(int instance) {
      PrincipalSet may = direct.of(instance);
      PrincipalSet more = arranged.of(instance);
      return made.computeIfAbsent(
          List.of(may.key(), more.key()), keys -> join(may, more, DOOR_OPENERS));
    }
  }

  private PrincipalSet join(PrincipalSet may, PrincipalSet more, Set<String> doors) {
    Map<String, PrincipalAccess> direct = new HashMap<>();
    may.principals().forEach(it -> direct.put(it.arn(), it));
    Map<String, PrincipalAccess> all = new TreeMap<>();
    for (Principal each : account.principals()) {
      if (!direct.containsKey(each.arn())) {
        chained(each, direct).ifPresent(it -> all.put(it.arn(), it));
      }
    }
    for (Chains.Stranger each : account.chains().strangers()) {
      PrincipalAccess role = direct.get(each.role().arn());
      if (role != null && !direct.containsKey(each.arn())) {
        all.putIfAbsent(each.arn(), stranger(each, role));
      }
    }
    for (PrincipalAccess each : more.principals()) {
      boolean door = !each.via().isEmpty() && doors.contains(each.via().getFirst());
      if (door || !direct.containsKey(each.arn())) {
        all.putIfAbsent(each.arn(), each);
      }
    }
    return new PrincipalSet(List.copyOf(all.values()));
  }

  private Optional<PrincipalAccess> chained(
      Principal principal, Map<String, PrincipalAccess> direct) {
    for (Chains.Way way : account.chains().from(principal)) {
      PrincipalAccess there = direct.get(way.to().arn());
      if (there != null) {
        List<String> conditions = new ArrayList<>(way.conditions());
        conditions.addAll(there.conditions());
        Decision decision =
            way.decision().compareTo(there.decision()) >= 0 ? way.decision() : there.decision();
        return Optional.of(
            new PrincipalAccess(
                principal.arn(),
                principal.name(),
                decision,
                conditions,
                there.choices(),
                way.steps()));
      }
    }
    return Optional.empty();
  }

  private static PrincipalAccess stranger(Chains.Stranger stranger, PrincipalAccess role) {
    return new PrincipalAccess(
        stranger.arn(),
        stranger.arn(),
        Decision.UNKNOWN,
        List.of("the other account's policies are not seen"),
        role.choices(),
        List.of("assumes " + role.arn()));
  }

  Columned on(String path, LoginMeans means, Columns direct) {
    Columns arranged = new Columns(resources.instances().size(), List.of());
    if (!means.of(path).isEmpty() && !path.equals(LoginMeans.ENDPOINT)) {
      for (PrincipalClass each : account.classes()) {
        arrange(path, means, each, arranged);
      }
    }
    return new Columned(direct, arranged);
  }

  private void arrange(String path, LoginMeans means, PrincipalClass each, Columns arranged) {
    Map<String, List<Principal>> bySelf = new LinkedHashMap<>();
    for (Principal member : each.members()) {
      selfRight(member)
          .ifPresent(it -> bySelf.computeIfAbsent(it, key -> new ArrayList<>()).add(member));
    }
    bySelf.forEach((step, members) -> {
      for (Rows.Cell cell :
          rows.row(withRights(each.first()), means.targets(path), means.of(path))) {
        add(arranged, new PrincipalClass(members.getFirst(), members), cell, step);
      }
    });
    tags(path, means, each, arranged);
    Principal first = each.first();
    switch (path) {
      case "session-manager" -> {
        preferences(each, means, arranged);
        profile(path, each, means, arranged);
      }
      case "run-command" -> userData(each, means, arranged);
      case "serial-console" -> {
        if (mayAllow(first, LoginAction.ENABLE_SERIAL_CONSOLE) && !isAdministrator(first)) {
          Ask enable =
              new Ask(
                  LoginAction.ENABLE_SERIAL_CONSOLE,
                  Target.everything(account.account(), resources.region()));
          Means both = new Means("", LoginAction.SEND_SERIAL_KEY, List.of(enable), false);
          rows.row(first, means.hosts(), List.of(both))
              .forEach(it -> add(arranged, each, it, SERIAL_STEP));
        }
      }
      default -> {}
    }
  }

  private static void add(Columns columns, PrincipalClass who, Rows.Cell cell, String step) {
    columns.add(
        who, cell.resources(), cell.outcome().after(Decision.ALLOWED, List.of(), List.of(step)));
  }

  private static boolean mayAllow(Principal principal, LoginAction action) {
    return principal.policies().identity().statements(action.lowerCase()).stream()
        .anyMatch(it -> it.effect() == Statement.Effect.ALLOW);
  }

  /** Everything is allowed to it in one statement: nothing has to be arranged. */
  private static boolean isAdministrator(Principal principal) {
    return principal.policies().identity().statements("iam:putrolepolicy").stream()
        .filter(it -> it.effect() == Statement.Effect.ALLOW)
        .filter(it -> it.coversEverything() && it.conditions().isEmpty())
        .anyMatch(it ->
            principal
                .policies()
                .identity()
                .statements(LoginAction.ENABLE_SERIAL_CONSOLE.lowerCase())
                .contains(it));
  }

  private static Principal withRights(Principal principal) {
    return new Principal(
        principal.caller(),
        principal.name(),
        new Policies(
            EVERYTHING,
            principal.policies().boundary(),
            principal.policies().session(),
            principal.policies().scps(),
            principal.policies().rcps(),
            principal.policies().resource(),
            principal.policies().endpoint()),
        principal.context(),
        principal.trust(),
        principal.sessionTags());
  }

  /** The right by which a principal gives itself any other. */
  private Optional<String> selfRight(Principal principal) {
    return selfRights.computeIfAbsent(principal, this::findSelfRight);
  }

  private Optional<String> findSelfRight(Principal principal) {
    if (isAdministrator(principal)) {
      return Optional.empty();
    }
    Map<LoginAction, List<String>> wanted = new LinkedHashMap<>();
    List<String> self = List.of(principal.arn());
    if (principal.isUser()) {
      wanted.put(LoginAction.PUT_USER_POLICY, self);
      wanted.put(LoginAction.ATTACH_USER_POLICY, self);
    } else {
      wanted.put(LoginAction.PUT_ROLE_POLICY, self);
      wanted.put(LoginAction.ATTACH_ROLE_POLICY, self);
    }
    List<String> attached =
        principal.policies().identity().policies().stream()
            .map(it -> it.name())
            .filter(it -> it.contains("::" + account.account() + ":policy/"))
            .toList();
    wanted.put(LoginAction.CREATE_POLICY_VERSION, attached);
    for (Map.Entry<LoginAction, List<String>> each : wanted.entrySet()) {
      if (mayAllow(principal, each.getKey())) {
        for (String arn : each.getValue()) {
          Target target = new Target(arn, account.account(), Map.of(), Optional.empty());
          if (solver.solve(principal, List.of(new Ask(each.getKey(), target))).isPresent()) {
            return Optional.of("changes its own policies (" + each.getKey().action() + ")");
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A tag that a condition asks for is the principal's to write. */
  private void tags(String path, LoginMeans means, PrincipalClass each, Columns arranged) {
    Principal first = each.first();
    Set<String> keys = new HashSet<>();
    for (Means one : means.of(path)) {
      PrincipalClass.statements(first.policies(), one.action()).stream()
          .flatMap(it -> it.conditions().stream())
          .map(it -> it.key())
          .filter(it -> it.contains("resourcetag/"))
          .forEach(keys::add);
    }
    if (keys.isEmpty() || !mayAllow(first, LoginAction.CREATE_TAGS)) {
      return;
    }
    Map<String, Value> open = new HashMap<>();
    keys.forEach(it -> open.put(it, Value.OPEN));
    Targets hosts = means.hosts();
    Targets targets = means.targets(path);
    List<Statement> statements =
        PrincipalClass.statements(first.policies(), LoginAction.CREATE_TAGS);
    for (Means one : means.of(path)) {
      statements.addAll(PrincipalClass.statements(first.policies(), one.action()));
    }
    for (RoaringBitmap part : hosts.parts(statements, first)) {
      Ask write = new Ask(LoginAction.CREATE_TAGS, hosts.get(part.first()));
      Target any = targets.get(part.first());
      for (Map.Entry<String, Value> key : open.entrySet()) {
        any = any.with(key.getKey(), key.getValue());
      }
      List<Ask> log = new ArrayList<>(means.of(path).getFirst().beside());
      log.add(new Ask(means.of(path).getFirst().action(), any));
      if (solver.solve(first, log).isPresent()) {
        solver
            .solve(first, List.of(write))
            .ifPresent(it ->
                add(
                    arranged,
                    each,
                    new Rows.Cell(part, it),
                    "writes the tag that the condition asks for (ec2:CreateTags)"));
      }
    }
  }

  /** The shell profile of the preferences runs in everybody's session. */
  private void preferences(PrincipalClass each, LoginMeans means, Columns arranged) {
    if (!mayAllow(each.first(), LoginAction.UPDATE_DOCUMENT) || isAdministrator(each.first())) {
      return;
    }
    Target document = resources.document(PREFERENCES).with("ssm:documenttype", Value.of("Session"));
    List<Ask> asks =
        List.of(
            new Ask(LoginAction.UPDATE_DOCUMENT, document),
            new Ask(LoginAction.UPDATE_DOCUMENT_DEFAULT, document));
    solver
        .solve(each.first(), asks)
        .ifPresent(it ->
            add(
                arranged,
                each,
                new Rows.Cell(all(means), it),
                "edits "
                    + PREFERENCES
                    + ", whose shell profile runs in everybody's session"
                    + " (ssm:UpdateDocument, ssm:UpdateDocumentDefaultVersion)"));
  }

  private static RoaringBitmap all(LoginMeans means) {
    return RoaringBitmap.bitmapOfRange(0, means.hosts().size());
  }

  /** User data runs as root when the instance boots. */
  private void userData(PrincipalClass each, LoginMeans means, Columns arranged) {
    if (!isAdministrator(each.first())) {
      together(
          each,
          means,
          arranged,
          List.of(
              LoginAction.MODIFY_INSTANCE_ATTRIBUTE,
              LoginAction.STOP_INSTANCES,
              LoginAction.START_INSTANCES),
          "writes user data that runs at the next boot (ec2:ModifyInstanceAttribute,"
              + " ec2:StopInstances, ec2:StartInstances)");
    }
  }

  /** With another role the instance may become a managed node. */
  private void profile(String path, PrincipalClass each, LoginMeans means, Columns arranged) {
    Principal first = each.first();
    if (isAdministrator(first) || !mayAllow(first, LoginAction.PASS_ROLE)) {
      return;
    }
    List<Ask> session = means.of(path).getFirst().beside();
    for (Principal role : account.principals()) {
      boolean ofInstances =
          role.trust()
              .filter(it ->
                  it.statements("sts:assumerole").stream()
                      .flatMap(s -> s.principals().stream())
                      .anyMatch(p -> p.others().contains("ec2.amazonaws.com")))
              .isPresent();
      if (ofInstances) {
        Target target =
            new Target(
                role.arn(),
                account.account(),
                Map.of("iam:passedtoservice", Value.of("ec2.amazonaws.com")),
                Optional.empty());
        List<Ask> beside = new ArrayList<>(session);
        beside.add(new Ask(LoginAction.PASS_ROLE, target));
        if (solver.solve(first, beside).isPresent()) {
          swap(each, means, path, beside, arranged);
          return;
        }
      }
    }
  }

  /** The role for the instance, and the session that becomes possible. */
  private void swap(
      PrincipalClass each, LoginMeans means, String path, List<Ask> beside, Columns arranged) {
    Principal first = each.first();
    LoginAction action = LoginAction.ASSOCIATE_INSTANCE_PROFILE;
    LoginAction session = LoginAction.START_SESSION;
    if (!mayAllow(first, action) || !mayAllow(first, session)) {
      return;
    }
    Targets hosts = means.hosts();
    Targets nodes = means.targets(path);
    List<Statement> onHosts = PrincipalClass.statements(first.policies(), action);
    List<RoaringBitmap> alike =
        nodes.parts(PrincipalClass.statements(first.policies(), session), first);
    for (RoaringBitmap part : hosts.parts(onHosts, first)) {
      for (RoaringBitmap other : alike) {
        RoaringBitmap both = RoaringBitmap.and(part, other);
        if (!both.isEmpty()) {
          List<Ask> asks = new ArrayList<>(beside);
          asks.add(new Ask(action, hosts.get(both.first())));
          asks.add(new Ask(session, nodes.get(both.first())));
          solver
              .solve(first, asks)
              .ifPresent(it -> add(arranged, each, new Rows.Cell(both, it), PROFILE_STEP));
        }
      }
    }
  }

  /** Several actions on the same instance, all at once. */
  private void together(
      PrincipalClass each,
      LoginMeans means,
      Columns arranged,
      List<LoginAction> actions,
      String step) {
    Principal first = each.first();
    if (actions.stream().anyMatch(it -> !mayAllow(first, it))) {
      return;
    }
    Targets hosts = means.hosts();
    List<Statement> statements = new ArrayList<>();
    actions.forEach(it -> statements.addAll(PrincipalClass.statements(first.policies(), it)));
    for (RoaringBitmap part : hosts.parts(statements, first)) {
      List<Ask> asks = new ArrayList<>();
      actions.forEach(it -> asks.add(new Ask(it, hosts.get(part.first()))));
      solver.solve(first, asks).ifPresent(it -> add(arranged, each, new Rows.Cell(part, it), step));
    }
  }
}
