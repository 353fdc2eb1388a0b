package dev.loginpath.advice;

import static dev.loginpath.advice.Criterion.COST;
import static dev.loginpath.advice.Criterion.EFFORT;
import static dev.loginpath.advice.Criterion.PREFERENCE;
import static dev.loginpath.advice.Criterion.PRINCIPALS;
import static dev.loginpath.advice.Criterion.RECORDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.cost.PriceTable;
import dev.loginpath.report.Comparison;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Recommendation;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which criterion decides between paths, and when it has nothing to say. */
class RankingTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static Recommendation advice(Ranking ranking, DemoAccount account, String name) {
    return new Check(List.of(), Set.of(account.id(name)), ranking, PriceTable.EMPTY)
        .report(account.snapshot())
        .instances()
        .getFirst()
        .recommendation()
        .orElseThrow();
  }

  private static Recommendation advice(DemoAccount account, String name) {
    return advice(Ranking.DEFAULT, account, name);
  }

  private static Ranking preferring(Situation situation, PathId path) {
    return new Ranking(Ranking.DEFAULT.criteria(), Preference.DEFAULT.with(situation, path));
  }

  private static Ranking by(Ranking ranking, Criterion... order) {
    return new Ranking(List.of(order), ranking.preference());
  }

  /** An account in which sessions on this private instance are recorded. */
  private static DemoAccount recorded() {
    return DEMO.instance(
        DemoFolder.TOKYO,
        "legacy-app",
        "instanceProfileArn",
        Optional.of("arn:aws:iam::111122223333:instance-profile/web"));
  }

  @Test
  void whatIsRecordedComesBeforeEverything() {
    Recommendation advice = advice(recorded(), "legacy-app");
    assertThat(advice.path()).isEqualTo(PathId.SESSION_MANAGER);
    assertThat(advice.why())
        .contains(
            "sessions are recorded",
            "sessions by instance-connect-endpoint are not shown to be recorded");
    assertThat(
            advice(preferring(Situation.PUBLIC, PathId.INSTANCE_CONNECT_ENDPOINT), DEMO, "web")
                .path())
        .isEqualTo(PathId.SESSION_MANAGER);
  }

  @Test
  void ofReadyPathsTheOneThatFewerPrincipalsMayUse() {
    Recommendation advice = advice(DEMO, "ad");
    assertThat(advice.path()).isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
    assertThat(advice.why()).contains("more principals may use session-manager (7 against 3)");
    assertThat(advice(preferring(Situation.PRIVATE, PathId.SESSION_MANAGER), DEMO, "ad").path())
        .as("it comes before what is preferred")
        .isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
  }

  /** Red Hat Enterprise Linux does not bring the agent: nobody gets in there without an own key. */
  @Test
  void anEndpointThatCannotPushAKeyIsNotReady() {
    Recommendation advice = advice(DEMO, "legacy-app");
    assertThat(advice.path()).isEqualTo(PathId.SESSION_MANAGER);
    assertThat(advice.why())
        .contains("instance-connect-endpoint has to be set up or looked after first")
        .doesNotContain("more principals");
  }

  /** Neither is preferred where it is not known whether the instance has a public address. */
  @Test
  void unseenInterfacesMakeNoInstanceAPrivateOne() {
    DemoAccount unseen =
        DEMO.denied(DemoFolder.TOKYO, "ec2.networkInterfaces")
            .each(
                DemoFolder.TOKYO,
                "ec2.instances",
                (Instance it) ->
                    DemoAccount.with(
                        DemoAccount.with(it, "interfaces", List.of()),
                        "primary",
                        Optional.empty()));
    assertThat(advice(unseen, "bastion").why()).doesNotContain("private instances", "preferred");
    assertThat(unseen.report().comparison().orElseThrow().situations())
        .extracting(Comparison.Situation::situation)
        .contains("unknown");
  }

  @Test
  void whoMayUseAPathThatIsStillToBeSetUpDecidesNothing() {
    Recommendation advice = advice(DEMO, "worker");
    assertThat(advice.path()).isEqualTo(PathId.SESSION_MANAGER);
    assertThat(advice.why())
        .contains("8 principals", "instance-connect-endpoint has to be set up or looked after")
        .doesNotContain("more principals");
  }

  /** Nobody is told apart then, and there may be any number. */
  @Test
  void unseenPrincipalsDecideNothing() {
    DemoAccount unseen =
        DEMO.change(
            "iam.authorizationDetails",
            (Observed<AuthorizationDetails> it) -> DemoAccount.unseen(it.call()));
    Recommendation advice = advice(unseen, "ad");
    assertThat(advice.why())
        .doesNotContain("more principals")
        .contains("session-manager has to be set up or looked after first");
  }

  @Test
  void anOpenPathComesBeforeACheaperOne() {
    assertThat(advice(DEMO, "worker").path()).isEqualTo(PathId.SESSION_MANAGER);
    assertThat(advice(preferring(Situation.PRIVATE, PathId.SESSION_MANAGER), DEMO, "build").path())
        .isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
  }

  @Test
  void costDecidesBeforeThePreference() {
    Ranking session = preferring(Situation.PRIVATE, PathId.SESSION_MANAGER);
    Recommendation advice = advice(session, DEMO, "db-half");
    assertThat(advice.path()).isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
    assertThat(advice.why()).contains("session-manager would add 10.22 USD a month, against 0.00");
    assertThat(advice(session, DEMO, "vault").path())
        .as("neither costs anything")
        .isEqualTo(PathId.SESSION_MANAGER);
  }

  @Test
  void thePreferenceIsOfOneSituation() {
    assertThat(
            advice(preferring(Situation.PUBLIC, PathId.INSTANCE_CONNECT_ENDPOINT), DEMO, "bastion")
                .path())
        .isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
    assertThat(
            advice(preferring(Situation.PUBLIC, PathId.INSTANCE_CONNECT_ENDPOINT), DEMO, "vault")
                .why())
        .contains("it is preferred to session-manager for private instances");
  }

  @Test
  void aDesktopIsForWindowsAlone() {
    Ranking desktop =
        by(
            preferring(Situation.PRIVATE, PathId.FLEET_MANAGER_RDP),
            RECORDED,
            PRINCIPALS,
            EFFORT,
            PREFERENCE);
    assertThat(advice(desktop, DEMO, "ad").path()).isEqualTo(PathId.FLEET_MANAGER_RDP);
    assertThat(advice(desktop, DEMO, "vault").path()).isNotEqualTo(PathId.FLEET_MANAGER_RDP);
  }

  @Test
  void whatIsLeftOutHasNoSayAndTheOrderIsTheUsers() {
    Ranking session = preferring(Situation.PRIVATE, PathId.SESSION_MANAGER);
    assertThat(advice(by(session, RECORDED, PREFERENCE), DEMO, "ad").path())
        .isEqualTo(PathId.SESSION_MANAGER);
    assertThat(advice(by(session, COST, RECORDED), recorded(), "legacy-app").path())
        .isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
    assertThat(advice(by(session), DEMO, "legacy-app").path())
        .as("the order of the paths is left")
        .isEqualTo(PathId.SESSION_MANAGER);
  }
}
