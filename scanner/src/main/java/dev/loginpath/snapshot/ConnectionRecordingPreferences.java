package dev.loginpath.snapshot;

import java.util.List;

/**
 * Where recordings of RDP connections go in one region.
 *
 * @param buckets the names of the S3 buckets
 */
public record ConnectionRecordingPreferences(String kmsKeyArn, List<String> buckets) {
  public ConnectionRecordingPreferences {
    buckets = List.copyOf(buckets);
  }
}
