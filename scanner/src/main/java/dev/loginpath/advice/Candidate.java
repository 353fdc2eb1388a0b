package dev.loginpath.advice;

import dev.loginpath.cost.PathCosts;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Content;
import dev.loginpath.report.CostPart;
import dev.loginpath.report.Decision;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A path that could be kept on an instance, with what the criteria ask of it.
 *
 * @param ready it leads in, and what people need for it besides is shown to be there
 * @param recorded it leads in, and its sessions are shown to be recorded
 * @param principals how many of the account may use it
 * @param cost in USD a month: of its means where it leads in, else what it would add
 * @param preferred it is wished for in this situation and fits the instance
 */
record Candidate(
    Assessment path,
    Situation situation,
    boolean ready,
    boolean recorded,
    Bounds principals,
    Bounds cost,
    boolean preferred) {

  static Candidate of(
      AssessedInstance assessed, Assessment path, PathCosts costs, Preference preference) {
    Situation situation = Situation.of(assessed);
    Answer keys = keysArePushed(assessed, path);
    return new Candidate(
        path,
        situation,
        path.leadsIn() && keys == Answer.MET,
        path.leadsIn()
            && path.recording().filter(it -> it.content() == Content.RECORDED).isPresent(),
        principals(path),
        cost(assessed, path, costs),
        preference.isFor(situation, path.path()) && keys != Answer.NOT_MET);
  }

  PathId id() {
    return path.path();
  }

  private static Bounds principals(Assessment path) {
    List<PrincipalAccess> may = path.principals().may().principals();
    List<PrincipalAccess> named = may.stream().filter(PrincipalAccess::namesOne).toList();
    BigDecimal surely =
        BigDecimal.valueOf(named.stream().filter(it -> it.decision() == Decision.ALLOWED).count());
    return named.size() == may.size()
        ? new Bounds(surely, Optional.of(BigDecimal.valueOf(named.size())))
        : Bounds.atLeast(surely);
  }

  private static Bounds cost(AssessedInstance assessed, Assessment path, PathCosts costs) {
    Optional<MonthlyCost> cost =
        path.leadsIn()
            ? path.monthlyCost()
            : Optional.of(
                costs.addedBy(
                    path.path(), assessed.subject().network(), assessed.subject().instance()));
    return cost.flatMap(MonthlyCost::amount)
        .map(Bounds::exactly)
        .orElseGet(() ->
            Bounds.atLeast(
                cost.stream()
                    .flatMap(it -> it.parts().stream())
                    .map(CostPart::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)));
  }

  /**
   * Whether people need no key of their own: through an endpoint AWS pushes one, which needs the
   * agent on the instance.
   */
  private static Answer keysArePushed(AssessedInstance assessed, Assessment path) {
    boolean agent =
        path.path() == PathId.INSTANCE_CONNECT_ENDPOINT && !assessed.subject().host().isWindows();
    return agent ? assessed.subject().host().instanceConnectAgent().answer() : Answer.MET;
  }
}
