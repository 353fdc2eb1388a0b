package dev.loginpath.snapshot;

/**
 * Whether lists show what AWS services operate where nobody asks for it. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedResourceVisibility.html">GetManagedResourceVisibility</a>.
 *
 * @param defaultVisibility {@code hidden} or {@code visible}
 */
public record ManagedResourceVisibility(String defaultVisibility) {

  boolean isVisible() {
    return defaultVisibility.equals("visible");
  }
}
