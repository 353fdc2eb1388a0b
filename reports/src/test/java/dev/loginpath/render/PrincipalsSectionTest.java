package dev.loginpath.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Decision;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrincipalsSectionTest {

  private static PrincipalAccess admin(Decision decision) {
    return new PrincipalAccess(
        "arn:aws:iam::111122223333:user/admin",
        "admin",
        decision,
        List.of(),
        List.of(),
        List.of("AdministratorAccess"));
  }

  /** An administrator whom a control policy keeps from one of two paths. */
  private static Report stoppedOnOnePath() {
    Report one = Reports.everything();
    InstanceReport instance = one.instances().getFirst();
    PathAssessment open = instance.paths().getFirst();
    PathAssessment stopped =
        new PathAssessment(
            PathId.SERIAL_CONSOLE,
            open.status(),
            open.requirements(),
            List.of(),
            "nobody",
            Optional.empty(),
            Optional.of("stopped"),
            Optional.empty(),
            Optional.empty());
    InstanceReport both =
        new InstanceReport(
            instance.id(),
            instance.arn(),
            instance.account(),
            instance.region(),
            instance.name(),
            instance.state(),
            instance.tags(),
            instance.vpc(),
            instance.subnet(),
            instance.addresses(),
            instance.platform(),
            List.of(open, stopped),
            instance.recommendation(),
            instance.placement(),
            instance.managedBy());
    return new Report(
        one.schemaVersion(),
        one.tool(),
        one.scan(),
        one.summary(),
        one.coverage(),
        List.of(both),
        List.of(),
        new TreeMap<>(
            Map.of(
                open.principals(),
                List.of(admin(Decision.ALLOWED)),
                "nobody",
                List.of(),
                "stopped",
                List.of(admin(Decision.DENIED)))),
        List.of(),
        Optional.empty());
  }

  @Test
  void administratorsAreNotSaidToUseAPathThatTheyAreStoppedOn() throws IOException {
    for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      StringBuilder out = new StringBuilder();
      new HtmlRenderer(language).render(stoppedOnOnePath(), out);
      Words words = new Words(language);
      assertThat(out)
          .contains(
              words.text("principals.administrators"),
              words.text("principals.stopped") + "</strong>: <a href=\"#set-stopped\">admin</a>")
          .doesNotContain("on every instance", "すべてのパスを");
    }
    assertThat(new Words(Locale.ENGLISH).text("principals.administrators"))
        .contains("wherever IAM lets anybody log in", "who is stopped stands beside each path");
  }
}
