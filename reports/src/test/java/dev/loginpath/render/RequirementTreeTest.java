package dev.loginpath.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Join;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several paths of one instance share is told once. */
class RequirementTreeTest {

  private static Requirement route(String fact) {
    Requirement leaf =
        new Requirement(
            "route",
            Answer.MET,
            false,
            List.of(new Evidence("ec2:DescribeRouteTables of rtb-1 in us-east-1", fact)),
            Optional.empty(),
            List.of());
    return new Requirement(
        "reached-from-outside",
        Answer.MET,
        false,
        leaf.evidence(),
        Optional.of(Join.ANY),
        List.of(leaf));
  }

  private static PathAssessment path(PathId id, Requirement... requirements) {
    return new PathAssessment(
        id,
        Status.OPEN,
        List.of(requirements),
        List.of(),
        "set",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String written(PathAssessment... paths) throws IOException {
    StringBuilder out = new StringBuilder();
    Html html = new Html(out);
    RequirementTree tree = new RequirementTree(new Words(Locale.ENGLISH), "i-1");
    for (PathAssessment path : paths) {
      tree.write(html, path);
    }
    return out.toString();
  }

  @Test
  void theSameConditionUnderAnotherPathIsALink() throws IOException {
    assertThat(
            written(
                path(PathId.SSH_DIRECT, route("to igw-1")),
                path(PathId.INSTANCE_CONNECT, route("to igw-1"))))
        .containsOnlyOnce("to igw-1")
        .contains("<a href=\"#i-1-ssh-direct\">as under SSH</a>");
  }

  @Test
  void anotherConditionOfTheSameNameIsToldInFull() throws IOException {
    assertThat(
            written(
                path(PathId.SSH_DIRECT, route("to igw-1")),
                path(PathId.INSTANCE_CONNECT, route("to igw-2"))))
        .contains("to igw-1", "to igw-2")
        .doesNotContain("as under");
  }

  @Test
  void twiceUnderOnePathIsToldTwice() throws IOException {
    assertThat(written(path(PathId.SSH_DIRECT, route("to igw-1"), route("to igw-1"))))
        .doesNotContain("as under");
  }
}
