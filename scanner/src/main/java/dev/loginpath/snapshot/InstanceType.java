package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * An instance type that is in use.
 *
 * @param hypervisor {@code nitro} or {@code xen}; bare metal has none
 */
public record InstanceType(String name, Optional<String> hypervisor, boolean bareMetal) {}
