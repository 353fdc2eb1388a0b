package dev.loginpath.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Content;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.PathId;
import dev.loginpath.report.RecordingReport;
import dev.loginpath.report.Requirement;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ConnectionRecordingPreferences;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether RDP connections in the browser are recorded. */
class DesktopRecordingTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static RecordingReport recording(DemoAccount account) {
    return account.path("ad", PathId.FLEET_MANAGER_RDP).recording().orElseThrow();
  }

  private static List<String> facts(RecordingReport recording) {
    return recording.requirements().stream()
        .filter(it -> it.id().equals("desktop-recording"))
        .map(Requirement::evidence)
        .flatMap(List::stream)
        .map(Evidence::fact)
        .toList();
  }

  @Test
  void withoutPreferencesNothingIsRecorded() {
    RecordingReport recording = recording(DEMO);
    assertThat(recording.content()).isEqualTo(Content.NOT_RECORDED);
    assertThat(facts(recording))
        .containsExactly("there are no preferences for recording RDP connections");
  }

  /** They are documented for connections by just-in-time access alone. */
  @Test
  void preferencesDoNotProveThatEveryConnectionIsRecorded() {
    RecordingReport recording =
        recording(
            DEMO.answer(
                DemoFolder.TOKYO,
                "connectionRecording",
                new ConnectionRecordingPreferences("key", List.of("desktops"))));
    assertThat(recording.content()).isEqualTo(Content.UNKNOWN);
    assertThat(recording.destinations()).containsExactly("s3://desktops");
  }

  @Test
  void preferencesWithoutABucketSaySo() {
    RecordingReport recording =
        recording(
            DEMO.answer(
                DemoFolder.TOKYO,
                "connectionRecording",
                new ConnectionRecordingPreferences("key", List.of())));
    assertThat(recording.content()).isEqualTo(Content.UNKNOWN);
    assertThat(recording.destinations()).isEmpty();
    assertThat(facts(recording))
        .contains("the preferences for recording RDP connections name no bucket");
  }

  @Test
  void deniedPreferencesAreUnknownAndNameThePermission() {
    RecordingReport recording = recording(DEMO.denied(DemoFolder.TOKYO, "connectionRecording"));
    assertThat(recording.content()).isEqualTo(Content.UNKNOWN);
    assertThat(facts(recording).toString())
        .contains("ssm-guiconnect:GetConnectionRecordingPreferences");
  }
}
