package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * The service provider that manages an instance. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-managed-instances.html">managed
 * instances</a>.
 */
public record Operator(boolean managed, Optional<String> principal) {

  /** Of an instance that its owner manages. */
  public static final Operator NONE = new Operator(false, Optional.empty());
}
