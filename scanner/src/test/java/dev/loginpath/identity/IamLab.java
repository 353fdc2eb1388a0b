package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.CallerIdentity;
import dev.loginpath.snapshot.IamGroup;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedPolicy;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The principals, policies and organization of an account that a test builds by hand. */
final class IamLab {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";
  static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  /** A policy: its name and its statements. */
  record Paper(String name, List<Clause> clauses) {}

  /** A user, a group or a role. */
  static final class Who {
    final String kind;
    final String path;
    final String name;
    final List<Paper> inline = new ArrayList<>();
    final List<String> attached = new ArrayList<>();
    final List<String> groups = new ArrayList<>();
    final List<Clause> trust = new ArrayList<>();
    final TreeMap<String, String> tags = new TreeMap<>();
    final List<String> profiles = new ArrayList<>();
    Optional<String> boundary = Optional.empty();

    private Who(String kind, String path, String name) {
      this.kind = kind;
      this.path = path;
      this.name = name;
    }

    String arn() {
      return "arn:aws:iam::" + ACCOUNT + ":" + kind + path + name;
    }

    Who may(Clause... clauses) {
      inline.add(new Paper("own-" + inline.size(), List.of(clauses)));
      return this;
    }

    Who with(String managed) {
      attached.add(policyArn(managed));
      return this;
    }

    Who in(String group) {
      groups.add(group);
      return this;
    }

    Who boundBy(String managed) {
      boundary = Optional.of(policyArn(managed));
      return this;
    }

    Who trusting(Clause... clauses) {
      trust.addAll(List.of(clauses));
      return this;
    }

    Who behind(String profile) {
      profiles.add(profile);
      return this;
    }

    Who tag(String key, String value) {
      tags.put(key, value);
      return this;
    }
  }

  /** What is known of the account's organization. */
  enum Membership {
    NONE,
    MEMBER,
    MANAGEMENT,
    BILLING_ONLY
  }

  final List<Who> principals = new ArrayList<>();
  final Map<String, List<Clause>> managed = new LinkedHashMap<>();
  final List<List<Paper>> scpLevels = new ArrayList<>();
  final List<List<Paper>> rcpLevels = new ArrayList<>();
  final RegionLab region = new RegionLab();

  /** Actions of calls that were refused. */
  final Set<String> refused = new HashSet<>();

  /** Managed policies, and policies of the organization, whose text nobody could read. */
  final Set<String> unread = new HashSet<>();

  Membership membership = Membership.NONE;

  static String policyArn(String managed) {
    return "arn:aws:iam::" + ACCOUNT + ":policy/" + managed;
  }

  Who user(String name) {
    return add(new Who("user", "/", name));
  }

  Who role(String name) {
    return role("/", name);
  }

  Who role(String path, String name) {
    return add(new Who("role", path, name));
  }

  Who group(String name) {
    return add(new Who("group", "/", name));
  }

  private Who add(Who who) {
    principals.add(who);
    return who;
  }

  IamLab policy(String name, Clause... clauses) {
    managed.put(name, List.of(clauses));
    return this;
  }

  /** One more level of the organization, below the others. */
  IamLab scp(Clause... clauses) {
    membership = Membership.MEMBER;
    scpLevels.add(List.of(new Paper("scp-" + scpLevels.size(), List.of(clauses))));
    return this;
  }

  /** The text of all policies. */
  String text() {
    Stream<List<Clause>> own =
        principals.stream().flatMap(it -> it.inline.stream()).map(Paper::clauses);
    Stream<List<Clause>> levels = scpLevels.stream().flatMap(List::stream).map(Paper::clauses);
    return Stream.of(own, managed.values().stream(), levels)
        .flatMap(it -> it)
        .map(Clause::document)
        .collect(Collectors.joining("\n"));
  }

  static Call call(String action) {
    return Call.of(action, "aws-global");
  }

  <T> Observed<T> read(String action, T value) {
    return refused.contains(action)
        ? new Observed.Unseen<>(call(action), Outcome.DENIED, "no")
        : new Observed.Known<>(call(action), value);
  }

  private static List<NamedPolicy> inline(Who who) {
    return who.inline.stream()
        .map(it -> new NamedPolicy(it.name(), Clause.document(it.clauses())))
        .toList();
  }

  private List<Who> all(String kind) {
    return principals.stream().filter(it -> it.kind.equals(kind)).toList();
  }

  private AuthorizationDetails details() {
    return new AuthorizationDetails(
        all("user").stream()
            .map(it ->
                new IamUser(
                    it.arn(),
                    it.name,
                    "AIDA" + it.name,
                    inline(it),
                    it.attached,
                    it.groups,
                    it.boundary,
                    it.tags))
            .toList(),
        all("group").stream()
            .map(it -> new IamGroup(it.arn(), it.name, inline(it), it.attached))
            .toList(),
        all("role").stream()
            .map(it ->
                new IamRole(
                    it.arn(),
                    it.name,
                    "AROA" + it.name,
                    Clause.document(it.trust),
                    inline(it),
                    it.attached,
                    it.profiles,
                    it.boundary,
                    it.tags))
            .toList(),
        managed.entrySet().stream()
            .map(it ->
                new ManagedPolicy(
                    policyArn(it.getKey()),
                    it.getKey(),
                    Optional.of(Clause.document(it.getValue()))
                        .filter(text -> !unread.contains(it.getKey()))))
            .toList());
  }

  AccountSnapshot account() {
    return new AccountSnapshot(
        AccountSnapshot.SCHEMA_VERSION,
        "test",
        NOW,
        NOW,
        "aws",
        ACCOUNT,
        read("sts:GetCallerIdentity", new CallerIdentity(ACCOUNT, "arn:aws:iam::x:user/test")),
        read("ec2:DescribeRegions", List.of()),
        true,
        new IamSnapshot(
            read("iam:GetAccountAuthorizationDetails", details()),
            List.of(),
            read("iam:ListAccountAliases", List.of())),
        new OrganizationLab(this).snapshot(),
        new AcceleratorSnapshot(
            read("globalaccelerator:ListAccelerators", List.of()),
            read("globalaccelerator:ListCustomRoutingAccelerators", List.of()),
            List.of(),
            List.of(),
            read("globalaccelerator:ListCrossAccountAttachments", List.of())),
        List.of(region.snapshot()),
        List.of());
  }

  LoginAccess access() {
    AccountSnapshot account = account();
    return new LoginAccess(
        AccountAccess.of(account), account.regions().getFirst(), region.instances);
  }

  private Instance instance(String id) {
    return region.instances.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  /** How a principal may use a path; empty where it may not. */
  Optional<PrincipalAccess> may(Who who, PathId path, String instance) {
    return in(access().may(path, instance(instance)), who);
  }

  /** How a principal may arrange to use a path that it may not use. */
  Optional<PrincipalAccess> mayGetThere(Who who, PathId path, String instance) {
    return in(access().mayGetThere(path, instance(instance)), who);
  }

  Optional<Decision> decision(Who who, PathId path, String instance) {
    return may(who, path, instance).map(PrincipalAccess::decision);
  }

  private static Optional<PrincipalAccess> in(PrincipalSet set, Who who) {
    return set.principals().stream().filter(it -> it.arn().equals(who.arn())).findFirst();
  }
}
