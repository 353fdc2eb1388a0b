package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.ConnectionRecordingPreferences;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where recordings of RDP connections go. */
class GuiConnectCollectorTest {

  private static final String FILE = "ssm-guiconnect/GetConnectionRecordingPreferences";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private Observed<ConnectionRecordingPreferences> virginia(String answer) {
    demo.write(DemoFolder.VIRGINIA, FILE, answer);
    return demo.snapshot().regions().getLast().connectionRecording();
  }

  @Test
  void bucketsAreNamedInOrder() {
    assertThat(
            virginia(
                """
                {"ConnectionRecordingPreferences": {"KMSKeyArn": "arn:aws:kms:us-east-1:1:key/2",
                  "RecordingDestinations": {"S3Buckets": [
                    {"BucketName": "b", "BucketOwner": "111122223333"},
                    {"BucketName": "a", "BucketOwner": "111122223333"}]}}}
                """))
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it ->
                assertThat(it.value())
                    .isEqualTo(
                        new ConnectionRecordingPreferences(
                            "arn:aws:kms:us-east-1:1:key/2", List.of("a", "b"))));
  }

  @Test
  void aBucketWithoutANameIsLeftOut() {
    assertThat(
            virginia(
                """
                {"ConnectionRecordingPreferences": {"KMSKeyArn": "arn:aws:kms:us-east-1:1:key/2",
                  "RecordingDestinations": {"S3Buckets": [
                    {"BucketOwner": "111122223333"},
                    {"BucketName": "a", "BucketOwner": "111122223333"}]}}}
                """))
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it ->
                assertThat(it.value())
                    .isEqualTo(
                        new ConnectionRecordingPreferences(
                            "arn:aws:kms:us-east-1:1:key/2", List.of("a"))));
  }

  @Test
  void noPreferencesAreAbsentByTheErrorThatSaysSoAndAnEmptyObjectSaysNothing() {
    assertThat(virginia("{}")).isInstanceOf(Observed.Unseen.class);
    assertThat(
            virginia("{\"Error\": {\"Code\": \"ResourceNotFoundException\", \"Message\": \"\"}}"))
        .isInstanceOf(Observed.Absent.class);
  }

  @Test
  void aRefusalIsUnseen() {
    assertThat(virginia("{\"Error\": {\"Code\": \"AccessDeniedException\", \"Message\": \"no\"}}"))
        .isInstanceOfSatisfying(
            Observed.Unseen.class, it -> assertThat(it.outcome()).isEqualTo(Outcome.DENIED));
  }
}
