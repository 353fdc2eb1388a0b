package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The principals of an account and how they get at each other: what all regions share. */
public final class AccountAccess {

  private final String partition;
  private final String account;
  private final List<Principal> principals;
  private final List<PrincipalClass> classes;
  private final List<AccountGroup> groups;
  private final Solver solver;
  private @Nullable Chains chains;
  private final List<PrincipalAccess> unseen;
  private final List<Cause> gaps;
  private final Map<String, Principal> byArn = new HashMap<>();
  private final Map<String, Principal> byProfile = new HashMap<>();

  private AccountAccess(String partition, String account, AccountPrincipals read, Solver solver) {
    this.partition = partition;
    this.account = account;
    this.principals = read.principals();
    this.classes = PrincipalClass.of(principals);
    this.groups = read.groups();
    this.solver = solver;
    this.gaps = read.gaps();
    principals.forEach(it -> byArn.put(it.arn(), it));
    read.profiles().forEach((profile, role) -> byProfile.put(profile, byArn.get(role)));
    this.unseen =
        read.gaps().isEmpty()
            ? List.of()
            : List.of(PrincipalAccess.unseen(read.gaps().stream().map(Cause::reason).toList()));
  }

  public static AccountAccess of(AccountSnapshot snapshot) {
    return new AccountAccess(
        snapshot.partition(),
        snapshot.account(),
        AccountPrincipals.of(snapshot),
        new Solver(snapshot.finishedAt()));
  }

  /** An account of whose principals nothing is read yet. */
  public static AccountAccess unread(String account) {
    Cause notRead = new Cause.Undecided("The account's principals are not read yet.");
    return new AccountAccess(
        "aws",
        account,
        new AccountPrincipals(List.of(), List.of(), Map.of(), List.of(notRead)),
        new Solver(java.time.Instant.EPOCH));
  }

  /** The role of an instance profile, where it is known. */
  Optional<Principal> roleOf(String instanceProfileArn) {
    return Optional.ofNullable(byProfile.get(instanceProfileArn));
  }

  /** A role by its name with its path. */
  Optional<Principal> role(String name) {
    String arn = "arn:" + partition + ":iam::" + account + ":role/" + name;
    return Optional.ofNullable(byArn.get(arn));
  }

  /** Why not every principal is known; the given reason where all of them are. */
  List<Cause> gapsOr(String reason) {
    return gaps.isEmpty() ? List.of(new Cause.Undecided(reason)) : gaps;
  }

  public String partition() {
    return partition;
  }

  public String account() {
    return account;
  }

  List<Principal> principals() {
    return principals;
  }

  List<PrincipalClass> classes() {
    return classes;
  }

  List<AccountGroup> groups() {
    return groups;
  }

  /** The account's own managed policies that a principal has, by itself or by its groups. */
  Stream<Target> ownedPolicies(Principal principal) {
    return principal.policies().identity().policies().stream()
        .map(Policy::name)
        .filter(it -> it.contains("::" + account + ":policy/"))
        .map(it -> new Target(it, account, Map.of(), Optional.empty()));
  }

  Solver solver() {
    return solver;
  }

  /** Made when somebody asks who can arrange to log in. */
  synchronized Chains chains() {
    if (chains == null) {
      chains = new Chains(solver, principals, classes);
    }
    return chains;
  }

  /** Stands in every set where not every principal was seen. */
  List<PrincipalAccess> unseen() {
    return unseen;
  }
}
