package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * The service provider that manages an instance: nobody else may change it. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-managed-instances.html">managed
 * instances</a>.
 *
 * @param principal the service, such as {@code ecs.amazonaws.com}
 * @param hiddenByDefault lists leave the instance out where nobody asks for such
 */
public record Operator(
    boolean managed,
    Optional<String> principal,
    @Added(in = "4.1", without = "false") boolean hiddenByDefault) {

  /** Of an instance that its owner manages. */
  public static final Operator NONE = new Operator(false, Optional.empty(), false);
}
