package dev.loginpath.verdict;

import java.util.Map;

/**
 * One question to AWS.
 *
 * @param action service and operation, which but for a few of S3 is also the IAM action it needs:
 *     {@code ec2:DescribeInstances}
 * @param region the region asked, {@code aws-global} for global services
 * @param resource the thing asked about, empty where the call lists
 */
public record Call(String action, String region, String resource) {

  private static final Map<String, String> NAMED_OTHERWISE =
      Map.of("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration");

  public static Call of(String action, String region) {
    return new Call(action, region, "");
  }

  /** The same call as the source of a fact about one thing. */
  public Call about(String thing) {
    return new Call(action, region, thing);
  }

  /** The IAM action that allows this call. */
  public String permission() {
    return NAMED_OTHERWISE.getOrDefault(action, action);
  }

  /** The call as the source of evidence. */
  @Override
  public String toString() {
    return resource.isEmpty()
        ? action + " in " + region
        : action + " of " + resource + " in " + region;
  }
}
