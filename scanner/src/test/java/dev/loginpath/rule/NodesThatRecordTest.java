package dev.loginpath.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The region's finding, made of what is true of each of its nodes. */
class NodesThatRecordTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final String WEB = DEMO.id("web");
  private static final String WORKER = DEMO.id("worker");
  private static final String HYBRID = "mi-0a1b2c3d4e5f60718";

  private static List<Finding> findings(DemoAccount account) {
    return account.report().findings().stream()
        .filter(it -> it.rule().equals("sessions-are-recorded"))
        .filter(it -> it.region().equals(DemoFolder.TOKYO))
        .toList();
  }

  private static DemoAccount nodes(Predicate<ManagedNode> kept) {
    return DEMO.change(
        DemoFolder.TOKYO,
        "ssm.nodes",
        (Observed<List<ManagedNode>> listed) ->
            new Observed.Known<>(
                listed.call(), Observed.items(listed).stream().filter(kept).toList()));
  }

  private static DemoAccount nodes(String... ids) {
    return nodes(it -> List.of(ids).contains(it.id()));
  }

  @Test
  void thereIsNoneWhereEveryNodeRecords() {
    assertThat(findings(nodes(WEB))).isEmpty();
  }

  @Test
  void aNodeThatDoesNotRecordIsNamedAndOneThatDoesIsNot() {
    assertThat(findings(nodes(WEB, WORKER)))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.VIOLATION);
          assertThat(it.message()).contains("1 of 2");
          assertThat(it.evidence().toString()).contains(WORKER).doesNotContain(WEB);
        });
  }

  @Test
  void aHybridNodeIsUnknown() {
    assertThat(findings(nodes(WEB, HYBRID)))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.UNKNOWN);
          assertThat(it.evidence().toString()).contains(HYBRID);
        });
  }

  @Test
  void aNodeThatIsNoInstanceThatWasReadIsUnknown() {
    String unlisted = "i-00000000000000999";
    DemoAccount account =
        nodes(WEB, WORKER)
            .each(
                DemoFolder.TOKYO,
                "ssm.nodes",
                (ManagedNode it) ->
                    it.id().equals(WORKER) ? DemoAccount.with(it, "id", unlisted) : it);
    assertThat(findings(account))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.status()).isEqualTo(FindingStatus.UNKNOWN);
          assertThat(it.evidence().toString()).contains(unlisted);
        });
  }

  @Test
  void anEmptyListThatWasReadHasNoneAndADeniedOneIsUnknown() {
    assertThat(findings(nodes())).isEmpty();
    assertThat(findings(DEMO.denied(DemoFolder.TOKYO, "ssm.nodes")))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(FindingStatus.UNKNOWN);
  }
}
