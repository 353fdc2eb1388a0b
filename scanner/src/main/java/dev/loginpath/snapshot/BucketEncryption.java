package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * How a bucket encrypts what is written without saying how.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param kmsKeyId the key as the bucket names it, empty for that of AWS
 */
public record BucketEncryption(String algorithm, Optional<String> kmsKeyId) {}
