package dev.loginpath.snapshot;

/**
 * What a Route 53 Profile brings to its VPCs.
 *
 * @param type {@code PRIVATE_HOSTED_ZONE}, {@code VPC_ENDPOINT}, {@code RESOLVER_RULE} …
 * @param status {@code COMPLETE} where it holds
 */
public record ProfileResource(String id, String type, String arn, String status) {

  /** The id at the end of the ARN. */
  public String resourceId() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
