package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account's own Session documents and the settings beside them. */
class SsmCollectorTest {

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private SsmSnapshot tokyo() {
    return demo.snapshot().regions().getFirst().ssm();
  }

  @Test
  void thePreferencesAreReadOnceAndEveryOtherDocumentInBothVersions() {
    SsmSnapshot ssm = tokyo();
    assertThat(Observed.items(ssm.sessionDocumentNames()))
        .containsExactly("SSM-SessionManagerRunShell", "audit-free-shell", "ops-port-forward");
    assertThat(Observed.items(ssm.commandDocumentNames())).containsExactly("restart-app");
    assertThat(ssm.sessionDocuments())
        .extracting(SessionDocumentVersions::name)
        .containsExactly("audit-free-shell", "ops-port-forward");
    assertThat(
            ssm.observations()
                .map(it -> it.call())
                .filter(it -> it.action().equals("ssm:GetDocument")))
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  @Test
  void aDeniedDocumentIsUnseenAndTheOthersAreNot() {
    demo.deny(DemoFolder.TOKYO, "ssm/GetDocument/ops-port-forward");
    SsmSnapshot ssm = tokyo();
    assertThat(ssm.sessionDocuments().getLast().latestVersion().outcome())
        .isEqualTo(Outcome.DENIED);
    assertThat(ssm.sessionDocuments().getFirst().latestVersion().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void hybridNodesAreAskedForTheirTagsAndInstancesAreNot() {
    assertThat(tokyo().hybridNodeTags())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.nodeId()).isEqualTo("mi-0a1b2c3d4e5f60718");
          assertThat(it.tags())
              .isInstanceOfSatisfying(
                  Observed.Known.class,
                  tags ->
                      assertThat(tags.value())
                          .isEqualTo(Map.of("Name", "warehouse-1", "env", "dev")));
        });
    demo.deny(DemoFolder.TOKYO, "ssm/ListTagsForResource");
    assertThat(tokyo().hybridNodeTags().getFirst().tags().outcome()).isEqualTo(Outcome.DENIED);
  }

  @Test
  void settingsCarryTheirValue() {
    assertThat(tokyo().documentPublicSharing())
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it -> assertThat(((ServiceSetting) it.value()).value()).isEqualTo("Disable"));
    assertThat(tokyo().activationTier())
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it -> assertThat(((ServiceSetting) it.value()).value()).isEqualTo("standard"));
  }
}
