package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Cause;
import java.util.List;

/** The principals of an account and how they get at each other: what all regions share. */
public final class AccountAccess {

  private final String partition;
  private final String account;
  private final List<Principal> principals;
  private final List<PrincipalClass> classes;
  private final Solver solver;
  private final Chains chains;
  private final List<PrincipalAccess> unseen;

  private AccountAccess(String partition, String account, AccountPrincipals read, Solver solver) {
    this.partition = partition;
    this.account = account;
    this.principals = read.principals();
    this.classes = PrincipalClass.of(principals);
    this.solver = solver;
    this.chains = new Chains(solver, principals, classes);
    this.unseen =
        read.gaps().isEmpty()
            ? List.of()
            : List.of(anybody(read.gaps().stream().map(Cause::reason).toList()));
  }

  public static AccountAccess of(AccountSnapshot snapshot) {
    return new AccountAccess(
        snapshot.partition(),
        snapshot.account(),
        AccountPrincipals.of(snapshot),
        new Solver(snapshot.finishedAt()));
  }

  /** Stands for everybody of whom nothing was seen. */
  static PrincipalAccess anybody(List<String> reasons) {
    return new PrincipalAccess("*", "*", Decision.UNKNOWN, reasons, List.of(), List.of());
  }

  String partition() {
    return partition;
  }

  String account() {
    return account;
  }

  List<Principal> principals() {
    return principals;
  }

  List<PrincipalClass> classes() {
    return classes;
  }

  Solver solver() {
    return solver;
  }

  Chains chains() {
    return chains;
  }

  /** Stands in every set where not every principal was seen. */
  List<PrincipalAccess> unseen() {
    return unseen;
  }
}
