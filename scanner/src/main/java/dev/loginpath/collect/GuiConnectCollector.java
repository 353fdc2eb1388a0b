package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.ConnectionRecordingPreferences;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssmguiconnect.SsmGuiConnectClient;
import software.amazon.awssdk.services.ssmguiconnect.model.RecordingDestinations;
import software.amazon.awssdk.services.ssmguiconnect.model.S3Bucket;

/** Reads what one region records of RDP connections in the browser. */
final class GuiConnectCollector {

  static final Set<String> ACTIONS = Set.of("ssm-guiconnect:GetConnectionRecordingPreferences");

  private static final Set<String> NO_PREFERENCES = Set.of("ResourceNotFoundException");

  private final SsmGuiConnectClient guiConnect;
  private final String region;

  GuiConnectCollector(SsmGuiConnectClient guiConnect, String region) {
    this.guiConnect = guiConnect;
    this.region = region;
  }

  Observed<ConnectionRecordingPreferences> collect() {
    return Observe.one(
        Call.of("ssm-guiconnect:GetConnectionRecordingPreferences", region),
        NO_PREFERENCES,
        () ->
            Optional.ofNullable(
                    guiConnect
                        .getConnectionRecordingPreferences(it -> {})
                        .connectionRecordingPreferences())
                .map(GuiConnectCollector::preferences));
  }

  private static ConnectionRecordingPreferences preferences(
      software.amazon.awssdk.services.ssmguiconnect.model.ConnectionRecordingPreferences it) {
    return new ConnectionRecordingPreferences(
        text(it.kmsKeyArn()),
        Optional.ofNullable(it.recordingDestinations()).stream()
            .map(RecordingDestinations::s3Buckets)
            .flatMap(all -> all.stream())
            // One that AWS does not name is no destination, and must not end the scan.
            .map(S3Bucket::bucketName)
            .filter(Objects::nonNull)
            .sorted()
            .toList());
  }
}
