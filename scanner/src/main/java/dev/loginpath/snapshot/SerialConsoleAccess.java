package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * Whether the account may use the serial console in a region.
 *
 * @param managedBy {@code account}, or {@code declarative-policy} where the organization decides
 */
public record SerialConsoleAccess(boolean enabled, Optional<String> managedBy) {}
