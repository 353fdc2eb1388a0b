package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Recommendation;
import dev.loginpath.report.Report;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.Operator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What AWS operates is told, and nobody is told to change it. */
class OperatedTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static DemoAccount operated(String name) {
    return DEMO.instance(
        DemoFolder.TOKYO,
        name,
        "operator",
        new Operator(true, Optional.of("ecs.amazonaws.com"), true));
  }

  private static Recommendation advice(DemoAccount account, String name) {
    return account.report(name).recommendation().orElseThrow();
  }

  @Test
  void theDemoAccountHasOneThatListsHide() {
    InstanceReport report = DEMO.report("ecs-managed");
    assertThat(report.managedBy().orElseThrow().label()).isEqualTo("operator ecs.amazonaws.com");
    assertThat(report.platform().os()).hasValue("Bottlerocket");
    assertThat(advice(DEMO, "ecs-managed").why())
        .startsWith("ecs.amazonaws.com operates the instance")
        .contains("no step is advised");
    assertThat(advice(DEMO, "ecs-managed").steps()).isEmpty();
  }

  @Test
  void noProfileNoAgentAndNoSettingIsAdvised() {
    assertThat(advice(DEMO, "build").steps()).isNotEmpty();
    assertThat(advice(operated("build"), "build").steps()).isEmpty();
  }

  @Test
  void nothingIsClosed() {
    assertThat(advice(DEMO, "web").close()).isNotEmpty();
    Recommendation advice = advice(operated("web"), "web");
    assertThat(advice.close()).isEmpty();
    assertThat(advice.steps()).isEmpty();
    assertThat(advice.monthlySaving()).isEmpty();
    assertThat(advice.why()).contains("ecs.amazonaws.com", "it is open");
  }

  @Test
  void aFindingSendsToTheServiceAndToNothingElse() {
    Report report = operated("web").report();
    List<Finding> about =
        report.findings().stream().filter(it -> it.resource().id().equals(DEMO.id("web"))).toList();
    assertThat(about)
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.fix().summary()).contains("ecs.amazonaws.com");
          assertThat(it.fix().steps()).singleElement().asString().contains("ecs.amazonaws.com");
        });
  }
}
