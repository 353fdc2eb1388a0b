package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * A CloudTrail trail as one region shows it; a trail of another region is shown in every region
 * that it covers.
 *
 * @param organizationTrail made by the management account for all accounts
 * @param globalServiceEvents holds the events of IAM and STS as well
 */
public record Trail(
    String arn,
    String name,
    String homeRegion,
    boolean multiRegion,
    boolean organizationTrail,
    boolean globalServiceEvents,
    boolean logFileValidation,
    Optional<String> s3BucketName,
    Optional<String> logGroupArn,
    Optional<String> kmsKeyId) {}
