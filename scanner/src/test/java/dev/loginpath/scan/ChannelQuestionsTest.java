package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ConnectionStatus;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which nodes AWS is asked whether they are connected. */
class ChannelQuestionsTest {

  private static final String HALF = "i-04dc16b7c41afbb30";
  private static final String WEB = "i-0cba51e5d33d213fb";
  private static final String LOST = "i-0baef6b2f62dfc8ec";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private static Set<String> asked(AccountSnapshot snapshot) {
    return snapshot.regions().stream()
        .flatMap(it -> it.ssm().connectionStatuses().stream())
        .map(ConnectionStatus::nodeId)
        .collect(Collectors.toSet());
  }

  @Test
  void thoseOfWhichNotAllIsSeenAndThoseThatTheAdviceReliesOn() {
    assertThat(asked(demo.snapshot()))
        .as("no way is seen from the first, the second is to be kept, the third has lost its ping")
        .contains(HALF, WEB)
        .doesNotContain(LOST);
  }

  @Test
  void allThatMayBeConnectedOrNone() {
    Set<String> needed = asked(demo.snapshot());
    Set<String> all = asked(demo.snapshot(ChannelQuestions::all));
    assertThat(all).containsAll(needed).hasSizeGreaterThan(needed.size()).doesNotContain(LOST);
    assertThat(asked(demo.snapshot(ChannelQuestions::none))).isEmpty();
  }

  /** With less knowledge of what a node needs, more of them are asked. */
  @Test
  void aDeniedListOfEndpointsMakesMoreQuestions() {
    String ad = "i-0348530f9623a9333";
    assertThat(asked(demo.snapshot())).doesNotContain(ad);
    assertThat(asked(demo.deny(DemoFolder.TOKYO, "ec2/DescribeVpcEndpoints").snapshot()))
        .contains(ad);
  }

  /** Its shell may not open for a key or a system user; its tunnels and commands may. */
  @Test
  void unreadPreferencesAskAllWhoseShellIsInDoubt() {
    String ad = "i-0348530f9623a9333";
    assertThat(asked(demo.deny(DemoFolder.TOKYO, "ssm/GetDocument").snapshot())).contains(ad);
  }
}
