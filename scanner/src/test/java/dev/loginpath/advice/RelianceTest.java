package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.path.NodeChannel;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Recommendation;
import dev.loginpath.report.Report;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ConnectionStatus;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Nobody is left with an agent's path alone of which AWS does not say that it is connected. */
class RelianceTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static DemoAccount statuses(UnaryOperator<List<ConnectionStatus>> change) {
    return DEMO.change(DemoFolder.TOKYO, "ssm.connectionStatuses", change)
        .change(DemoFolder.VIRGINIA, "ssm.connectionStatuses", change);
  }

  /** Those that leave people with the agent. */
  private static List<Closing> closings(Report report) {
    return report.instances().stream()
        .flatMap(it -> it.recommendation().stream())
        .filter(it -> NodeChannel.PATHS.contains(it.path()))
        .map(Recommendation::close)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void aClosingIsSafeWhereTheNodeIsConnected() {
    assertThat(closings(DEMO.report())).anyMatch(Closing::safe);
  }

  @Test
  void noneIsWhereItWasNotAsked() {
    assertThat(closings(statuses(it -> List.of()).report()))
        .isNotEmpty()
        .noneMatch(Closing::safe)
        .anySatisfy(it ->
            assertThat(it.first().toString())
                .contains("really admits people", "AWS was not seen to say"));
  }

  @Test
  void noneIsWhereTheAnswerWasDenied() {
    DemoAccount denied =
        statuses(all ->
            all.stream()
                .map(
                    it -> new ConnectionStatus(it.nodeId(), DemoAccount.unseen(it.status().call())))
                .toList());
    assertThat(closings(denied.report())).isNotEmpty().noneMatch(Closing::safe);
  }
}
