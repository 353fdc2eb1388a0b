package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * A log group of CloudWatch Logs.
 *
 * @param retentionInDays empty where events are kept for ever
 * @param kmsKeyId the ARN of the key, empty where CloudWatch encrypts with its own
 */
public record LogGroup(
    String name, String arn, Optional<Integer> retentionInDays, Optional<String> kmsKeyId) {}
